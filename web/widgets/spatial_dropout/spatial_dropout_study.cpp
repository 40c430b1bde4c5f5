// spatial_dropout_study.cpp: the feature maps, the masks over them and how much of what they drop can be rebuilt.
#include <algorithm>
#include <cmath>
#include <span>

#include "dropout/conv_bank.h"
#include "dropout/elementary.h"
#include "dropout/recoverability.h"
#include "spatial_dropout.h"

namespace lesson {

namespace {

using Loss = SpatialDropout::Loss;
using Mode = SpatialDropout::Mode;
using Params = SpatialDropout::Params;
using Study = SpatialDropout::Study;

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// A soft ring and a soft dot, in coordinates of a 12 x 12 picture: edges in all directions, and a flat ground.
std::vector<float> draw_picture(int side) {
  std::vector<float> picture;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const double x = (column + 0.5) * 12 / side - 0.5, y = (row + 0.5) * 12 / side - 0.5;
      const double radius = std::sqrt((x - 4.8) * (x - 4.8) + (y - 6.4) * (y - 6.4));
      const double ring = dropout::logistic(1.4 * (4.4 - radius)) - dropout::logistic(1.4 * (1.9 - radius));
      const double dot = dropout::exp(-((x - 9.6) * (x - 9.6) + (y - 2.2) * (y - 2.2)) / 4);
      picture.push_back(static_cast<float>(ring + 0.9 * dot));
    }
  return picture;
}

// Mean 0 and standard deviation 1, as the predictors expect.
struct Standardized {
  explicit Standardized(std::span<const float> map) {
    for (const float value : map) mean += static_cast<double>(value) / static_cast<double>(map.size());
    double squares = 0;
    for (const float value : map)
      squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    sd = std::sqrt(squares / static_cast<double>(map.size()));
    for (const float value : map) values.push_back((static_cast<double>(value) - mean) / sd);
  }
  double mean = 0, sd = 1;
  std::vector<double> values;
};

std::vector<Standardized> standardized_maps(const Study& study) {
  std::vector<Standardized> maps;
  const std::size_t cells = study.picture.size();
  for (std::size_t map = 0; map < SpatialDropout::map_count; ++map)
    maps.emplace_back(std::span(study.maps).subspan(map * cells, cells));
  return maps;
}

std::vector<double> rebuilt_map(const Params& params, std::span<const std::uint8_t> mask, const Standardized& map) {
  const dropout::GaussianField field{params.side, params.map_length(), SpatialDropout::nugget};
  return params.predictor == SpatialDropout::Predictor::best_linear
             ? dropout::rebuild_best_linear(field, mask, map.values)
             : dropout::rebuild_from_neighbours(params.side, mask, map.values);
}

double exact_share(const Params& params, std::span<const std::uint8_t> mask) {
  const dropout::GaussianField field{params.side, params.length, SpatialDropout::nugget};
  return params.predictor == SpatialDropout::Predictor::best_linear ? dropout::best_linear_recovery(field, mask).mean
                                                                    : dropout::neighbour_recovery(field, mask).mean;
}

std::vector<std::uint8_t> shown_mask(const Params& params, Mode mode) {
  const dropout::GranularDropout member = params.dropout(mode);
  const dropout::TensorShape small = dropout::mask_shape(member, params.shape());
  std::vector<std::uint8_t> mask(small.cell_count()), cells(params.shape().cell_count());
  dropout::draw_granular_mask(member, params.shape(), {.seed = params.seed, .step = params.mask_number}, mask);
  dropout::broadcast_mask(mask, small, params.shape(), cells);
  return cells;
}

Loss loss_of(const Params& params, Mode mode, const std::vector<Standardized>& maps) {
  Loss loss;
  loss.mask = shown_mask(params, mode);
  const std::size_t cells = size_of(params.cells());
  std::vector<double> all_values, all_rebuilt;
  for (std::size_t map = 0; map < maps.size(); ++map) {
    const auto mask = std::span<const std::uint8_t>(loss.mask).subspan(map * cells, cells);
    const Standardized& original = maps[map];
    loss.dropped[map] = static_cast<int>(std::count(mask.begin(), mask.end(), std::uint8_t{0}));
    loss.dropped_count += loss.dropped[map];
    // With nothing dropped nothing is to be done; with nothing kept the best guess is the mean, 0.
    std::vector<double> rebuilt = original.values;
    if (loss.dropped[map] == params.cells())
      std::fill(rebuilt.begin(), rebuilt.end(), 0.0);
    else if (loss.dropped[map] > 0) {
      rebuilt = rebuilt_map(params, mask, original);
      loss.exact_share += loss.dropped[map] * exact_share(params, mask);
    }
    loss.map_shares[map] = dropout::explained_share(original.values, rebuilt, mask);
    all_values.insert(all_values.end(), original.values.begin(), original.values.end());
    all_rebuilt.insert(all_rebuilt.end(), rebuilt.begin(), rebuilt.end());
    for (const double value : rebuilt)
      loss.rebuilt.push_back(static_cast<float>(original.mean + original.sd * value));
  }
  loss.share = dropout::explained_share(all_values, all_rebuilt, loss.mask);
  if (loss.dropped_count > 0) loss.exact_share /= loss.dropped_count;
  return loss;
}

// Of two standardized maps a, b the one predicts the other cell by cell with R^2 = (sum a_i b_i / n)^2.
double squared_correlation(const Standardized& a, const Standardized& b) {
  double product = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) product += a.values[i] * b.values[i];
  product /= static_cast<double>(a.values.size());
  return product * product;
}

double best_other_channel(const Params& params, const Loss& channels, const std::vector<Standardized>& maps) {
  double best = 0;
  for (std::size_t gone = 0; gone < maps.size(); ++gone)
    for (std::size_t kept = 0; kept < maps.size(); ++kept)
      if (channels.dropped[gone] == params.cells() && channels.dropped[kept] == 0)
        best = std::max(best, squared_correlation(maps[gone], maps[kept]));
  return best;
}

}  // namespace

const Study& SpatialDropout::study(const Params& params) const {
  Params wanted = params;
  wanted.mode = Mode::element;  // the mode only chooses what is shown
  if (!study_.maps.empty() && study_.params == wanted) return study_;
  study_ = {};
  study_.params = wanted;
  study_.picture = draw_picture(params.side);
  study_.maps.resize(map_count * study_.picture.size());
  dropout::feature_maps(study_.picture, params.side, params.side, study_.maps);
  const std::vector<Standardized> maps = standardized_maps(study_);
  for (const Mode mode : {Mode::element, Mode::block, Mode::channel})
    study_.losses[static_cast<std::size_t>(mode)] = loss_of(params, mode, maps);
  study_.other_channel_share =
      best_other_channel(params, study_.losses[static_cast<std::size_t>(Mode::channel)], maps);
  return study_;
}

}  // namespace lesson
