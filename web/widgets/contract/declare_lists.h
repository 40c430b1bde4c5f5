// declare_lists.h: rows for the kinds of parameters that are lists of numbers: set_param, curve_param, points_param,
// cells_param. Their link forms stand in values.h.
#pragma once

#include <array>
#include <vector>

#include "declare.h"
#include "values_kinds.h"

namespace lesson {

// A point planted by the reader: two numbers on grids, and a class.
struct PlantedPoint {
  double x = 0, y = 0;
  int kind = 0;  // index into the names of the classes
  bool operator==(const PlantedPoint&) const = default;
};

constexpr ParamInfo list_param(Control control, const KindRules& rules, std::string_view id, std::string_view label,
                               std::string_view help, const ParamOptions& options) {
  ParamInfo info;
  info.id = id;
  info.label = label;
  info.help = help;
  info.control = control;
  info.rules = &rules;
  info.place = options.place;
  info.effect = options.effect;
  info.reads_bits = options.reads_bits;
  info.measured = options.measured;
  info.relevant = options.relevant;
  return info;
}

// Member: an unsigned integer, bit u is thing u. things: their names, at most as many as it has bits and most_things.
template <auto Member>
constexpr ParamInfo set_param(std::string_view id, std::string_view label, std::string_view unit,
                              std::span<const std::string_view> things, std::string_view help,
                              ParamOptions options = {}) {
  using P = typename MemberOf<Member>::owner;
  using T = typename MemberOf<Member>::type;
  static_assert(std::is_unsigned_v<T> && !std::is_same_v<T, bool>);
  ParamInfo info = list_param(Control::set, set_rules, id, label, help, options);
  info.unit = unit;
  info.choices = things;
  info.count = static_cast<int>(things.size());
  info.read = [](const void* p) {
    std::vector<double> in(8 * sizeof(T));
    for (std::size_t u = 0; u < in.size(); ++u)
      in[u] = static_cast<double>(static_cast<const P*>(p)->*Member >> u & T{1});
    return in;
  };
  info.write = [](void* p, std::span<const double> in) {
    T bits = 0;
    for (std::size_t u = 0; u < in.size(); ++u)
      if (in[u] != 0) bits = static_cast<T>(bits | T{1} << u);
    static_cast<P*>(p)->*Member = bits;
  };
  return info;
}

// Member: std::array<float or double, count>, the values at equal distances over the interval, its ends included.
template <auto Member>
constexpr ParamInfo curve_param(std::string_view id, std::string_view label, std::string_view unit, Range range,
                                Range interval, std::string_view help, ParamOptions options = {}) {
  using P = typename MemberOf<Member>::owner;
  using Array = typename MemberOf<Member>::type;
  using T = typename Array::value_type;
  static_assert(std::tuple_size_v<Array> <= most_curve_values);
  ParamInfo info = list_param(Control::curve, curve_rules, id, label, help, options);
  info.unit = unit;
  info.range = range;
  info.second_range = interval;
  info.count = static_cast<int>(std::tuple_size_v<Array>);
  info.decimals = options.decimals >= 0 ? options.decimals : decimals_of_step(range.step);
  info.read = [](const void* p) {
    const Array& values = static_cast<const P*>(p)->*Member;
    return std::vector<double>(values.begin(), values.end());
  };
  info.write = [](void* p, std::span<const double> values) {
    Array& own = static_cast<P*>(p)->*Member;
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = static_cast<T>(values[i]);
  };
  return info;
}

// Member: std::vector<PlantedPoint>. classes: their names.
template <auto Member>
constexpr ParamInfo points_param(std::string_view id, std::string_view label, Range x, Range y, int most,
                                 std::span<const std::string_view> classes, std::string_view help,
                                 ParamOptions options = {}) {
  using P = typename MemberOf<Member>::owner;
  static_assert(std::is_same_v<typename MemberOf<Member>::type, std::vector<PlantedPoint>>);
  ParamInfo info = list_param(Control::points, points_rules, id, label, help, options);
  info.range = x;
  info.second_range = y;
  info.count = most;
  info.choices = classes;
  info.read = [](const void* p) {
    std::vector<double> numbers;
    for (const PlantedPoint& point : static_cast<const P*>(p)->*Member)
      numbers.insert(numbers.end(), {point.x, point.y, static_cast<double>(point.kind)});
    return numbers;
  };
  info.write = [](void* p, std::span<const double> numbers) {
    std::vector<PlantedPoint>& points = static_cast<P*>(p)->*Member;
    points.clear();
    for (std::size_t i = 0; i + 2 < numbers.size(); i += 3)
      points.push_back({numbers[i], numbers[i + 1], static_cast<int>(numbers[i + 2])});
  };
  return info;
}

// Member: std::array<std::uint8_t, columns * rows>, 1 painted, row by row from the top left.
template <auto Member>
constexpr ParamInfo cells_param(std::string_view id, std::string_view label, int columns, std::string_view help,
                                ParamOptions options = {}) {
  using P = typename MemberOf<Member>::owner;
  using Array = typename MemberOf<Member>::type;
  static_assert(std::is_same_v<typename Array::value_type, std::uint8_t> && std::tuple_size_v<Array> <= most_painted);
  ParamInfo info = list_param(Control::cells, cells_rules, id, label, help, options);
  info.count = static_cast<int>(std::tuple_size_v<Array>);
  info.columns = columns;
  info.read = [](const void* p) {
    const Array& cells = static_cast<const P*>(p)->*Member;
    return std::vector<double>(cells.begin(), cells.end());
  };
  info.write = [](void* p, std::span<const double> values) {
    Array& cells = static_cast<P*>(p)->*Member;
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = values[i] != 0 ? 1 : 0;
  };
  return info;
}

}  // namespace lesson
