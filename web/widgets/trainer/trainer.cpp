// trainer.cpp: widget trainer, chapter 6: two nets on noisy labels, without and with dropout, and every moment of them.
#include "trainer.h"

#include <algorithm>
#include <cmath>

#include "dropout/masked_net.h"
#include "kit/run_state.h"

namespace lesson {

namespace {

constexpr std::size_t kept_count = LiveTrainer::kept_cells * LiveTrainer::kept_cells;
constexpr unsigned minus = 8;  // the bit of a negative logit; the others number its size

std::size_t kept_bytes(std::size_t answers) { return kept_count / 2 + (answers + 7) / 8; }

unsigned level_of(float logit) {
  unsigned level = 0;
  const auto& sizes = LiveTrainer::kept_logits;
  while (level + 1 < sizes.size() && std::abs(logit) > (sizes[level] + sizes[level + 1]) / 2) ++level;
  return logit < 0 ? level | minus : level;
}

float logit_of(unsigned level) {
  const float size = LiveTrainer::kept_logits[level % minus];
  return level >= minus ? -size : size;
}

// The mean of the four cells of the map that lie in a kept one.
float mean_of_four(const std::vector<float>& logits, std::size_t cell) {
  constexpr std::size_t columns = LiveTrainer::map_cells, kept = LiveTrainer::kept_cells;
  const std::size_t first = 2 * (cell / kept) * columns + 2 * (cell % kept);
  return (logits[first] + logits[first + 1] + logits[first + columns] + logits[first + columns + 1]) / 4;
}

// Mean of the logit towards the right label over the test points.
float test_margin(const dropout::Trainer& trainer) {
  const dropout::Dataset& set = trainer.test_set();
  std::vector<float> logits(set.labels.size());
  trainer.net().forward_eval(set.points, logits);
  double sum = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) sum += set.labels[i] != 0 ? logits[i] : -logits[i];
  return static_cast<float>(sum / static_cast<double>(logits.size()));
}

LiveTrainer::Measure measure(const dropout::Trainer& trainer) {
  const dropout::Metrics m = trainer.evaluate();
  return {static_cast<float>(m.train_accuracy),
          static_cast<float>(m.test_accuracy),
          static_cast<float>(m.train_loss),
          static_cast<float>(m.test_loss),
          test_margin(trainer),
          m.flips_fitted,
          m.flips_total};
}

// The class of a place: that of the test points near it, whose labels are clean; a point counts by its distance^-4.
std::uint8_t likely_class(const dropout::Dataset& set, double x, double y) {
  double vote = 0;
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const double dx = set.points[2 * i] - x, dy = set.points[2 * i + 1] - y, square = dx * dx + dy * dy + 1e-3;
    vote += (set.labels[i] != 0 ? 1 : -1) / (square * square);
  }
  return vote > 0 ? 1 : 0;
}

}  // namespace

TrainingTask task_of(const LiveTrainer::Params& params) {
  return {params.data, params.flip_share, params.weight_decay, params.decoupled_decay, params.steps, params.width};
}

dropout::TrainerConfig LiveTrainer::config_of(const Params& params, double drop_rate) {
  dropout::TrainerConfig config = task_config(task_of(params), drop_rate, params.seed);
  if (!params.is_planted()) return config;
  const dropout::Dataset clean = dropout::make_datasets(config.dataset, config.test_count).test;
  config.dataset.planted = {.x = static_cast<float>(params.planted_x),
                            .y = static_cast<float>(params.planted_y),
                            .clean_label = likely_class(clean, params.planted_x, params.planted_y)};
  return config;
}

void LiveTrainer::reset(const Params& params) {
  params_ = params;
  for (int net = 0; net < net_count; ++net) {
    const auto at = static_cast<std::size_t>(net);
    nets_[at].emplace(config_of(params, net == plain ? 0 : params.drop_rate));
    now_[at].reset();
    curves_[at].clear();
    kept_[at].clear();
    keep(net);
  }
}

void LiveTrainer::step(const Params&) {
  for (int net = 0; net < net_count; ++net) {
    dropout::Trainer& trainer = *nets_[static_cast<std::size_t>(net)];
    if (trainer.finished()) continue;
    trainer.step();
    now_[static_cast<std::size_t>(net)].reset();
    if (trainer.step_count() % steps_per_moment() == 0) keep(net);
  }
}

void LiveTrainer::keep(int net) {
  const auto at = static_cast<std::size_t>(net);
  const Moment& present = now(net);
  curves_[at].push_back(present.measure);
  std::vector<std::uint8_t> bytes(kept_bytes(present.answers.size()));
  for (std::size_t cell = 0; cell < kept_count; ++cell)
    bytes[cell / 2] |= static_cast<std::uint8_t>(level_of(mean_of_four(present.logits, cell)) << 4 * (cell % 2));
  for (std::size_t i = 0; i < present.answers.size(); ++i)
    bytes[kept_count / 2 + i / 8] |= static_cast<std::uint8_t>(present.answers[i] << i % 8);
  kept_[at].insert(kept_[at].end(), bytes.begin(), bytes.end());
}

void LiveTrainer::state(StateIo& io) {
  for (int net = 0; net < net_count; ++net) {
    const auto at = static_cast<std::size_t>(net);
    dropout::Trainer& trainer = *nets_[at];
    transfer_run(trainer, io);
    io.require(trainer.step_count() >= 0 && trainer.step_count() <= params_.steps);
    io(curves_[at]);
    io(kept_[at]);
    const std::size_t moments = 1 + static_cast<std::size_t>(trainer.step_count() / steps_per_moment());
    io.require(curves_[at].size() == moments &&
               kept_[at].size() == moments * kept_bytes(trainer.train_set().labels.size()));
    if (io.loading()) now_[at].reset();
  }
}

LiveTrainer::Moment LiveTrainer::moment_of(int net) const {
  const dropout::Trainer& trainer = this->net(net);
  const double far = reach(params_.data);
  Moment present{trainer.step_count(), measure(trainer), map_cells, {}, {}};
  const std::vector<float> centers = dropout::grid_centers(map_cells, map_cells, {-far, far, -far, far});
  present.logits.resize(std::size_t{map_cells} * map_cells);
  trainer.net().forward_eval(centers, present.logits);
  const dropout::Dataset& set = trainer.train_set();
  std::vector<float> at_points(set.labels.size());
  trainer.net().forward_eval(set.points, at_points);
  for (const float logit : at_points) present.answers.push_back(logit > 0 ? 1 : 0);
  return present;
}

const LiveTrainer::Moment& LiveTrainer::now(int net) const {
  std::optional<Moment>& kept = now_[static_cast<std::size_t>(net)];
  if (!kept) kept = moment_of(net);
  return *kept;
}

LiveTrainer::Moment LiveTrainer::moment(int net, int step) const {
  if (step >= step_count()) return now(net);
  const auto at = static_cast<std::size_t>(net);
  const auto number = static_cast<std::size_t>(std::max(0, step) / steps_per_moment());
  Moment past{static_cast<int>(number) * steps_per_moment(), curves_[at][number], kept_cells, {}, {}};
  const std::size_t points = this->net(net).train_set().labels.size();
  const std::uint8_t* bytes = &kept_[at][number * kept_bytes(points)];
  for (std::size_t cell = 0; cell < kept_count; ++cell)
    past.logits.push_back(logit_of(bytes[cell / 2] >> 4 * (cell % 2) & 15u));
  for (std::size_t i = 0; i < points; ++i) past.answers.push_back(bytes[kept_count / 2 + i / 8] >> i % 8 & 1u);
  return past;
}

// A test label flipped with probability f: the logistic loss of logit z against the other label is larger by the logit
// towards the right one, so the expected loss is  loss + f mean(margin).
LiveTrainer::Measure LiveTrainer::seen(const Measure& measure, const Params& params) {
  Measure noisy = measure;
  if (!params.noisy_test) return noisy;
  noisy.test_accuracy = static_cast<float>(noisy_accuracy(measure.test_accuracy, params.flip_share));
  noisy.test_loss += static_cast<float>(params.flip_share) * measure.test_margin;
  return noisy;
}

int LiveTrainer::lowest_step(int net, const Params& params) const {
  const std::vector<Measure>& measures = curve(net);
  const auto lowest = std::min_element(measures.begin(), measures.end(), [&](const Measure& a, const Measure& b) {
    return seen(a, params).test_loss < seen(b, params).test_loss;
  });
  return static_cast<int>(lowest - measures.begin()) * steps_per_moment();
}

std::vector<std::uint8_t> LiveTrainer::last_mask(int net) const {
  const dropout::Trainer& trainer = this->net(net);
  std::vector<std::uint8_t> mask(2 * static_cast<std::size_t>(params_.width), 1);
  if (trainer.step_count() == 0) return mask;
  const dropout::TrainerConfig& config = trainer.config();
  const auto last_step = static_cast<std::uint32_t>(trainer.step_count() - 1);
  dropout::draw_unit_mask(trainer.net().shape(), {config.drop_rate, config.seed, last_step}, 0, mask);
  return mask;
}

int LiveTrainer::plant(Params& params) {
  params.planted_x = 0.5;
  params.planted_y = -1;
  return 0;
}

int LiveTrainer::take_out(Params& params) {
  params.planted_x = nowhere;
  return 0;
}

int LiveTrainer::to_lowest(Params& params) {
  if (step_count() == 0) return params.steps;  // trained first
  params.looked = lowest_step(static_cast<int>(params.shown), params);
  return 0;
}

}  // namespace lesson
