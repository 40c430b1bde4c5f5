// co_adaptation.cpp: widget co_adaptation, chapter 0: train nets with and without dropout, and measure what hangs on each unit.
#include "co_adaptation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "dropout/elementary.h"
#include "dropout/masked_net.h"
#include "kit/run_state.h"
#include "contract/declare_arrays.h"
#include "contract/declare_lists.h"

namespace lesson {

namespace {

constexpr double broken_below = 0.9;  // of the accuracy at the start
constexpr int half_draws = 60;
constexpr int masks_in_detail = 12, mask_hold = 100;

std::uint32_t& toggled_of(CoAdaptation::Params& params, int net) {
  std::uint32_t* const toggled[] = {&params.toggled_plain, &params.toggled_dropout, &params.toggled_decay};
  return *toggled[net];
}

// The same view has the same number, so that what was computed for it can be used again.
std::uint64_t view_number(const CoAdaptation::Params& params, int net) {
  return (static_cast<std::uint64_t>(params.worst_removed) << 32) | params.toggled(net);
}

}  // namespace

// ---- training and removal --------------------------------------------------------------------------------------------

dropout::TrainerConfig CoAdaptation::config_of(const Params& params, int net) {
  dropout::TrainerConfig config;
  const bool moons = params.data == Data::moons;
  config.dataset = {.kind = moons ? dropout::DatasetKind::moons : dropout::DatasetKind::spirals,
                    .count = 80,
                    .noise = moons ? 0.2 : 0.15,
                    .flip_share = params.flip_share,
                    .seed = params.seed};
  config.test_count = 1000;
  config.hidden_widths = {layer_width, layer_width};
  config.drop_rate = net == 1 ? params.rate() : 0.0;
  config.weight_decay = net == 2 ? params.weight_decay : 0.0;
  config.total_steps = total_steps;
  config.seed = params.seed;
  return config;
}

void CoAdaptation::reset(const Params& params) {
  nets_.clear();
  for (int net = 0; net < params.net_count(); ++net) nets_.emplace_back(config_of(params, net));
  orders_done_ = 0;
  removals_ = {};
  cache_ = {};
}

void CoAdaptation::step(const Params& params) {
  if (trained()) return take_order(params);
  for (dropout::Trainer& net : nets_) net.step();
  cache_ = {};
}

// The k-th order is the k-th of the study stream, for every net: a reader's curve is measure_removal of the engine.
void CoAdaptation::take_order(const Params& params) {
  if (orders_done_ >= order_count) return;
  dropout::RandomStream stream(params.seed, dropout::StreamPurpose::study);
  std::vector<int> order;
  for (int k = 0; k <= orders_done_; ++k) order = dropout::random_order(stream, unit_count);
  for (int net = 0; net < net_count(); ++net) {
    const dropout::Dataset& set = this->net(net).train_set();
    const std::vector<double> accuracies =
        dropout::removal_accuracies(this->net(net).net(), set.points, set.labels, order, 1);
    auto& right = removals_[static_cast<std::size_t>(net)][static_cast<std::size_t>(orders_done_)];
    for (std::size_t gone = 0; gone < right.size(); ++gone)
      right[gone] = static_cast<std::uint8_t>(std::lround(accuracies[gone] * net_point_count()));
  }
  ++orders_done_;
}

void CoAdaptation::state(StateIo& io) {
  for (dropout::Trainer& net : nets_) {
    transfer_run(net, io);
    io.require(net.step_count() >= 0 && net.step_count() <= total_steps);
  }
  io(orders_done_);
  io.require(orders_done_ >= 0 && orders_done_ <= order_count);
  io(removals_);
  if (io.loading()) cache_ = {};
}

double CoAdaptation::mean_right(int net, int gone) const {
  double sum = 0;
  for (int order = 0; order < orders_done_; ++order)
    sum += removal(net)[static_cast<std::size_t>(order)][static_cast<std::size_t>(gone)];
  return orders_done_ > 0 ? sum / orders_done_ : 0;
}

double CoAdaptation::right_quantile(int net, int gone, double share) const {
  std::vector<std::uint8_t> right;
  for (int order = 0; order < orders_done_; ++order)
    right.push_back(removal(net)[static_cast<std::size_t>(order)][static_cast<std::size_t>(gone)]);
  if (right.empty()) return 0;
  std::sort(right.begin(), right.end());
  return right[static_cast<std::size_t>(share * static_cast<double>(right.size() - 1) + 0.5)];
}

// The engine's measure_removal looks after every second removal, and so does this.
double CoAdaptation::mean_broken(int net) const {
  double sum = 0;
  for (int order = 0; order < orders_done_; ++order) {
    const auto& right = removal(net)[static_cast<std::size_t>(order)];
    int gone = 0;
    while (gone < unit_count && right[static_cast<std::size_t>(gone)] >= broken_below * right[0]) gone += 2;
    sum += gone;
  }
  return orders_done_ > 0 ? sum / orders_done_ : 0;
}

// ---- what hangs on the units -----------------------------------------------------------------------------------------

CoAdaptation::Dependence CoAdaptation::measure_dependence(const dropout::Trainer& net) const {
  const dropout::Dataset& set = net.train_set();
  Dependence found;
  found.damage = dropout::measure_unit_damage(net.net(), set.points, set.labels);
  found.by_damage.resize(unit_count);
  std::iota(found.by_damage.begin(), found.by_damage.end(), 0);
  const std::vector<int>& right = found.damage.correct_without;
  std::stable_sort(found.by_damage.begin(), found.by_damage.end(), [&](int a, int b) {
    return right[static_cast<std::size_t>(a)] < right[static_cast<std::size_t>(b)];
  });
  found.cancellation = dropout::cancellation_ratio(net.net(), set.points);
  if (net.finished())
    found.half_removed =
        dropout::measure_half_removal(net.net(), set.points, set.labels, half_draws, net.config().seed).accuracy;
  return found;
}

const CoAdaptation::Dependence& CoAdaptation::dependence(int net) const {
  std::optional<Dependence>& kept = cache_[static_cast<std::size_t>(net)].dependence;
  if (!kept) kept = measure_dependence(this->net(net));
  return *kept;
}

const CoAdaptation::Standing& CoAdaptation::standing(const Params& params, int net) const {
  Cache& cache = cache_[static_cast<std::size_t>(net)];
  if (cache.standing && cache.standing_of == view_number(params, net)) return *cache.standing;
  std::array<std::uint8_t, unit_count> kept;
  kept.fill(1);
  for (int n = 0; n < params.worst_removed; ++n)
    kept[static_cast<std::size_t>(dependence(net).by_damage[static_cast<std::size_t>(n)])] = 0;
  for (std::size_t unit = 0; unit < kept.size(); ++unit)
    if ((params.toggled(net) >> unit) & 1u) kept[unit] ^= 1u;
  cache.standing_of = view_number(params, net);
  cache.standing = measure_standing(params, net, kept);
  return *cache.standing;
}

CoAdaptation::Standing CoAdaptation::whole(const Params& params, int net) const {
  std::array<std::uint8_t, unit_count> kept;
  kept.fill(1);
  return measure_standing(params, net, kept);
}

CoAdaptation::Standing CoAdaptation::measure_standing(const Params& params, int net,
                                                      const std::array<std::uint8_t, unit_count>& kept) const {
  Standing now;
  now.kept = kept;
  for (const std::uint8_t there : kept) now.removed += there == 0 ? 1 : 0;
  const dropout::Trainer& trainer = this->net(net);
  std::vector<float> logits(trainer.train_set().labels.size());
  dropout::forward_masked<float>(trainer.net(), trainer.train_set().points, now.kept, 1.0, logits);
  for (const float logit : logits) now.answers.push_back(logit > 0 ? 1 : 0);
  for (std::size_t i = 0; i < logits.size(); ++i)
    now.correct += now.answers[i] == trainer.train_set().labels[i] ? 1 : 0;
  std::array<std::uint8_t, unit_count> fewer = kept;
  for (std::size_t unit = 0; unit < kept.size(); ++unit) {
    fewer[unit] = 0;
    dropout::forward_masked<float>(trainer.net(), trainer.train_set().points, fewer, 1.0, logits);
    int correct = 0;
    for (std::size_t i = 0; i < logits.size(); ++i)
      correct += (logits[i] > 0 ? 1 : 0) == trainer.train_set().labels[i] ? 1 : 0;
    now.correct_without.push_back(correct);
    fewer[unit] = kept[unit];
  }
  now.train = static_cast<double>(now.correct) / static_cast<double>(logits.size());
  logits.resize(trainer.test_set().labels.size());
  dropout::forward_masked<float>(trainer.net(), trainer.test_set().points, now.kept, 1.0, logits);
  now.test = dropout::accuracy<float>(logits, trainer.test_set().labels);
  const double edge = reach(params.data);
  now.probabilities.resize(plane_cells * plane_cells);
  dropout::forward_masked<float>(trainer.net(),
                                 dropout::grid_centers(plane_cells, plane_cells, {-edge, edge, -edge, edge}),
                                 now.kept, 1.0, now.probabilities);
  for (float& value : now.probabilities) value = dropout::logistic(value);
  return now;
}

int CoAdaptation::training_mask_step() const {
  const int made = step_count();
  if (made == 0 || trained()) return 0;
  return made <= masks_in_detail ? made : made < mask_hold ? masks_in_detail : made / mask_hold * mask_hold;
}

std::array<std::uint8_t, CoAdaptation::unit_count> CoAdaptation::training_mask(int net) const {
  std::array<std::uint8_t, unit_count> mask;
  mask.fill(1);
  if (training_mask_step() == 0) return mask;
  const dropout::TrainerConfig& config = this->net(net).config();
  dropout::draw_unit_mask(this->net(net).net().shape(),
                          {config.drop_rate, config.seed, static_cast<std::uint32_t>(training_mask_step() - 1)}, 0,
                          mask);
  return mask;
}

// ---- actions --------------------------------------------------------------------------------------------------------

int CoAdaptation::remove_at_random(Params&) { return max_ticks - step_count() - orders_done_; }

int CoAdaptation::toggle_unit(Params& params) {
  toggled_of(params, static_cast<int>(params.chosen_net)) ^= 1u << (params.chosen_unit - 1);
  return 0;
}

int CoAdaptation::remove_worst(Params& params) {
  params.worst_removed = std::min(params.worst_removed + 1, unit_count);
  return 0;
}

// The next one in the seed's first random order, so that the same taps give the same picture.
int CoAdaptation::remove_one(Params& params) {
  const Standing& now = standing(params, shown_net(params));
  if (now.removed == unit_count) return 0;
  dropout::RandomStream stream(params.seed, dropout::StreamPurpose::study);
  const std::vector<int> order = dropout::random_order(stream, unit_count);
  const auto there = [&](int unit) { return now.kept[static_cast<std::size_t>(unit)] != 0; };
  toggled_of(params, shown_net(params)) ^= 1u << *std::find_if(order.begin(), order.end(), there);
  return 0;
}

int CoAdaptation::put_back(Params& params) {
  params.worst_removed = 0;
  params.toggled_plain = params.toggled_dropout = params.toggled_decay = 0;
  return 0;
}

int CoAdaptation::one_more(Params& params) {
  params.gone = (params.gone + 1) % (unit_count + 1);
  return 0;
}

int CoAdaptation::shake_again(Params& params) {
  params.shake_draw = (params.shake_draw + 1) % 1000;
  return 0;
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = CoAdaptation::Params;

constexpr std::string_view data_names[] = {"moons", "spirals"};
constexpr std::string_view net_names[] = {"no dropout", "dropout", "weight decay"};
constexpr std::string_view rival_names[] = {"dropout", "weight decay"};
constexpr auto unit_names = each<"#", Counted<CoAdaptation::unit_count>>;
// A tap in the picture, and a link of old, say them as a number with one bit a unit.
constexpr ParamOptions in_picture{.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true};

struct Relevance {
  static bool drop_rate(const void* p) { return static_cast<const Params*>(p)->uses_dropout; }
  static bool decay(const void* p) { return static_cast<const Params*>(p)->has_decay_net; }
};

constexpr ParamInfo params[] = {
    param<&Params::worst_removed>("worst", "Remove the most important", " units", {0, CoAdaptation::unit_count, 1},
                                  "How many units are removed from each net, the most damaging first.",
                                  {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::uses_dropout>("dropout", "Dropout", "", {0, 1, 1},
                                 "Whether the second net trains with dropout; without it both are one net.",
                                 {.place = Place::more}),
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05},
                              "Probability that a hidden unit of the second net is set to zero in a training step.",
                              {.relevant = &Relevance::drop_rate}),
    param<&Params::flip_share>("flips", "Flipped labels", "", {0, 0.4, 0.05},
                               "Share of the training labels that are wrong; test labels are clean.",
                               {.place = Place::more}),
    param<&Params::has_decay_net>("decay", "Third net: weight decay", "", {0, 1, 1},
                                  "Adds a net without dropout whose weights are pulled toward zero.",
                                  {.place = Place::more}),
    param<&Params::weight_decay>("decay_rate", "Weight decay", "", {0, 0.05, 0.001},
                                 "Strength of the pull toward zero in the third net.",
                                 {.place = Place::more, .relevant = &Relevance::decay}),
    param<&Params::data>("data", "Data", "", {0, 1, 1}, "The shape of the two classes.",
                         {.place = Place::more, .choices = data_names}),
    param<&Params::chosen_net>("net", "Net at hand", "", {0, 2, 1}, "The net in which the unit at hand is toggled.",
                               {.effect = ParamEffect::view, .choices = net_names}),
    param<&Params::chosen_unit>("unit", "Unit at hand", "", {1, CoAdaptation::unit_count, 1},
                                "The unit to toggle: 1 to 16 in the first hidden layer, 17 to 32 in the second.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::gone>("gone", "Units removed at random", "", {0, CoAdaptation::unit_count, 1},
                         "How many units of each net are gone where the curves are read.",
                         {.effect = ParamEffect::view}),
    param<&Params::shake>("shake", "Shake", "", {0, CoAdaptation::most_shake, 0.05},
                          "How far each point may move, in any direction.", {.effect = ParamEffect::view}),
    param<&Params::rival>("rival", "Cure", "", {0, 1, 1}, "The cure whose net stands beside the one without.",
                          {.effect = ParamEffect::view, .choices = rival_names, .relevant = &Relevance::decay}),
    param<&Params::shake_draw>("shake_draw", "Shake number", "", {0, 999, 1}, "Which random shake is shown.",
                               {.place = Place::more, .effect = ParamEffect::view}),
    set_param<&Params::toggled_plain>("removed_plain", "Toggled units, no dropout", "", unit_names,
                                      "Units toggled by hand in the net without dropout.", in_picture),
    set_param<&Params::toggled_dropout>("removed_dropout", "Toggled units, dropout", "", unit_names,
                                        "Units toggled by hand in the net with dropout.", in_picture),
    set_param<&Params::toggled_decay>(
        "removed_decay", "Toggled units, weight decay", "", unit_names,
        "Units toggled by hand in the net with weight decay.",
        {.place = Place::picture, .effect = ParamEffect::view, .relevant = &Relevance::decay, .reads_bits = true}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights, masks and removal orders; the same seed gives the same run.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr std::string_view worst_help =
    "Points of training accuracy lost by removing the one unit that matters most.";
constexpr std::string_view critical_help = "Units of 32 whose removal costs at least one training point.";
constexpr std::string_view cancels_help =
    "Sum of the sizes of all parts of the logit over the size of the logit, median over the training points.";
constexpr std::string_view half_help =
    "Training accuracy with a random half of the units removed and the rest doubled, 0 until trained.";
constexpr std::string_view broken_help =
    "Units removed in random order until a tenth of the accuracy is gone, mean over the orders, 0 before the first.";

// Every measure is there for each of the three nets.
using Ids = Words<"plain", "dropout", "decay">;
using Titles = Words<"No dropout", "Dropout", "Decay">;
using Nets = Words<"without dropout", "with dropout", "with weight decay">;

constexpr auto readouts = rows<ReadoutInfo>(
    readout_array<&CoAdaptation::worst>(each<"#_worst", Ids>, each<"#: largest loss by one unit", Titles>, " points",
                                        1, worst_help),
    readout_array<&CoAdaptation::critical>(each<"#_critical", Ids>, each<"#: critical units", Titles>, "", 0,
                                           critical_help),
    readout_array<&CoAdaptation::cancellation>(each<"#_cancellation", Ids>, each<"#: cancellation ratio", Titles>, "",
                                               2, cancels_help),
    readout_array<&CoAdaptation::train>(each<"#_train", Ids>, each<"#: training accuracy", Titles>, " %", 1,
                                        each<"Training accuracy of the net #, removed units at zero.", Nets>),
    readout_array<&CoAdaptation::test>(each<"#_test", Ids>, each<"#: test accuracy", Titles>, " %", 1,
                                       each<"Test accuracy of the net #, removed units at zero.", Nets>),
    readout_array<&CoAdaptation::half_removed>(each<"#_half", Ids>, each<"#: half removed", Titles>, " %", 1,
                                               half_help),
    readout_array<&CoAdaptation::broken>(each<"#_broken", Ids>, each<"#: removals to a tenth lost", Titles>, " units",
                                         1, broken_help),
    readout_array<&CoAdaptation::removed>(each<"#_removed", Ids>, each<"#: units removed", Titles>, "", 0,
                                          "How many units are removed now."),
    readout<&CoAdaptation::flips>("flipped", "Flipped labels", "", 0, "How many training labels are wrong."),
    readout<&CoAdaptation::steps>("steps", "Steps", "", 0, "Weight updates of each net so far."),
    readout<&CoAdaptation::orders>("orders", "Random orders", "", 0, "How many random removal orders were tried."));

constexpr ActionInfo actions[] = {
    action<&CoAdaptation::remove_at_random>(
        "remove_at_random", "Remove at random",
        "Removes the units of every net in 60 random orders, after training has ended, and draws the mean."),
    action<&CoAdaptation::remove_one>("remove_one", "Remove one at random",
                                      "Removes one unit of the net at hand, drawn at random."),
    action<&CoAdaptation::remove_worst>("remove_worst", "Remove the most important unit in each",
                                        "Removes from each net the unit that costs the most points."),
    action<&CoAdaptation::put_back>("put_back", "Put all back", "Puts every removed unit back into its net."),
    action<&CoAdaptation::one_more>("one_more", "Remove one more", "Moves the mark of the curves by one unit."),
    action<&CoAdaptation::shake_again>("shake_again", "Shake again", "Moves every point anew, at random."),
    action<&CoAdaptation::toggle_unit>("toggle_unit", "Toggle the unit at hand",
                                       "Removes the unit at hand from the net at hand, or puts it back.",
                                       Place::more),
};

constexpr std::string_view break_controls[] = {
    "net",  "remove_one",    "put_back",        "dropout",      "p", "flips", "data",
    "seed", "removed_plain", "removed_dropout", "removed_decay"};
constexpr std::string_view tangle_controls[] = {
    "remove_worst", "put_back", "worst", "dropout", "p", "flips", "data", "seed", "removed_plain", "removed_dropout"};
constexpr std::string_view removal_controls[] = {"gone",  "one_more", "remove_at_random", "dropout", "p",
                                                 "flips", "decay",    "decay_rate",       "data",    "seed"};
constexpr std::string_view shake_controls[] = {"shake_again", "shake", "rival",      "shake_draw", "dropout", "p",
                                               "flips",       "decay", "decay_rate", "data",       "seed"};

constexpr PanelInfo panels[] = {
    panel<&CoAdaptation::draw_break>("break", "Tap any unit to remove it", CoAdaptation::break_height,
                                     {.controls = break_controls,
                                      .describe = sentence<&CoAdaptation::describe_break>,
                                      .wide = true,
                                      .table = table_of<&CoAdaptation::break_table>,
                                      .plays = false}),
    panel<&CoAdaptation::draw_tangle>("tangle", "How much hangs on a single unit?", CoAdaptation::tangle_height,
                                      {.controls = tangle_controls,
                                       .describe = sentence<&CoAdaptation::describe_tangle>,
                                       .wide = true,
                                       .table = table_of<&CoAdaptation::tangle_table>,
                                       .plays = false}),
    panel<&CoAdaptation::draw_removal>("removal", "How many units can go before it stops working?",
                                       CoAdaptation::removal_height,
                                       {.controls = removal_controls,
                                        .describe = sentence<&CoAdaptation::describe_removal>,
                                        .wide = true,
                                        .table = table_of<&CoAdaptation::removal_table>,
                                        .plays = false}),
    panel<&CoAdaptation::draw_shake>("shake", "Move the points a little. Who changes its mind?",
                                     CoAdaptation::shake_height,
                                     {.controls = shake_controls,
                                      .describe = sentence<&CoAdaptation::describe_shake>,
                                      .wide = true,
                                      .table = table_of<&CoAdaptation::shake_table>,
                                      .plays = false}),
};

}  // namespace

extern constinit const WidgetType co_adaptation = widget_type<CoAdaptation>({
    .id = "co_adaptation",
    .title = "What hangs on a single unit",
    .summary = "Trains the same net with and without dropout and measures what is lost when units are removed.",
    .hint = "Press Train, then tap units to remove them.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = CoAdaptation::max_ticks,
                 .tick_label = "step",
                 .run_label = "Train",
                 .step_label = "Step",
                 .ticks_per_second = 300},
    .panels = panels,
});

}  // namespace lesson
