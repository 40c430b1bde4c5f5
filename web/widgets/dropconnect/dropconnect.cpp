// dropconnect.cpp: widget dropconnect, chapter 5: drop units, or drop single weights.
#include "dropconnect.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#include "contract/declare.h"
#include "contract/declare_lists.h"
#include "contract/table.h"
#include "dropout/mask.h"
#include "dropout/random_stream.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;
using Row = DropConnectLab::Row;

enum MaskLayer : std::uint32_t { rain_units, rain_weights, small_units, small_links };

std::uint32_t drawn_bits(const Params& params, MaskLayer layer, int draw, std::size_t count) {
  std::array<std::uint8_t, 32> mask{};
  dropout::draw_mask({.seed = params.seed, .layer = layer, .step = static_cast<std::uint32_t>(draw)},
                     params.drop_rate, std::span(mask).first(count));
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) bits |= std::uint32_t{mask[i]} << i;
  return bits;
}

double dot(const Row& a, const Row& b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
}

void scale_to_one(Row& row) {
  const double length = std::sqrt(dot(row, row));
  for (double& weight : row) weight /= length;
}

}  // namespace

// ---- ellipse ---------------------------------------------------------------------------------------------------------

std::array<Row, 2> DropConnectLab::rows(const Params& params) {
  dropout::RandomStream random(params.seed, dropout::StreamPurpose::study);
  Row first, other;
  for (double& weight : first) weight = random.normal();
  for (double& weight : other) weight = random.normal();
  scale_to_one(first);
  const double shared = dot(first, other);
  for (std::size_t j = 0; j < first.size(); ++j) other[j] -= shared * first[j];
  scale_to_one(other);
  const double across = std::sqrt(1 - params.alike * params.alike);
  for (std::size_t j = 0; j < first.size(); ++j) other[j] = params.alike * first[j] + across * other[j];
  return {first, other};
}

// u_i = sum_j W_ij m_j / k has the mean sum_j W_ij and the variance p / k sum_j W_ij^2 = p / k.
std::vector<DropConnectLab::Sums> DropConnectLab::drops(const Params& params, Method method) const {
  std::vector<Sums> sums(static_cast<std::size_t>(draw_count_));
  if (params.drop_rate <= 0) return sums;
  const auto both = rows(params);
  const double sd = std::sqrt(params.drop_rate / params.keep_rate());
  for (std::size_t t = 0; t < sums.size(); ++t) {
    const std::uint32_t bits = method == Method::dropout ? unit_bits_[t] : weight_bits_[t];
    for (std::size_t j = 0; j < rain_inputs; ++j) {
      const std::size_t second = method == Method::dropout ? j : j + rain_inputs;
      const auto deviation = [&](std::size_t bit) {
        return ((bits >> bit & 1u) != 0 ? 1 / params.keep_rate() : 0) - 1;
      };
      sums[t].first += both[0][j] * deviation(j) / sd;
      sums[t].second += both[1][j] * deviation(second) / sd;
    }
  }
  return sums;
}

// Cov[u_1, u_2] = p / k sum_j W_1j W_2j with masks of units, 0 with masks of weights.
double DropConnectLab::exact_correlation(const Params& params, Method method) {
  return method == Method::dropout && params.drop_rate > 0 ? params.alike : 0;
}

double DropConnectLab::seen_correlation(const Params& params, Method method) const {
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  const std::vector<Sums> all = drops(params, method);
  const auto n = static_cast<double>(all.size());
  for (const Sums& sums : all) {
    a += sums.first / n, b += sums.second / n;
    aa += sums.first * sums.first / n, bb += sums.second * sums.second / n, ab += sums.first * sums.second / n;
  }
  const double size = std::sqrt(std::max(0.0, aa - a * a) * std::max(0.0, bb - b * b));
  return size > 1e-12 ? (ab - a * b) / size : 0;
}

double DropConnectLab::seen_spread(const Params& params, Method method) const {
  double sum = 0, squares = 0;
  const std::vector<Sums> all = drops(params, method);
  for (const Sums& sums : all) sum += sums.first, squares += sums.first * sums.first;
  const auto n = std::max(1.0, static_cast<double>(all.size()));
  return std::sqrt(std::max(0.0, squares / n - sum * sum / (n * n)));
}

// ---- links -----------------------------------------------------------------------------------------------------------

unsigned DropConnectLab::drawn_units(const Params& params, int draw) {
  return drawn_bits(params, small_units, draw, inputs);
}
unsigned DropConnectLab::drawn_links(const Params& params, int draw) {
  return drawn_bits(params, small_links, draw, links);
}
unsigned DropConnectLab::shown_units(const Params& params) const {
  return drawn_units(params, std::max(0, draw_count_ - 1)) ^ params.units_turned;
}
unsigned DropConnectLab::shown_links(const Params& params) const {
  return drawn_links(params, std::max(0, draw_count_ - 1)) ^ params.links_turned;
}

int DropConnectLab::units_met(const Params&) const {
  return static_cast<int>(std::count(met_units_.begin(), met_units_.end(), std::uint8_t{1}));
}
int DropConnectLab::links_met(const Params&) const {
  return static_cast<int>(std::count(met_links_.begin(), met_links_.end(), std::uint8_t{1}));
}

// ---- life ------------------------------------------------------------------------------------------------------------

void DropConnectLab::reset(const Params&) {
  draw_count_ = 0;
  unit_bits_.clear();
  weight_bits_.clear();
  met_units_ = {};
  met_links_ = {};
}

void DropConnectLab::step(const Params& params) {
  unit_bits_.push_back(drawn_bits(params, rain_units, draw_count_, rain_inputs));
  weight_bits_.push_back(drawn_bits(params, rain_weights, draw_count_, 2 * rain_inputs));
  met_units_[drawn_units(params, draw_count_)] = 1;
  met_links_[drawn_links(params, draw_count_)] = 1;
  ++draw_count_;
}

void DropConnectLab::state(StateIo& io) {
  io(draw_count_);
  io(unit_bits_);
  io(weight_bits_);
  io(met_units_);
  io(met_links_);
  io.require(draw_count_ >= 0 && draw_count_ <= most_draws);
  io.require(unit_bits_.size() == static_cast<std::size_t>(draw_count_) && weight_bits_.size() == unit_bits_.size());
}

namespace {

int drawn(Params& params, int count) {
  params.units_turned = 0;
  params.links_turned = 0;
  return count;
}

}  // namespace

int DropConnectLab::new_masks(Params& params) { return drawn(params, 1); }
int DropConnectLab::draw_hundred(Params& params) { return drawn(params, 100); }
int DropConnectLab::rain(Params& params) { return drawn(params, 500); }

// ---- words -----------------------------------------------------------------------------------------------------------

std::string DropConnectLab::describe_ellipse(const Params& params) const {
  if (params.drop_rate == 0) return "At p = 0 nothing is dropped: both outputs stand still.";
  const std::string tie = number_text(exact_correlation(params, Method::dropout), 2);
  return "Dropping units ties the two outputs together, with a correlation of " + tie +
         "; dropping weights leaves it at 0. Alone, each output spreads the same in both.";
}

std::string DropConnectLab::describe_links(const Params& params) const {
  if (draw_count_ == 0)
    return "A unit takes all its four links along; a link goes alone, and far more masks are possible.";
  const int met = units_met(params), of_links = links_met(params);
  return "After " + plural_text(draw_count_, "draw", "draws") + " dropout has met " +
         (met == unit_masks ? "all of its 8 masks" : std::to_string(met) + " of its 8 masks") + ", DropConnect " +
         count_text(of_links) + " of " + count_text(link_masks) + ".";
}

std::string DropConnectLab::describe(const Params& params) const {
  return describe_ellipse(params) + " " + describe_links(params);
}

void DropConnectLab::ellipse_table(const Params& params, Table& table) const {
  table.row("Dropped", "Correlation, exact", "Correlation over " + plural_text(draw_count_, "draw", "draws"));
  for (const Method method : {Method::dropout, Method::drop_connect})
    table.row(method == Method::dropout ? "units" : "weights", number_text(exact_correlation(params, method), 2),
              draw_count_ > 1 ? number_text(seen_correlation(params, method), 2) : std::string("–"));
}

void DropConnectLab::links_table(const Params& params, Table& table) const {
  table.row("Method", "Kept in the mask on show", "Masks", "Met in " + plural_text(draw_count_, "draw", "draws"));
  table.row("dropout", std::to_string(std::popcount(shown_units(params))) + " of 3 units", count_text(unit_masks),
            std::to_string(units_met(params)));
  table.row("DropConnect", std::to_string(std::popcount(shown_links(params))) + " of 12 links",
            count_text(link_masks), count_text(links_met(params)));
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view unit_names[] = {"unit 1", "unit 2", "unit 3"};
constexpr std::string_view link_names[] = {"1 to 1", "2 to 1", "3 to 1", "1 to 2", "2 to 2", "3 to 2",
                                           "1 to 3", "2 to 3", "3 to 3", "1 to 4", "2 to 4", "3 to 4"};

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a unit, or a single weight, is dropped."),
    param<&Params::alike>(
        "alike", "How alike the weights are", "", {-DropConnectLab::most_alike, DropConnectLab::most_alike, 0.05},
        "Cosine of the weights of the two outputs: 1 would be the same, 0 nothing in common, −1 opposite.",
        {.effect = ParamEffect::view}),
    set_param<&Params::units_turned>("units_turned", "Units turned over", "", unit_names,
                                     "Units of the shown mask whose coin you turned over.",
                                     {.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true}),
    set_param<&Params::links_turned>("links_turned", "Links turned over", "", link_names,
                                     "Links of the shown mask whose coin you turned over.",
                                     {.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "The same seed gives the same weights and masks.", {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&DropConnectLab::correlation<Method::dropout>>("correlation_units", "Correlation, units dropped", "", 2,
                                                           "Exact: as alike as the weights."),
    readout<&DropConnectLab::correlation<Method::drop_connect>>(
        "correlation_weights", "Correlation, weights dropped", "", 2, "Exact: 0, each weight has a coin of its own."),
    readout<&DropConnectLab::correlation_seen<Method::dropout>>("seen_units", "Correlation seen, units dropped", "",
                                                                2, "Over the draws, 0 before two of them."),
    readout<&DropConnectLab::correlation_seen<Method::drop_connect>>(
        "seen_weights", "Correlation seen, weights dropped", "", 2, "Over the draws, 0 before two of them."),
    readout<&DropConnectLab::spread_seen<Method::dropout>>("spread_units", "Spread of output 1, units dropped", "", 2,
                                                           "Over the draws, 1 is the exact standard deviation."),
    readout<&DropConnectLab::spread_seen<Method::drop_connect>>("spread_weights",
                                                                "Spread of output 1, weights dropped", "", 2,
                                                                "Over the draws, 1 is the exact standard deviation."),
    readout<&DropConnectLab::all_units>("unit_masks", "Masks of dropout", "", 0, "2 to the number of units, 3."),
    readout<&DropConnectLab::all_links>("link_masks", "Masks of DropConnect", "", 0, "2 to the number of links, 12."),
    readout<&DropConnectLab::units_met>("units_met", "Masks of dropout met", "", 0, "Different ones in the draws."),
    readout<&DropConnectLab::links_met>("links_met", "Masks of DropConnect met", "", 0,
                                        "Different ones in the draws."),
    readout<&DropConnectLab::draws>("draws", "Masks drawn", "", 0, "Masks of each method drawn so far."),
};

constexpr ActionInfo actions[] = {
    action<&DropConnectLab::new_masks>("new_masks", "New masks", "Draws the next mask of each method."),
    action<&DropConnectLab::draw_hundred>("draw_hundred", "Draw 100", "Draws a hundred masks of each method."),
    action<&DropConnectLab::rain>("rain", "Rain 500", "Draws five hundred masks of each method; each leaves a drop."),
};

constexpr std::string_view ellipse_controls[] = {"rain", "alike", "p", "seed"};
constexpr std::string_view links_controls[] = {"new_masks",    "draw_hundred", "p",
                                               "units_turned", "links_turned", "seed"};

constexpr PanelInfo panels[] = {
    panel<&DropConnectLab::draw_ellipse>("ellipse", "Drop units or drop weights: who moves together?",
                                         DropConnectLab::ellipse_height,
                                         {.controls = ellipse_controls,
                                          .describe = sentence<&DropConnectLab::describe_ellipse>,
                                          .wide = true,
                                          .table = table_of<&DropConnectLab::ellipse_table>,
                                          .plays = false,
                                          .main_act = "rain"}),
    panel<&DropConnectLab::draw_links_panel>("links", "Lose a unit, or lose single links?",
                                             DropConnectLab::links_height,
                                             {.controls = links_controls,
                                              .describe = sentence<&DropConnectLab::describe_links>,
                                              .wide = true,
                                              .table = table_of<&DropConnectLab::links_table>,
                                              .plays = false,
                                              .main_act = "new_masks"}),
};

}  // namespace

extern constinit const WidgetType dropconnect = widget_type<DropConnectLab>({
    .id = "dropconnect",
    .title = "Units or weights",
    .summary = "Drops whole units or single weights of one layer and shows which outputs then move together.",
    .hint = "Pull the handle of the ellipse, then tap a unit and a link.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = DropConnectLab::most_draws,
                 .tick_label = "draw",
                 .run_label = "Draw 2,000",
                 .step_label = "Draw one",
                 .ticks_per_second = 500,
                 .run_leads = false},
    .panels = panels,
});

}  // namespace lesson
