// declare_arrays.h: rows for params and readouts that differ by a number or a name, written once and expanded when compiled.
//
//   constexpr auto params = rows<ParamInfo>(
//       param<&P::drop_rate>("p", ...),
//       param_array<&P::x>(each<"x#", Counted<12>>, each<"Activation of unit #", Counted<12>>, "", {-4, 4, 0.5}, "..."));
//   constexpr auto readouts = rows<ReadoutInfo>(
//       readout_array<&W::train>(each<"#_train", Words<"plain", "dropout">>, each<"#: training accuracy", Titles>, " %", 1, help));
#pragma once

#include <array>
#include <utility>

#include "declare.h"

namespace lesson {

// A text as a template argument.
template <std::size_t Size>
struct FixedText {
  char signs[Size]{};
  consteval FixedText(const char (&words)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) signs[i] = words[i];
  }
  static constexpr std::size_t length = Size - 1;
};

template <FixedText... Each>
struct Words {};

template <int Number>
consteval auto number_word() {
  static_assert(Number >= 0 && Number < 100);
  if constexpr (Number < 10) {
    const char signs[2] = {static_cast<char>('0' + Number), '\0'};
    return FixedText<2>(signs);
  } else {
    const char signs[3] = {static_cast<char>('0' + Number / 10), static_cast<char>('0' + Number % 10), '\0'};
    return FixedText<3>(signs);
  }
}
template <class Indices>
struct CountedWords;
template <int... Index>
struct CountedWords<std::integer_sequence<int, Index...>> {
  using type = Words<number_word<Index + 1>()...>;
};
// Words<"1", "2", ..., "Count">
template <int Count>
using Counted = typename CountedWords<std::make_integer_sequence<int, Count>>::type;

// Pattern with the word in place of its one '#'.
template <FixedText Pattern, FixedText Word>
consteval auto replace_mark() {
  std::array<char, Pattern.length + Word.length> out{};
  std::size_t end = 0;
  for (std::size_t i = 0; i < Pattern.length; ++i) {
    if (Pattern.signs[i] != '#')
      out[end++] = Pattern.signs[i];
    else
      for (std::size_t k = 0; k < Word.length; ++k) out[end++] = Word.signs[k];
  }
  return out;
}
template <FixedText Pattern, FixedText Word>
inline constexpr auto replaced = replace_mark<Pattern, Word>();

template <FixedText Pattern, class Each>
struct ReplacedEach;
template <FixedText Pattern, FixedText... Each>
struct ReplacedEach<Pattern, Words<Each...>> {
  // One '#' takes the place of one sign, so the text is a sign shorter than the two together.
  static constexpr std::array<std::string_view, sizeof...(Each)> texts{
      std::string_view(replaced<Pattern, Each>.data(), Pattern.length + Each.length - 1)...};
};
template <FixedText Pattern, class Each>
inline constexpr auto each = ReplacedEach<Pattern, Each>::texts;

// One table from rows and arrays of rows.
template <class Row>
constexpr std::array<Row, 1> as_rows(const Row& row) {
  return {row};
}
template <class Row, std::size_t Count>
constexpr const std::array<Row, Count>& as_rows(const std::array<Row, Count>& rows) {
  return rows;
}
template <class Row, std::size_t... Counts>
constexpr auto joined(const std::array<Row, Counts>&... parts) {
  std::array<Row, (Counts + ...)> all{};
  std::size_t end = 0;
  const auto append = [&](const auto& part) {
    for (const Row& row : part) all[end++] = row;
  };
  (append(parts), ...);
  return all;
}
template <class Row, class... Parts>
constexpr auto rows(const Parts&... parts) {
  return joined<Row>(as_rows<Row>(parts)...);
}

// ---- params that are the numbers of a std::array ------------------------------------------------------------------------

template <auto Member, int Index>
struct Element;
template <class P, class T, std::size_t Count, std::array<T, Count> P::*Member, int Index>
struct Element<Member, Index> {
  static double get(const void* params) {
    return static_cast<double>((static_cast<const P*>(params)->*Member)[Index]);
  }
  static void set(void* params, double value) { (static_cast<P*>(params)->*Member)[Index] = static_cast<T>(value); }
};
// bool P::f(int index) const: whether that one matters.
template <auto Predicate, int Index>
struct RelevantAt;
template <class P, bool (P::*Predicate)(int) const, int Index>
struct RelevantAt<Predicate, Index> {
  static bool test(const void* params) { return (static_cast<const P*>(params)->*Predicate)(Index); }
};

template <auto Member, auto Predicate, int... Index>
constexpr auto param_array_of(std::span<const std::string_view> ids, std::span<const std::string_view> labels,
                              ParamInfo shared, std::integer_sequence<int, Index...>) {
  const auto row = [&]<int I>() {
    ParamInfo info = shared;
    info.id = ids[I];
    info.label = labels[I];
    info.get = &Element<Member, I>::get;
    info.set = &Element<Member, I>::set;
    if constexpr (!std::is_null_pointer_v<decltype(Predicate)>) info.relevant = &RelevantAt<Predicate, I>::test;
    return info;
  };
  return std::array<ParamInfo, sizeof...(Index)>{row.template operator()<Index>()...};
}
// Member: std::array<T, Count>. As many ids and labels. Predicate: see RelevantAt; null: as the options say.
template <auto Member, auto Predicate = nullptr, std::size_t Count>
constexpr auto param_array(const std::array<std::string_view, Count>& ids,
                           const std::array<std::string_view, Count>& labels, std::string_view unit, Range range,
                           std::string_view help, ParamOptions options = {}) {
  using Array = typename MemberOf<Member>::type;
  static_assert(std::tuple_size_v<Array> == Count, "one id and one label for each number");
  const ParamInfo shared = number_param<typename Array::value_type>({}, {}, unit, range, help, options);
  return param_array_of<Member, Predicate>(ids, labels, shared, std::make_integer_sequence<int, int{Count}>());
}

// ---- readouts of the same measure for several things ----------------------------------------------------------------------

// T W::f(int index, const Params&) const
template <auto Function, int Index>
struct ReadoutAt;
template <class W, class T, T (W::*Function)(int, const typename W::Params&) const, int Index>
struct ReadoutAt<Function, Index> {
  static double get(const void* widget, const void* params) {
    return static_cast<double>(
        (static_cast<const W*>(widget)->*Function)(Index, *static_cast<const typename W::Params*>(params)));
  }
};
template <auto Function, int... Index>
constexpr auto readout_array_of(std::span<const std::string_view> ids, std::span<const std::string_view> labels,
                                std::string_view unit, int decimals, std::span<const std::string_view> helps,
                                std::integer_sequence<int, Index...>) {
  return std::array<ReadoutInfo, sizeof...(Index)>{
      ReadoutInfo{ids[Index], labels[Index], unit, helps[Index], decimals, &ReadoutAt<Function, Index>::get}...};
}
template <auto Function, std::size_t Count>
constexpr auto readout_array(const std::array<std::string_view, Count>& ids,
                             const std::array<std::string_view, Count>& labels, std::string_view unit, int decimals,
                             const std::array<std::string_view, Count>& helps) {
  return readout_array_of<Function>(ids, labels, unit, decimals, helps,
                                    std::make_integer_sequence<int, int{Count}>());
}
template <auto Function, std::size_t Count>
constexpr auto readout_array(const std::array<std::string_view, Count>& ids,
                             const std::array<std::string_view, Count>& labels, std::string_view unit, int decimals,
                             std::string_view help) {
  std::array<std::string_view, Count> helps{};
  helps.fill(help);
  return readout_array<Function>(ids, labels, unit, decimals, helps);
}

}  // namespace lesson
