// guess_mask.cpp: widget guess_mask, the end of the lesson: holes without a name, and the reader says who made them.
#include "guess_mask.h"

#include <algorithm>
#include <numeric>

#include "contract/declare.h"
#include "contract/declare_lists.h"
#include "contract/table.h"
#include "contract/words.h"
#include "dropout/conv_bank.h"
#include "dropout/granularity.h"
#include "dropout/mask.h"
#include "kit/digits.h"

namespace lesson {

namespace {

using Params = GuessMask::Params;
using Member = GuessMask::Member;
using Mask = GuessMask::Mask;

constexpr int most_draws = 999, most_tries = 32;
constexpr dropout::TensorShape shape{GuessMask::digits, GuessMask::filters, GuessMask::side, GuessMask::side};

dropout::GranularDropout dropout_of(Member member, double drop_rate) {
  constexpr dropout::MaskGranularity granularity[] = {dropout::MaskGranularity::element,
                                                      dropout::MaskGranularity::channel,
                                                      dropout::MaskGranularity::block, dropout::MaskGranularity::row};
  dropout::GranularDropout rule;
  rule.granularity = granularity[static_cast<std::size_t>(member)];
  rule.drop_rate = drop_rate;
  rule.block.size = GuessMask::block_side;
  return rule;
}

std::uint32_t word_of(std::uint32_t seed, int pattern, std::uint32_t unit) {
  return dropout::mask_word({.seed = seed, .layer = 1, .step = static_cast<std::uint32_t>(pattern)}, unit);
}

// Four different ones.
std::array<int, GuessMask::digits> digits_of(std::uint32_t seed, int pattern) {
  std::array<int, digit_count> order{};
  std::iota(order.begin(), order.end(), 0);
  std::array<int, GuessMask::digits> chosen{};
  for (std::uint32_t i = 0; i < GuessMask::digits; ++i) {
    const std::uint32_t left = digit_count - i;
    std::swap(order[i], order[i + word_of(seed, pattern, 1 + i) % left]);
    chosen[i] = order[i];
  }
  return chosen;
}

void span_range(std::span<float> map) {
  const auto [least, most] = std::minmax_element(map.begin(), map.end());
  const float low = *least, range = *most - low;
  for (float& value : map) value = range > 0 ? (value - low) / range : 0;
}

void fill_values(GuessMask::Pattern& pattern) {
  constexpr std::size_t cells = GuessMask::map_cells, per_digit = cells * GuessMask::filters;
  pattern.values.resize(GuessMask::cell_count);
  for (const int digit : pattern.digit) {
    const std::vector<float> picture = digit_picture(digit);
    pattern.pictures.insert(pattern.pictures.end(), picture.begin(), picture.end());
  }
  for (std::size_t row = 0; row < GuessMask::digits; ++row)
    dropout::feature_maps(std::span<const float>(pattern.pictures).subspan(row * cells, cells), GuessMask::side,
                          GuessMask::side, std::span(pattern.values).subspan(row * per_digit, per_digit));
  for (std::size_t map = 0; map < GuessMask::maps; ++map)
    span_range(std::span(pattern.values).subspan(map * cells, cells));
}

int gone_of(const Mask& mask) { return static_cast<int>(std::count(mask.begin(), mask.end(), std::uint8_t{0})); }

}  // namespace

// ---- masks -----------------------------------------------------------------------------------------------------------

GuessMask::Member GuessMask::member_of(std::uint32_t seed, int pattern) {
  return static_cast<Member>(word_of(seed, pattern, 0) % member_count);
}

GuessMask::Mask GuessMask::mask_of(const Params& params, Member member) {
  const dropout::GranularDropout rule = dropout_of(member, params.drop_rate);
  const dropout::TensorShape stored = dropout::mask_shape(rule, shape);
  const std::uint32_t first =
      static_cast<std::uint32_t>(params.pattern * (most_draws + 1) + params.draw) * most_tries;
  Mask small{}, mask{};
  for (std::uint32_t attempt = 0; attempt < most_tries; ++attempt) {
    const auto decisions = std::span(small).first(stored.cell_count());
    dropout::draw_granular_mask(rule, shape, {.seed = params.seed, .layer = 0, .step = first + attempt}, decisions);
    dropout::broadcast_mask(decisions, stored, shape, mask);
    if (is_clear(mask, member)) break;
  }
  return mask;
}

// Whole rows could also be channels that happened to fall together; nothing and everything could be anybody's.
bool GuessMask::is_clear(const Mask& mask, Member member) {
  const int gone = gone_of(mask);
  if (gone == 0 || gone == cell_count) return false;
  if (member != Member::spatial) return true;
  for (int row = 0; row < digits; ++row) {
    int off = 0;
    for (int filter = 0; filter < filters; ++filter)
      off += mask[static_cast<std::size_t>((row * filters + filter) * map_cells)] == 0 ? 1 : 0;
    if (off > 0 && off < filters) return true;
  }
  return false;
}

const GuessMask::Pattern& GuessMask::shown(const Params& params) const {
  if (pattern_.seed == params.seed && pattern_.pattern == params.pattern && pattern_.draw == params.draw &&
      pattern_.drop_rate == params.drop_rate)
    return pattern_;
  pattern_ = {};
  pattern_.seed = params.seed;
  pattern_.pattern = params.pattern;
  pattern_.draw = params.draw;
  pattern_.drop_rate = params.drop_rate;
  pattern_.member = member_of(params.seed, params.pattern);
  pattern_.digit = digits_of(params.seed, params.pattern);
  fill_values(pattern_);
  for (int member = 0; member < member_count; ++member)
    pattern_.masks[static_cast<std::size_t>(member)] = mask_of(params, static_cast<Member>(member));
  return pattern_;
}

GuessMask::Holes GuessMask::holes_of(const Mask& mask, int map) {
  Holes holes;
  std::array<bool, map_cells> seen{};
  const auto is_new = [&](int cell) {
    return mask[static_cast<std::size_t>(map * map_cells + cell)] == 0 && !seen[static_cast<std::size_t>(cell)];
  };
  std::vector<int> open;
  const auto visit = [&](int cell) {
    if (!is_new(cell)) return;
    seen[static_cast<std::size_t>(cell)] = true;
    open.push_back(cell);
  };
  for (int start = 0; start < map_cells; ++start) {
    if (!is_new(start)) continue;
    int size = 0;
    visit(start);
    for (; !open.empty(); ++size) {
      const int cell = open.back(), row = cell / side, column = cell % side;
      open.pop_back();
      if (row > 0) visit(cell - side);
      if (row + 1 < side) visit(cell + side);
      if (column > 0) visit(cell - 1);
      if (column + 1 < side) visit(cell + 1);
    }
    holes.gone += size;
    ++holes.pieces;
    holes.largest = std::max(holes.largest, size);
  }
  return holes;
}

int GuessMask::gone(const Params& params) const { return gone_of(shown(params).mask()); }

// ---- the round -------------------------------------------------------------------------------------------------------

int GuessMask::answered(const Params& params) const {
  int count = 0;
  for (int pattern = 1; pattern <= pattern_count; ++pattern) count += params.answer(pattern) != 0 ? 1 : 0;
  return count;
}

int GuessMask::right(const Params& params) const {
  int count = 0;
  for (int pattern = 1; pattern <= pattern_count; ++pattern)
    count += params.answer(pattern) == 1 + static_cast<int>(member_of(params.seed, pattern)) ? 1 : 0;
  return count;
}

// The first answer to a pattern stands.
int GuessMask::note(Params& params, Member member) {
  if (params.is_answered()) return 0;
  if (params.answered_seed != params.seed) params.answers.fill(0);
  params.answered_seed = params.seed;
  params.answers[static_cast<std::size_t>(params.pattern - 1)] = 1 + static_cast<int>(member);
  return 0;
}

// The next open pattern; after ten answers a new round, with the next seed.
int GuessMask::next_one(Params& params) {
  params.draw = 0;
  for (int ahead = 1; ahead <= pattern_count; ++ahead) {
    const int pattern = (params.pattern - 1 + ahead) % pattern_count + 1;
    if (params.answer(pattern) != 0) continue;
    params.pattern = pattern;
    return 0;
  }
  params.seed = params.seed + 1;  // wraps
  params.pattern = 1;
  params.answers.fill(0);
  params.answered_seed = params.seed;
  return 0;
}

// Four coins of rows have 14 clear results: the same one twice would look like a button that does nothing.
int GuessMask::another_draw(Params& params) {
  const Member member = member_of(params.seed, params.pattern);
  const Mask before = mask_of(params, member);
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    params.draw = params.draw < most_draws ? params.draw + 1 : 0;
    if (mask_of(params, member) != before) break;
  }
  return 0;
}

// ---- words -----------------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view names[] = {"Dropout", "Spatial dropout", "DropBlock", "Stochastic depth"};
constexpr std::string_view shapes[] = {"Single cells, so dropout", "Whole maps, so spatial dropout",
                                       "Squares, so DropBlock", "Whole rows, so stochastic depth"};
// What that guess would leave; what is to be seen where that member was at work.
constexpr std::string_view would_leave[] = {
    "Dropout tosses a coin a cell and would leave single holes anywhere.",
    "Spatial dropout tosses a coin a map: a map would be gone as a whole, or whole.",
    "DropBlock would leave squares of 3 × 3 cells, and maps with a part of them left.",
    "Stochastic depth tosses a coin an example: a row would lose all four maps at once."};
constexpr std::string_view is_seen[] = {
    "Here cells fell one by one, each with a coin of its own.",
    "Here whole maps fell, while other maps of the same digit are untouched.",
    "Here the holes clump into squares, and most maps keep a part.",
    "Here a digit lost all four of its maps, with one coin: the branch was skipped for that example."};

}  // namespace

std::string_view GuessMask::name(Member member) { return names[static_cast<std::size_t>(member)]; }
std::string_view GuessMask::shape_words(Member member) { return shapes[static_cast<std::size_t>(member)]; }

std::string GuessMask::describe(const Params& params) const {
  const std::string of = "Pattern " + std::to_string(params.pattern) + " of " + std::to_string(pattern_count);
  const int answer = params.answer(params.pattern);
  if (answer == 0)
    return of + ": " + count_text(gone(params)) + " of " + count_text(cell_count) +
           " values are gone. Look at the shape of the holes, then say who made them.";
  const Member member = shown(params).member;
  const bool is_right = answer == 1 + static_cast<int>(member);
  std::string words = (is_right ? "Right. " : "Not quite. ") + std::string(shape_words(member)) + ". ";
  if (!is_right) words += std::string(would_leave[static_cast<std::size_t>(answer - 1)]) + " ";
  words += is_seen[static_cast<std::size_t>(member)];
  if (answered(params) == pattern_count)
    words += " That was the last: " + std::to_string(right(params)) + " of " + std::to_string(pattern_count) +
             " right. Next one begins a new round.";
  return words;
}

// Whoever cannot see the holes hears their sizes.
std::string GuessMask::details(const Params& params) const {
  const Pattern& pattern = shown(params);
  std::string words =
      describe(params) + " Sixteen maps of 64 cells; the rows are four digits, the columns four filters.";
  for (int row = 0; row < digits; ++row) {
    words += " Digit " + std::to_string(pattern.digit[static_cast<std::size_t>(row)]) + ":";
    for (int filter = 0; filter < filters; ++filter) {
      const Holes holes = holes_of(pattern.mask(), row * filters + filter);
      words += filter == 0 ? " " : filter + 1 == filters ? " and " : ", ";
      words += holes.gone == 0 ? "nothing"
               : holes.gone == map_cells
                   ? "everything"
                   : plural_text(holes.gone, "cell", "cells") + " in " + plural_text(holes.pieces, "hole", "holes");
    }
    words += " gone.";
  }
  return words;
}

void GuessMask::maps_table(const Params& params, Table& table) const {
  const Pattern& pattern = shown(params);
  constexpr std::string_view filter_names[] = {"across", "down", "blur", "detail"};
  table.row("Digit", "Filter", "Gone of 64", "Holes", "Largest hole");
  for (int map = 0; map < maps; ++map) {
    const Holes holes = holes_of(pattern.mask(), map);
    table.row(std::to_string(pattern.digit[static_cast<std::size_t>(map / filters)]),
              filter_names[static_cast<std::size_t>(map % filters)], count_text(holes.gone), count_text(holes.pieces),
              count_text(holes.largest));
  }
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

constexpr ParamInfo params[] = {
    param<&Params::pattern>("pattern", "Pattern", "", {1, GuessMask::pattern_count, 1},
                            "Which of the ten patterns of this RNG seed is shown.",
                            {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::draw>("draw", "Draw", "", {0, most_draws, 1}, "Which mask of the same method the pattern shows.",
                         {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::drop_rate>(
        "p", "Drop rate p", "", {0.1, 0.6, 0.05},
        "The drop rate of all four. A mask that could be anybody's, such as one without a hole, is drawn again.",
        {.place = Place::more, .effect = ParamEffect::view}),
    curve_param<&Params::answers>("answers", "Your answers", "", {0, GuessMask::member_count, 1},
                                  {1, GuessMask::pattern_count, 1},
                                  "One for each pattern: 0 none yet, 1 dropout, 2 spatial dropout, 3 DropBlock, "
                                  "4 stochastic depth.",
                                  {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::answered_seed>("answered_seed", "Seed of your answers", "", {0, 4294967295.0, 1},
                                  "The answers count under this RNG seed; another seed has other patterns.",
                                  {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "The same seed gives the same ten patterns, to you and to a friend.",
                         {.place = Place::more, .effect = ParamEffect::view, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&GuessMask::right>("right", "Right", "", 0, "Patterns of this round that you named right."),
    readout<&GuessMask::answered>("answered", "Answered", "", 0, "Patterns of this round that you answered."),
    readout<&GuessMask::gone>("gone", "Values gone", "", 0, "Of the 1,024 values of the sixteen maps."),
};

constexpr auto open = relevant_if<&Params::is_open>;
constexpr ActionInfo actions[] = {
    action<&GuessMask::guess<Member::dropout>>("guess_dropout", "Dropout", "Your guess: a coin for each cell.",
                                               Place::main, open),
    action<&GuessMask::guess<Member::spatial>>("guess_spatial", "Spatial dropout", "Your guess: a coin for each map.",
                                               Place::main, open),
    action<&GuessMask::guess<Member::dropblock>>("guess_dropblock", "DropBlock",
                                                 "Your guess: squares of 3 × 3 cells.", Place::main, open),
    action<&GuessMask::guess<Member::depth>>("guess_depth", "Stochastic depth",
                                             "Your guess: one coin for all maps of an example.", Place::main, open),
    action<&GuessMask::next_one>("next_one", "Next one", "The next pattern that you have not answered.", Place::main,
                                 relevant_if<&Params::is_answered>),
    action<&GuessMask::another_draw>("another_draw", "Another draw", "Another mask of the same method.", Place::more),
};

constexpr PanelInfo panels[] = {
    panel<&GuessMask::draw_maps>("maps", "Who made these holes?", GuessMask::maps_height,
                                 {.wide = true, .table = table_of<&GuessMask::maps_table>, .main_act = "next_one"}),
};

}  // namespace

extern constinit const WidgetType guess_mask = widget_type<GuessMask>({
    .id = "guess_mask",
    .title = "Guess the mask",
    .summary =
        "Shows sixteen maps with holes, made by one member of the family, and asks which one it was. Digits by "
        "E. Alpaydin and C. Kaynak (UCI, CC BY 4.0).",
    .hint = "Look at the shape of the holes, then say who made them.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {},
    .panels = panels,
});

}  // namespace lesson
