// family.cpp: widget family, chapter 9: seven members on one tensor at the same drop rate.
#include "family.h"

#include <algorithm>
#include <cmath>

#include "dropout/mask.h"
#include "dropout/noise_dropout.h"
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
    case Member::gaussian: break;
  }
  return rule;
}

dropout::TensorShape Family::Params::shape(Member member) {
  if (member == Member::weight) return dropout::TensorShape::weights(samples, weight_rows, weight_columns);
  return {samples, channels, side, side};
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
  return static_cast<double>(std::count(cells.begin(), cells.end(), std::uint8_t{0})) / cell_count;
}

dropout::ShareLaw Family::law(const Params& params, Member member) {
  if (member == Member::gaussian)
    return {1, dropout::gaussian_dropout_sd(params.drop_rate) / std::sqrt(static_cast<double>(cell_count))};
  return dropout::dropped_share(params.dropout(member), Params::shape(member));
}

int Family::decision_count(const Params& params, Member member) {
  return static_cast<int>(dropout::decision_count(params.dropout(member), Params::shape(member)));
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
  return unit(params) * share(params, params.member, params.mask_number);
}

int Family::new_mask(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  return 0;
}

std::string Family::describe(const Params& params) const {
  const bool factors = params.member == Member::gaussian;
  const int digits = factors ? 3 : 1;
  const std::string_view percent = factors ? "" : " %", points = factors ? "" : " points";
  const auto words = [&](double value, std::string_view unit_words) {
    return number_text(value, digits) + std::string(unit_words);
  };
  std::string text = std::string(family_card(params.member).name) + " at p = " + number_text(params.drop_rate, 2) +
                     ", mask " + count_text(params.mask_number) + " of RNG seed " + std::to_string(params.seed) +
                     ": " + plural_text(decisions(params), "random decision", "random decisions") +
                     (factors ? ", a mean factor of " : ", dropped share ") + words(now(params), percent) +
                     "; exactly it is " + words(law_mean(params), percent) +
                     " on average with a standard deviation of " + words(law_sd(params), points) + ".";
  if (draw_count_ > 0)
    text += " Over " + plural_text(draw_count_, "draw", "draws") + ": " + words(mean(params), percent) + " and " +
            words(sd(params), points) + ".";
  const std::string b = std::to_string(params.block_size);
  return text + " Squares of " + b + " × " + b + " cells drop " + percent_text(law(params, Member::block).mean, 1) +
         " on average, the branch of a whole batch drops all or nothing.";
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = Family::Params;

constexpr std::string_view member_names[] = {"element", "block", "channel", "row", "batch", "weight", "gaussian"};

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05}, "The same probability for all members."),
    param<&Params::block_size>("b", "Block size b", " cells", {1, Family::side, 1},
                               "Side of the squares of DropBlock; 6 is the whole map."),
    param<&Params::member>("member", "Member", "", {0, Family::member_count - 1, 1},
                           "Whose mask, formula and numbers are told in words.",
                           {.effect = ParamEffect::view, .choices = member_names}),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which draw of this RNG seed is shown; a number calls it up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "One seed for all panels.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&Family::decisions>("decisions", "Random decisions", "", 0, "Independent random values behind one mask."),
    readout<&Family::now>("now", "Dropped now", "", 3,
                          "Dropped share of the shown mask in percent; mean factor for Gaussian dropout."),
    readout<&Family::law_mean>("law_mean", "Exact mean", "", 3, "In percent; mean factor for Gaussian dropout."),
    readout<&Family::law_sd>("law_sd", "Exact standard deviation", "", 3,
                             "In percentage points; of the mean factor for Gaussian dropout."),
    readout<&Family::draws>("draws", "Masks drawn", "", 0, "How many masks of each member were drawn."),
    readout<&Family::mean>("mean", "Mean over the draws", "", 3, "As the exact mean; 0 before any draw."),
    readout<&Family::sd>("sd", "Standard deviation over the draws", "", 3,
                         "As the exact standard deviation; 0 before any draw."),
};

constexpr ActionInfo actions[] = {
    action<&Family::new_mask>("new_mask", "New masks", "Shows the next draw of this RNG seed in every panel."),
};

constexpr PanelInfo panels[] = {
    panel<&Family::draw_masks>("masks", "One mask of each", Family::masks_height,
                               {.wide = true, .table = table_of<&Family::masks_table>}),
    panel<&Family::draw_spread>("spread", "Dropped share", Family::spread_height,
                                {.table = table_of<&Family::spread_table>}),
    panel<&Family::draw_card>("card", "The chosen member", Family::card_height,
                              {.table = table_of<&Family::card_table>}),
};

}  // namespace

extern constinit const WidgetType family = widget_type<Family>({
    .id = "family",
    .title = "The family on one tensor",
    .summary =
        "Draws every member of the dropout family on the same tensor at the same drop rate and measures the spread.",
    .hint = "Press New masks a few times, then choose a panel.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = most_draws,
                 .tick_label = "draw",
                 .run_label = "Draw 1,000 masks",
                 .step_label = "Draw one",
                 .ticks_per_second = 400,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
