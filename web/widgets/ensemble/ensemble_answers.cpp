// ensemble_answers.cpp: what the members of the net answer: all of them at one input, some of them everywhere.
#include <algorithm>
#include <cmath>

#include "dropout/decision_grid.h"
#include "dropout/elementary.h"
#include "dropout/masked_net.h"
#include "ensemble.h"

namespace lesson {

namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

dropout::TrainerConfig config_of(const Ensemble::Params& params) {
  dropout::TrainerConfig config;
  config.dataset = {.kind = dropout::DatasetKind::moons,
                    .count = Ensemble::training_points,
                    .noise = 0.2,
                    .flip_share = 0.2,
                    .seed = params.seed};
  config.test_count = Ensemble::test_points;
  config.hidden_widths = params.depth == Ensemble::Depth::one
                             ? std::vector<int>{Ensemble::hidden_units}
                             : std::vector<int>{Ensemble::hidden_units / 2, Ensemble::hidden_units / 2};
  config.drop_rate = params.drop_rate;
  config.total_steps = Ensemble::training_steps;
  config.seed = params.seed;
  return config;
}

std::vector<float> grid_of(int cells) {
  return dropout::grid_centers(cells, cells, {-Ensemble::reach, Ensemble::reach, -Ensemble::reach, Ensemble::reach});
}

}  // namespace

void Ensemble::reset(const Params& params) {
  params_ = params;
  trainer_.reset();
  accuracies_.reset();
  pass_map_.clear();
  tiles_.clear();
  fold_.reset();
  answers_.reset();
}

const dropout::Trainer& Ensemble::trainer() const {
  if (!trainer_) {
    trainer_.emplace(config_of(params_));
    trainer_->step(training_steps);
  }
  return *trainer_;
}

std::uint32_t Ensemble::drawn_member(std::uint32_t draw) const {
  std::uint8_t mask[hidden_units];
  dropout::draw_unit_mask(trainer().net().shape(), {params_.drop_rate, params_.seed, draw}, 0, mask);
  std::uint32_t member = 0;
  for (std::size_t u = 0; u < hidden_units; ++u) member |= static_cast<std::uint32_t>(mask[u]) << u;
  return member;
}

const std::vector<float>& Ensemble::pass_map() const {
  if (pass_map_.empty()) {
    pass_map_.resize(size_of(map_cells * map_cells));
    trainer().decision_grid(pass_map_, map_cells, map_cells, {-reach, reach, -reach, reach});
  }
  return pass_map_;
}

// ---- all members at one input ----------------------------------------------------------------------------------------

const Ensemble::Answers& Ensemble::answers(const Params& params) const {
  if (answers_ && answers_x_ == params.x && answers_y_ == params.y) return *answers_;
  answers_x_ = params.x;
  answers_y_ = params.y;
  answers_ = Answers{};
  Answers& all = *answers_;
  const dropout::Mlp<float>& net = trainer().net();
  const float input[] = {static_cast<float>(params.x), static_cast<float>(params.y)};
  all.weights = dropout::mask_probabilities(hidden_units, params.drop_rate);
  all.logits.resize(all.weights.size());
  dropout::enumerate_logits<float>(net, input, params.drop_rate, all.logits);
  all.means = dropout::ensemble_means<float>(all.logits, all.weights);
  float logit[1];
  net.forward_eval(input, logit);
  all.pass = dropout::logistic(static_cast<double>(logit[0]));
  double square = 0;
  for (std::size_t m = 0; m < all.logits.size(); ++m) {
    all.outputs.push_back(dropout::logistic(static_cast<double>(all.logits[m])));
    const double off = all.outputs[m] - all.means.arithmetic;
    square += all.weights[m] * off * off;
  }
  all.spread = std::sqrt(square);
  return all;
}

const dropout::EnsembleAccuracy& Ensemble::accuracies(const Params& params) const {
  if (!accuracies_)
    accuracies_ = dropout::ensemble_accuracy<float>(trainer().net(), trainer().test_set().points,
                                                    trainer().test_set().labels, params.drop_rate);
  return *accuracies_;
}

double Ensemble::drawn_mean(const Params& params) const {
  const Answers& all = answers(params);
  double sum = 0;
  for (int t = 0; t < params.draw_count; ++t) sum += all.outputs[drawn_member(static_cast<std::uint32_t>(t))];
  return sum / params.draw_count;
}

double Ensemble::standard_error(const Params& params) const {
  return answers(params).spread / std::sqrt(static_cast<double>(params.draw_count));
}
double Ensemble::geometric_gap(const Params& params) const { return std::abs(geometric(params) - pass(params)); }
double Ensemble::arithmetic_gap(const Params& params) const { return std::abs(arithmetic(params) - pass(params)); }

// ---- some members everywhere -----------------------------------------------------------------------------------------

Ensemble::Tile Ensemble::tile_of(std::uint32_t draw) const {
  const dropout::Mlp<float>& net = trainer().net();
  const dropout::Dataset& test = trainer().test_set();
  std::uint8_t mask[hidden_units];
  dropout::draw_unit_mask(net.shape(), {params_.drop_rate, params_.seed, draw}, 0, mask);
  const double scale = dropout::dropout_scale({.drop_rate = params_.drop_rate}, dropout::Mode::train);
  const auto logits_at = [&](std::span<const float> points) {
    std::vector<float> logits(points.size() / 2);
    dropout::forward_masked<float>(net, points, mask, scale, logits);
    return logits;
  };
  Tile tile;
  tile.member = drawn_member(draw);
  tile.logits = logits_at(grid_of(map_cells));
  for (const float logit : tile.logits) tile.chance.push_back(dropout::logistic(static_cast<double>(logit)));
  tile.small = logits_at(grid_of(tile_cells));
  tile.test_chance = logits_at(test.points);
  tile.right = dropout::accuracy<float>(tile.test_chance, test.labels);
  for (float& value : tile.test_chance) value = dropout::logistic(value);
  return tile;
}

const std::vector<Ensemble::Tile>& Ensemble::tiles() const {
  if (tiles_.empty())
    for (std::uint32_t draw = 0; draw < tile_count; ++draw) tiles_.push_back(tile_of(draw));
  return tiles_;
}

const Ensemble::Fold& Ensemble::average_of(std::uint32_t which) const {
  if (fold_ && fold_of_ == which) return *fold_;
  fold_of_ = which;
  fold_ = Fold{};
  Fold& all = *fold_;
  const dropout::Dataset& test = trainer().test_set();
  all.chance.assign(size_of(map_cells * map_cells), 0.5f);
  std::vector<double> map(all.chance.size()), chances(test.labels.size());
  for (int k = 0; k < tile_count; ++k) {
    if ((which >> k & 1u) == 0) continue;
    const Tile& tile = tiles()[size_of(k)];
    ++all.count;
    all.alone += tile.right;
    for (std::size_t i = 0; i < map.size(); ++i) map[i] += tile.chance[i];
    for (std::size_t i = 0; i < chances.size(); ++i) chances[i] += static_cast<double>(tile.test_chance[i]);
  }
  if (all.count == 0) return all;
  all.alone /= all.count;
  for (std::size_t i = 0; i < map.size(); ++i) all.chance[i] = static_cast<float>(map[i] / all.count);
  int right = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) right += (chances[i] > 0.5 * all.count) == (test.labels[i] != 0);
  all.right = static_cast<double>(right) / static_cast<double>(chances.size());
  for (int k = 0; k < tile_count; ++k) all.better += (which >> k & 1u) != 0 && tiles()[size_of(k)].right > all.right;
  return all;
}

int Ensemble::fold_all(Params& params) {
  params.folded = all_tiles;
  return 0;
}

}  // namespace lesson
