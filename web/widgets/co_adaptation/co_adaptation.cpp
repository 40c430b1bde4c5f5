// co_adaptation.cpp: widget co_adaptation, chapter 0: train nets with and without dropout, and measure what hangs on each unit.
#include "co_adaptation.h"

#include <algorithm>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/masked_net.h"
#include "kit/order.h"
#include "kit/run_state.h"

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
  config.decoupled_decay = net == 2 ? params.decoupled_decay : 0.0;
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
  std::vector<float> right;
  for (int order = 0; order < orders_done_; ++order)
    right.push_back(removal(net)[static_cast<std::size_t>(order)][static_cast<std::size_t>(gone)]);
  if (right.empty()) return 0;
  const int place = order_of(right)[static_cast<std::size_t>(share * static_cast<double>(right.size() - 1) + 0.5)];
  return right[static_cast<std::size_t>(place)];
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
  const std::vector<int>& right = found.damage.correct_without;
  found.by_damage = order_of(std::vector<float>(right.begin(), right.end()));
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
  const bool all_kept = std::find(kept.begin(), kept.end(), std::uint8_t{0}) == kept.end();
  cache.standing_of = view_number(params, net);
  cache.standing = all_kept ? whole(params, net) : measure_standing(params, net, kept);
  return *cache.standing;
}

const CoAdaptation::Standing& CoAdaptation::whole(const Params& params, int net) const {
  std::optional<Standing>& whole = cache_[static_cast<std::size_t>(net)].whole;
  if (!whole) {
    std::array<std::uint8_t, unit_count> kept;
    kept.fill(1);
    whole = measure_standing(params, net, kept);
  }
  return *whole;
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
  now.logits.resize(plane_cells * plane_cells);
  dropout::forward_masked<float>(trainer.net(),
                                 dropout::grid_centers(plane_cells, plane_cells, {-edge, edge, -edge, edge}),
                                 now.kept, 1.0, now.logits);
  for (const float logit : now.logits) now.probabilities.push_back(dropout::logistic(logit));
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

}  // namespace lesson
