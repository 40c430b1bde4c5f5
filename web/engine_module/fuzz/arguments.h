// arguments.h: what JavaScript lets through to the bindings, made from bytes: at the edges more often than between.
//
// JavaScript alone judges arguments (source/check.ts and its callers); the bindings and the engine trust it. So its bounds
// are written once more here, and whoever moves one moves it in both places.
#pragma once
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace engine_module {

class Arguments {
 public:
  Arguments(const std::uint8_t* data, std::size_t size) : in_(data, size) {}

  bool more() { return in_.remaining_bytes() > 0; }
  bool flag() { return in_.ConsumeBool(); }
  int whole(int least, int most) { return in_.ConsumeIntegralInRange(least, most); }
  std::uint8_t byte() { return in_.ConsumeIntegral<std::uint8_t>(); }
  std::uint32_t word() { return in_.ConsumeIntegral<std::uint32_t>(); }

  // The probability of ZEROING.
  double rate() { return whole(0, 5) == 0 ? 1.0 : rate_below_one(); }
  double rate_below_one() {
    switch (whole(0, 5)) {
      case 0: return 0.0;
      case 1: return 0.5;
      case 2: return std::nextafter(1.0, 0.0);
      case 3: return std::numeric_limits<double>::denorm_min();
      default: return in_.ConsumeIntegralInRange(0, 999) / 1000.0;
    }
  }
  double finite() {
    switch (whole(0, 7)) {
      case 0: return 0.0;
      case 1: return std::numeric_limits<double>::max();
      case 2: return std::numeric_limits<double>::lowest();
      case 3: return std::numeric_limits<double>::denorm_min();
      case 4: return in_.ConsumeFloatingPoint<double>();
      default: return in_.ConsumeIntegralInRange(-4000, 4000) / 1000.0;
    }
  }
  double at_least_zero() { return std::fabs(finite()); }
  double above_zero() { return std::max(at_least_zero(), std::numeric_limits<double>::denorm_min()); }
  double inside_one() { return std::max(rate_below_one(), std::numeric_limits<double>::denorm_min()); }
  double within(double least, double most) { return std::clamp(finite(), least, most); }

  // Of source/laws.ts, statistics.ts, run.ts and settings.ts: bounds that stand nowhere but there.
  double field_size() { return within(1e-6, 1e6); }
  double observed() { return within(0.0, 0x1p53 - 1.0); }
  double least_expected() { return std::max(1e-6, at_least_zero()); }
  double degrees() { return within(1.0, 1e8); }
  double corner() { return within(-1e30, 1e30); }
  double noise() { return within(0.0, 1e6); }

  // What layers take: they have rules for it.
  double any() {
    switch (whole(0, 15)) {
      case 0: return std::numeric_limits<double>::quiet_NaN();
      case 1: return std::numeric_limits<double>::infinity();
      case 2: return -std::numeric_limits<double>::infinity();
      default: return finite();
    }
  }

  // Arrays are as long as they are said to be and no longer, so that the address sanitizer sees a step too far.
  template <class Make>
  std::vector<double> doubles(int count, Make&& make) {
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(count));
    for (int at = 0; at < count; ++at) values.push_back(make());
    return values;
  }
  std::vector<double> any_doubles(int count) {
    return doubles(count, [this] { return any(); });
  }
  std::vector<double> finite_doubles(int count) {
    return doubles(count, [this] { return finite(); });
  }
  std::vector<float> floats(int count) {
    constexpr double largest = std::numeric_limits<float>::max();
    std::vector<float> values;
    for (int at = 0; at < count; ++at) values.push_back(static_cast<float>(within(-largest, largest)));
    return values;
  }
  std::vector<std::uint8_t> bits(int count) {
    std::vector<std::uint8_t> values;
    for (int at = 0; at < count; ++at) values.push_back(flag() ? 1 : 0);
    return values;
  }
  std::vector<std::uint32_t> words(int count) {
    std::vector<std::uint32_t> values;
    for (int at = 0; at < count; ++at) values.push_back(word());
    return values;
  }

 private:
  FuzzedDataProvider in_;
};

// A row of settings, written as source/fields.ts writes it.
class Row {
 public:
  explicit Row(Arguments& in) : in_(in) {}

  Row& number(double value) {
    values_.push_back(value);
    return *this;
  }
  Row& choice(int count) { return number(in_.whole(0, count - 1)); }
  Row& seed() { return number(in_.word()).number(in_.word()); }
  Row& key() { return seed().number(in_.word() >> 1).number(in_.word()).number(in_.word()); }
  Row& numbers(const std::vector<double>& values) {
    number(static_cast<double>(values.size()));
    values_.insert(values_.end(), values.begin(), values.end());
    return *this;
  }
  double operator[](std::size_t at) const { return values_[at]; }
  // A copy that ends where the row does.
  const double* data() {
    exact_ = std::vector<double>(values_.begin(), values_.end());
    return exact_.data();
  }

 private:
  Arguments& in_;
  std::vector<double> values_, exact_;
};

}  // namespace engine_module
