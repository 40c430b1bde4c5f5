// declaration_hash.cpp: one number that tells whether a page and a program speak of the same declaration.
#include "dropout/bits.h"
#include "values.h"

namespace lesson {

namespace {

// FNV-1a; every text is closed by a zero byte, so that "ab", "c" is not "a", "bc".
class Hash {
 public:
  void text(std::string_view words) {
    for (const char sign : words) byte(static_cast<unsigned char>(sign));
    byte(0);
  }
  void number(double value) {
    const auto bits = dropout::bits_as<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<unsigned char>(bits >> shift & 0xFF));
  }
  void range(const Range& range) {
    number(range.min);
    number(range.max);
    number(range.step);
  }
  std::uint32_t value() const { return hash_; }

 private:
  void byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 16777619u; }
  std::uint32_t hash_ = 2166136261u;
};

void add_param(Hash& hash, const ParamInfo& info, const void* defaults) {
  hash.text(info.id);
  hash.text(kind_name(info.control));
  hash.range(info.range);
  hash.range(info.second_range);
  hash.number(info.count);
  hash.number(info.columns);
  for (const std::string_view choice : info.choices) hash.text(choice);
  hash.number(info.effect == ParamEffect::resets ? 1 : 0);
  hash.text(link_text(info, value_in(info, defaults)));
}

}  // namespace

std::uint32_t declaration_hash(const WidgetType& type) {
  const Instance defaults = type.create();
  Hash hash;
  hash.text(type.text.id);
  for (const ParamInfo& info : type.text.params) add_param(hash, info, defaults.params.get());
  hash.number(type.text.playback.max_ticks);
  for (const ActionInfo& info : type.text.actions) hash.text(info.id);
  for (const ReadoutInfo& info : type.text.readouts) hash.text(info.id);
  for (const PanelInfo& info : type.text.panels) hash.text(info.id);
  return hash.value();
}

}  // namespace lesson
