// state_io.h: how a widget saves and restores what evolves: it lists its fields once, this reads or writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace lesson {

// Reads or writes the fields that a widget's state() lists. The bytes are for the same build only, never for disks.
class StateIo {
 public:
  StateIo() = default;                                                                    // writes
  explicit StateIo(std::span<const std::byte> bytes) : source_(bytes), loading_(true) {}  // reads

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void operator()(T& value) { transfer(&value, sizeof value); }
  // A loaded vector takes the saved length; a length that does not fit the rest of the bytes fails.
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void operator()(std::vector<T>& values) {
    std::uint32_t count = static_cast<std::uint32_t>(values.size());
    transfer(&count, sizeof count);
    if (loading_) {
      if (!ok_ || count > (source_.size() - at_) / sizeof(T)) {
        ok_ = false;
        return;
      }
      values.resize(count);
    }
    transfer(values.data(), count * sizeof(T));
  }

  // A widget's own condition on what was loaded: sizes and indices that its draw() relies on. A load that breaks one is
  // refused, and the session starts over.
  void require(bool fits) { ok_ = ok_ && fits; }

  bool loading() const { return loading_; }
  bool complete() const { return ok_ && (!loading_ || at_ == source_.size()); }
  std::vector<std::byte> take() { return std::move(written_); }

 private:
  void transfer(void* data, std::size_t size) {
    if (!loading_) {
      const auto* from = static_cast<const std::byte*>(data);
      written_.insert(written_.end(), from, from + size);
    } else if (ok_ && size <= source_.size() - at_) {
      if (size > 0) std::memcpy(data, source_.data() + at_, size);
      at_ += size;
    } else {
      ok_ = false;
    }
  }

  std::vector<std::byte> written_;
  std::span<const std::byte> source_;
  std::size_t at_ = 0;
  bool loading_ = false, ok_ = true;
};

}  // namespace lesson
