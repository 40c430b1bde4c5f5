// case_line.h: one training run of the engine as a line of JSON: settings, data, start, masks, gradient, end.
#pragma once
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace dropout {

// The rates of all cases. At 0.5 alone keep and drop could be mixed up unseen.
constexpr double torch_drop_rates[] = {0.1, 0.25, 0.5, 0.6, 0.9};
constexpr int torch_steps = 200;
constexpr std::uint64_t torch_seed = 7;
// Adam divides a gradient by its own size plus this. With the usual 1e-8 it makes a full step of one that is nothing but
// rounding, and two right programs part; and whether it stands in its right place would not be seen.
constexpr double torch_epsilon = 1e-4;

// Keys and texts are our own words, so nothing has to be escaped.
class CaseLine {
 public:
  CaseLine(std::string_view about, std::string_view net, double drop_rate) {
    add("about", about);
    add("net", net);
    add("drop_rate", drop_rate);
  }

  void add(std::string_view key, std::string_view value) {
    begin(key);
    text_ += '"';
    text_ += value;
    text_ += '"';
  }
  void add(std::string_view key, double value) {
    begin(key);
    text_ += number(value);
  }
  // float: nine digits name it exactly.
  template <class Value>
  void add(std::string_view key, std::span<const Value> values) {
    begin(key);
    text_ += '[';
    for (const Value& value : values) text_ += number(static_cast<double>(value)) + ",";
    if (text_.back() == ',') text_.pop_back();
    text_ += ']';
  }

  // One mask after the other under one name, a character a decision: 1 is kept.
  void add_mask(std::size_t place, std::span<const std::uint8_t> mask) {
    std::string& all = masks_[place];
    for (const std::uint8_t kept : mask) all += kept != 0 ? '1' : '0';
  }

  // The same for pre-activations, in front of a ReLU or SELU: 1 is above 0. Where one is 0 but for rounding, another
  // program may take the other side, and is told ours.
  void add_sides(std::size_t place, std::span<const float> values) {
    for (const float value : values) sides_[place] += value > 0 ? '1' : '0';
  }

  std::string finished() {
    for (std::size_t place = 0; place < std::size(masks_); ++place) {
      if (!masks_[place].empty()) add("mask_" + std::to_string(place), masks_[place]);
      if (!sides_[place].empty()) add("sides_" + std::to_string(place), sides_[place]);
    }
    return "{" + text_ + "}";
  }

 private:
  static std::string number(double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.9g", value);
    return digits;
  }
  void begin(std::string_view key) {
    if (!text_.empty()) text_ += ", ";
    text_ += '"';
    text_ += key;
    text_ += "\": ";
  }

  std::string text_;
  std::string masks_[2], sides_[2];
};

// Each prints its lines.
void print_trainer_cases();  // the nets that the lesson trains: Mlp, NormMlp, ResidualMlp
void print_layer_cases();    // small nets around the layers that have no trainer

}  // namespace dropout
