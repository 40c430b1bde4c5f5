// regularizers.cpp: max-norm column by column, and the memory of early stopping.
#include "dropout/regularizers.h"

#include <cassert>
#include <cmath>

namespace dropout {

template <class Scalar>
int clip_max_norm(std::span<Scalar> weights, int output_count, double max_norm) {
  const std::size_t outputs = static_cast<std::size_t>(output_count);
  assert(output_count >= 1 && weights.size() % outputs == 0 && max_norm > 0.0);
  int cut = 0;
  for (std::size_t j = 0; j < outputs; ++j) {
    double squares = 0.0;
    for (std::size_t at = j; at < weights.size(); at += outputs) {
      const double weight = weights[at];
      squares += weight * weight;
    }
    if (!(squares > max_norm * max_norm)) continue;
    const Scalar factor = static_cast<Scalar>(max_norm / std::sqrt(squares));
    for (std::size_t at = j; at < weights.size(); at += outputs) weights[at] *= factor;
    ++cut;
  }
  return cut;
}

template int clip_max_norm<float>(std::span<float>, int, double);
template int clip_max_norm<double>(std::span<double>, int, double);

EarlyStopping::EarlyStopping(int patience, std::size_t parameter_count)
    : patience_(patience), best_parameters_(parameter_count) {
  assert(patience >= 1);
}

bool EarlyStopping::observe(int step, double value, std::span<const float> parameters) {
  if (best_step_ < 0 ? value == value : value > best_value_) {
    best_step_ = step;
    best_value_ = value;
    best_parameters_.assign(parameters.begin(), parameters.end());
    observations_since_best_ = 0;
  } else {
    ++observations_since_best_;
  }
  return should_stop();
}

}  // namespace dropout
