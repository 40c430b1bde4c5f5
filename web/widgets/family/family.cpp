// family.cpp: widget family, chapter 10: seven members on one tensor at the same drop rate.
#include "family.h"

#include <algorithm>
#include <cmath>

#include "dropout/drop_block.h"
#include "dropout/mask.h"
#include "dropout/conv_bank.h"
#include "dropout/noise_dropout.h"
#include "kit/digits.h"
#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

namespace {

constexpr int most_draws = 1000;
constexpr double last_mask_number = 999999;

std::size_t index_of(Family::Member member) { return static_cast<std::size_t>(member); }

}  // namespace

dropout::GranularDropout Family::Params::dropout(Member of_member) const {
  using dropout::MaskGranularity;
  dropout::GranularDropout rule;
  rule.drop_rate = drop_rate;
  rule.block.size = block_size;
  switch (of_member) {
    case Member::block: rule.granularity = MaskGranularity::block; break;
    case Member::channel: rule.granularity = MaskGranularity::channel; break;
    case Member::row: rule.granularity = MaskGranularity::row; break;
    case Member::batch: rule.granularity = MaskGranularity::batch; break;
    case Member::weight: rule.granularity = MaskGranularity::weight; break;
    case Member::element:
    case Member::gaussian:
    case Member::all: break;
  }
  return rule;
}

dropout::TensorShape Family::Params::shape(Member member) {
  if (member == Member::weight) return dropout::TensorShape::weights(1, weight_side, weight_side);
  return {samples, channels, side, side};
}

// A 3 x 3 filter that stays inside of 8 x 8 cells sees 6 x 6 places. Every kind of map spans 0 to 1.
const std::vector<float>& Family::tensor() {
  static const std::vector<float> values = [] {
    constexpr dropout::MapFilter filters[] = {dropout::MapFilter::blur, dropout::MapFilter::vertical_edges,
                                              dropout::MapFilter::horizontal_edges, dropout::MapFilter::detail};
    std::vector<float> all;
    for (const int digit : digits)
      for (const dropout::MapFilter filter : filters) {
        std::vector<float> map(digit_side * digit_side);
        dropout::convolve_3x3(dropout::filter_kernel(filter), digit_picture(digit), digit_side, digit_side, map);
        for (std::size_t row = 1; row <= side; ++row)
          for (std::size_t column = 1; column <= side; ++column)
            all.push_back(std::abs(map[row * digit_side + column]));
      }
    for (std::size_t channel = 0; channel < channels; ++channel) {
      const auto each = [&](auto use) {
        for (std::size_t digit = 0; digit < samples; ++digit)
          for (std::size_t cell = 0; cell < map_cells; ++cell)
            use(all[(digit * channels + channel) * map_cells + cell]);
      };
      float least = 1, largest = 0;
      each([&](float& value) { least = std::min(least, value), largest = std::max(largest, value); });
      each([&](float& value) { value = (value - least) / (largest - least); });
    }
    return all;
  }();
  return values;
}

std::vector<std::uint8_t> Family::mask(const Params& params, Member member, std::uint32_t step) {
  const dropout::GranularDropout rule = params.dropout(member);
  const dropout::TensorShape shape = Params::shape(member), small = dropout::mask_shape(rule, shape);
  std::vector<std::uint8_t> mask(small.cell_count()), cells(shape.cell_count());
  dropout::draw_granular_mask(rule, shape, {.seed = params.seed, .step = step}, mask);
  dropout::broadcast_mask(mask, small, shape, cells);
  return cells;
}

// One key an example, as for masks.
std::vector<double> Family::factors(const Params& params, std::uint32_t step) {
  std::vector<double> factors(cell_count);
  constexpr std::size_t of_one = cell_count / samples;
  for (std::uint32_t sample = 0; sample < samples; ++sample)
    dropout::draw_gaussian_factors({.seed = params.seed, .step = step, .sample = sample}, params.drop_rate,
                                   std::span(factors).subspan(sample * of_one, of_one));
  return factors;
}

double Family::share(const Params& params, Member member, std::uint32_t step) {
  if (member == Member::gaussian) {
    double sum = 0;
    for (const double factor : factors(params, step)) sum += factor;
    return sum / cell_count;
  }
  const std::vector<std::uint8_t> cells = mask(params, member, step);
  return static_cast<double>(std::count(cells.begin(), cells.end(), std::uint8_t{0})) /
         static_cast<double>(cells.size());
}

dropout::ShareLaw Family::law(const Params& params, Member member) {
  if (member == Member::gaussian)
    return {1, dropout::gaussian_dropout_sd(params.drop_rate) / std::sqrt(static_cast<double>(cell_count))};
  return dropout::dropped_share(params.dropout(member), Params::shape(member));
}

int Family::decision_count(const Params& params, Member member) {
  return static_cast<int>(dropout::decision_count(params.dropout(member), Params::shape(member)));
}

double Family::wobble(const Params& params, Member member) {
  const double p = params.drop_rate, coin = p / (1 - p);
  switch (member) {
    case Member::weight: return -1;
    case Member::element:
    case Member::gaussian: return std::sqrt(coin / 9);
    case Member::block: {
      const int start = (side - 3) / 2;
      return std::sqrt(dropout::drop_block_patch_noise(params.dropout(member).block, side, side, p, start, start, 3));
    }
    default: return std::sqrt(coin);
  }
}

void Family::reset(const Params&) {
  tallies_ = {};
  draw_count_ = 0;
}

void Family::step(const Params& params) {
  for (const Member member : members) {
    const double now = share(params, member, static_cast<std::uint32_t>(draw_count_));
    Tally& tally = tallies_[index_of(member)];
    tally.sum += now;
    tally.squares += now * now;
    const double place = (member == Member::gaussian ? now / 2 : now) * bin_count;
    ++tally.bins[static_cast<std::size_t>(std::clamp(place, 0.0, bin_count - 1.0))];
  }
  ++draw_count_;
}

void Family::state(StateIo& io) {
  io(tallies_);
  io(draw_count_);
  io.require(draw_count_ >= 0 && draw_count_ <= most_draws);
}

double Family::measured_mean(Member member) const { return draw_count_ > 0 ? tally(member).sum / draw_count_ : 0; }

double Family::measured_sd(Member member) const {
  if (draw_count_ == 0) return 0;
  const double mean = measured_mean(member);
  return std::sqrt(std::max(0.0, tally(member).squares / draw_count_ - mean * mean));
}

double Family::now(const Params& params) const {
  return unit(params) * share(params, params.told(), params.mask_number);
}

int Family::new_mask(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  return 0;
}

// One after another, from the smallest piece to the largest, and then none of them.
int Family::next_member(Params& params) {
  constexpr Member order[] = {Member::all,   Member::element, Member::gaussian, Member::channel,
                              Member::block, Member::weight,  Member::row,      Member::batch};
  const auto at = std::find(std::begin(order), std::end(order), params.member);
  params.member = std::next(at) == std::end(order) ? Member::all : *std::next(at);
  return 0;
}

std::string Family::describe_masks(const Params& params) const {
  const auto gone = [&](Member member) { return percent_text(share(params, member, params.mask_number)); };
  const std::string at = "At p = " + number_text(params.drop_rate, 2) + ",";
  if (params.member == Member::all)
    return at + " " + family_coins_text(params, Member::element) + " take " + gone(Member::element) +
           " of the cells, " + family_coins_text(params, Member::channel) + " for whole channels " +
           gone(Member::channel) + ", " + family_coins_text(params, Member::row) + " for whole examples " +
           gone(Member::row) + ". Fewer coins, bigger pieces.";
  const FamilyCard& card = family_card(params.member);
  if (params.member == Member::gaussian)
    return at + " Gaussian dropout multiplies every cell by a factor around 1; their mean is now " +
           number_text(now(params), 3) + ". Nothing is ever wholly gone.";
  return at + " " + std::string(card.name) + " tosses " + family_coins_text(params, params.member) + " and drops " +
         gone(params.member) + (params.member == Member::weight ? " of the weights." : " of the cells.");
}

std::string Family::describe_spread(const Params& params) const {
  if (!tells_spread())
    return "All fall at p = " + number_text(params.drop_rate, 2) + ": " + family_coins_text(params, Member::element) +
           " for single cells, " + family_coins_text(params, Member::channel) + " for channels, " +
           family_coins_text(params, Member::batch) + " for the batch. Whose share jumps most? Draw many masks.";
  const auto spread = [&](Member member) { return number_text(100 * law(params, member).sd, 1); };
  return "At p = " + number_text(params.drop_rate, 2) + ", the share strays by ±" + spread(Member::element) +
         " points with a coin a cell, by ±" + spread(Member::channel) + " with a coin a channel, by ±" +
         spread(Member::batch) + " with one coin for the batch. " + plural_text(draw_count_, "draw", "draws") +
         " measured ±" + number_text(100 * measured_sd(Member::element), 1) + ", ±" +
         number_text(100 * measured_sd(Member::channel), 1) + " and ±" +
         number_text(100 * measured_sd(Member::batch), 1) + ".";
}

std::string Family::describe(const Params& params) const {
  return describe_masks(params) + " " + describe_spread(params);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = Family::Params;

constexpr std::string_view member_names[] = {"element", "block",  "channel",  "row",
                                             "batch",   "weight", "gaussian", "all"};

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05}, "The same probability for all members."),
    param<&Params::member>("member", "Member", "", {0, Family::member_count, 1},
                           "Whose mask is shown large, with what there is to know about it.",
                           {.place = Place::picture, .effect = ParamEffect::view, .choices = member_names}),
    param<&Params::block_size>("b", "Block size b", " cells", {1, Family::side, 1},
                               "Side of the squares of DropBlock; 6 is the whole map.", {.place = Place::more}),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which draw of this RNG seed is shown; a number calls it up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "One seed for all masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&Family::decisions>(
        "decisions", "Coins", "", 0,
        "Independent random values behind one mask of the member; of dropout if none is chosen."),
    readout<&Family::now>("now", "Dropped now", "", 3,
                          "Dropped share of the shown mask in percent; mean factor for Gaussian dropout."),
    readout<&Family::law_mean>("law_mean", "Exact mean", "", 3, "In percent; mean factor for Gaussian dropout."),
    readout<&Family::law_sd>("law_sd", "Exact standard deviation", "", 3,
                             "In percentage points; of the mean factor for Gaussian dropout."),
    readout<&Family::mean_of_nine>(
        "mean_of_nine", "A mean of 3 × 3 strays by", " %", 1,
        "Exact standard deviation of the mean of nine equal cells in the middle of a map, in "
        "percent of it; 0 for DropConnect, which drops no cells."),
    readout<&Family::draws>("draws", "Masks drawn", "", 0, "How many masks of each member were drawn."),
    readout<&Family::mean>("mean", "Mean over the draws", "", 3, "As the exact mean; 0 before any draw."),
    readout<&Family::sd>("sd", "Standard deviation over the draws", "", 3,
                         "As the exact standard deviation; 0 before any draw."),
};

constexpr ActionInfo actions[] = {
    action<&Family::new_mask>("new_mask", "New masks", "Shows the next draw of this RNG seed for every member."),
    action<&Family::next_member>("next_member", "One by one",
                                 "Shows the next member large, and after the last one all."),
};

constexpr std::string_view masks_controls[] = {"new_mask", "next_member", "p", "member", "b", "mask_number", "seed"};
constexpr std::string_view spread_controls[] = {"p", "b", "mask_number", "seed"};

constexpr PanelInfo panels[] = {
    panel<&Family::draw_masks>("masks", "One drop rate, seven ways to lose", Family::masks_height,
                               {.controls = masks_controls,
                                .describe = sentence<&Family::describe_masks>,
                                .wide = true,
                                .table = table_of<&Family::masks_table>,
                                .plays = false,
                                .main_act = "new_mask"}),
    panel<&Family::draw_spread>("spread", "Whose share jumps most?", Family::spread_height,
                                {.controls = spread_controls,
                                 .describe = sentence<&Family::describe_spread>,
                                 .wide = true,
                                 .table = table_of<&Family::spread_table>}),
};

}  // namespace

extern constinit const WidgetType family = widget_type<Family>({
    .id = "family",
    .title = "The family on one tensor",
    .summary =
        "Draws every member of the dropout family on the same tensor at the same drop rate and measures the spread.",
    .hint = "Tap a mask to see it large, then press New masks.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = most_draws,
                 .tick_label = "draw",
                 .run_label = "Draw 1,000 masks",
                 .step_label = "Draw one",
                 .running_label = "Drawing",
                 .ticks_per_second = 400},
    .panels = panels,
});

}  // namespace lesson
