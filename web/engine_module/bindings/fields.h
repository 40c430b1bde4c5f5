// fields.h: how numbers cross from JavaScript: settings as one row of doubles, read in the order in which they were written.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// A function that JavaScript calls. Its arguments and result are numbers or addresses in the module's memory.
// JavaScript has judged every argument before (source/check.ts), so what arrives here is valid.
// Natively, for fuzz/, they are plain C functions.
#ifdef __wasm__
#define ENGINE_EXPORT(name) extern "C" __attribute__((export_name(#name), used))
#else
#define ENGINE_EXPORT(name) extern "C"
#endif

namespace engine_module {

// The other end of Fields in source/fields.ts. Whole numbers below 2^53 fit into a double exactly.
class Fields {
 public:
  explicit Fields(const double* at) : at_(at) {}

  double number() { return *at_++; }
  int integer() { return static_cast<int>(number()); }
  std::uint32_t word() { return static_cast<std::uint32_t>(number()); }
  bool flag() { return number() != 0.0; }
  template <class Choice>
  Choice choice() {
    return static_cast<Choice>(integer());
  }
  // 64 bits as two words, the low one first.
  std::uint64_t seed() {
    const std::uint64_t low = word();
    return low | (static_cast<std::uint64_t>(word()) << 32);
  }
  // A count, then the values.
  std::span<const double> numbers() {
    const std::size_t count = word();
    const double* first = at_;
    at_ += count;
    return {first, count};
  }
  std::vector<int> integers() {
    std::vector<int> values;
    for (const double value : numbers()) values.push_back(static_cast<int>(value));
    return values;
  }

 private:
  const double* at_;
};

// The span of an array that JavaScript owns.
template <class Value>
std::span<Value> span_of(Value* first, int count) {
  return {first, static_cast<std::size_t>(count)};
}

}  // namespace engine_module
