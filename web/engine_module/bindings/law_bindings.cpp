// law_bindings.cpp: exact laws: depth, masks met, recovery of dropped cells, variance shift, regression, statistics.
#include <algorithm>

#include "dropout/conv_bank.h"
#include "dropout/distinct_masks.h"
#include "dropout/poisson_binomial.h"
#include "dropout/recoverability.h"
#include "dropout/ridge.h"
#include "dropout/statistics.h"
#include "dropout/variance_shift.h"
#include "exports.h"
#include "fields.h"

namespace engine_module {
namespace {

template <class Values>
double* copy_out(const Values& values, double* out) {
  return std::copy(values.begin(), values.end(), out);
}

}  // namespace

// --- how many blocks run -------------------------------------------------------------------------------------------

// Mean, variance, mode, then the probabilities of 0 .. count.
ENGINE_EXPORT(depth_law) void depth_law(const double* probabilities, int count, double* out) {
  const dropout::PoissonBinomial law = dropout::poisson_binomial(span_of(probabilities, count));
  *out++ = law.mean;
  *out++ = law.variance;
  *out++ = law.mode;
  copy_out(law.probability, out);
}
ENGINE_EXPORT(depth_range) void depth_range(const double* probabilities, int count, double share, double* out) {
  dropout::PoissonBinomial law;
  law.probability.assign(probabilities, probabilities + count);
  const dropout::CountRange range = dropout::central_range(law, share);
  out[0] = range.low;
  out[1] = range.high;
}
ENGINE_EXPORT(fit_goodness)
void fit_goodness(const double* observed, const double* probabilities, int count, double min_expected, double* out) {
  const dropout::GoodnessOfFit fit =
      dropout::goodness_of_fit(span_of(observed, count), span_of(probabilities, count), min_expected);
  out[0] = fit.statistic;
  out[1] = fit.degrees_of_freedom;
  out[2] = fit.p_value;
}

// --- how many members training meets -------------------------------------------------------------------------------

ENGINE_EXPORT(binary_entropy) double binary_entropy(double drop_rate) { return dropout::binary_entropy(drop_rate); }
ENGINE_EXPORT(effective_masks) double effective_masks(int units, double drop_rate) {
  return dropout::effective_mask_count(units, drop_rate);
}
ENGINE_EXPORT(expected_distinct) double expected_distinct(int units, double drop_rate, double draws) {
  return dropout::expected_distinct_masks(units, drop_rate, draws);
}
// settings: seed.
ENGINE_EXPORT(count_distinct) int count_distinct(int units, double drop_rate, const double* settings, int draws) {
  Fields fields(settings);
  return dropout::count_distinct_masks(units, drop_rate, fields.seed(), draws);
}

// --- what can be rebuilt -------------------------------------------------------------------------------------------

// out: dropped cells, mean share, then the share of each cell.
ENGINE_EXPORT(recovery_share)
void recovery_share(int best, int side, double length, double nugget, const std::uint8_t* mask, double* out) {
  const dropout::GaussianField field{side, length, nugget};
  const auto cells = span_of(mask, side * side);
  const dropout::Recovery recovery =
      best != 0 ? dropout::best_linear_recovery(field, cells) : dropout::neighbour_recovery(field, cells);
  *out++ = recovery.dropped_count;
  *out++ = recovery.mean;
  copy_out(recovery.share, out);
}
ENGINE_EXPORT(recovery_rebuild)
void recovery_rebuild(int best, int side, double length, double nugget, const std::uint8_t* mask,
                      const double* values, double* out) {
  const auto cells = span_of(mask, side * side);
  const auto seen = span_of(values, side * side);
  copy_out(best != 0 ? dropout::rebuild_best_linear({side, length, nugget}, cells, seen)
                     : dropout::rebuild_from_neighbours(side, cells, seen),
           out);
}
ENGINE_EXPORT(recovery_explained)
double recovery_explained(const double* values, const double* rebuilt, const std::uint8_t* mask, int count) {
  return dropout::explained_share(span_of(values, count), span_of(rebuilt, count), span_of(mask, count));
}

// --- batch norm behind dropout -------------------------------------------------------------------------------------

void write_shift(const dropout::VarianceShift& shift, double* out) {
  out[0] = shift.train_variance;
  out[1] = shift.eval_variance;
  out[2] = shift.ratio;
  out[3] = shift.output_sd;
}
ENGINE_EXPORT(shift_of_value) void shift_of_value(double mean, double variance, double drop_rate, double* out) {
  write_shift(dropout::variance_shift({mean, variance}, drop_rate), out);
}
ENGINE_EXPORT(shift_of_sum)
void shift_of_sum(const double* weights, const double* means, const double* covariance, int count, double drop_rate,
                  double* out) {
  write_shift(dropout::variance_shift_of_sum(span_of(weights, count), span_of(means, count),
                                             span_of(covariance, count * count), drop_rate),
              out);
}
// settings: seed.
ENGINE_EXPORT(shift_samples)
void shift_samples(double drop_rate, const double* settings, double* eval, double* train, int count) {
  Fields fields(settings);
  dropout::sample_relu_under_dropout(drop_rate, fields.seed(), span_of(eval, count), span_of(train, count));
}

// --- dropout in linear regression ----------------------------------------------------------------------------------

ENGINE_EXPORT(ridge_loss)
double ridge_loss(int enumerated, const double* x, const double* y, const double* b, int examples, int inputs,
                  double drop_rate) {
  const auto way = enumerated != 0 ? dropout::enumerated_regression_loss : dropout::dropout_regression_loss;
  return way(span_of(x, examples * inputs), span_of(y, examples), span_of(b, inputs), drop_rate);
}
// False if there is no solution, or more than one.
ENGINE_EXPORT(ridge_solve)
int ridge_solve(const double* x, const double* y, int examples, int inputs, double drop_rate, double* out) {
  const std::vector<double> solution =
      dropout::dropout_regression(span_of(x, examples * inputs), span_of(y, examples), drop_rate);
  copy_out(solution, out);
  return solution.empty() ? 0 : 1;
}

// --- statistics ----------------------------------------------------------------------------------------------------

ENGINE_EXPORT(binomial_pmf) double binomial_pmf(int n, int k, double probability) {
  return dropout::binomial_pmf(n, k, probability);
}
ENGINE_EXPORT(chi_square_p) double chi_square_p(double statistic, double degrees) {
  return dropout::chi_square_upper_p(statistic, degrees);
}
ENGINE_EXPORT(student_quantile) double student_quantile(double degrees, double confidence) {
  return dropout::student_t_quantile(degrees, confidence);
}
// before may be null: then the interval of the mean of after.
ENGINE_EXPORT(interval)
void interval(const double* before, const double* after, int count, double confidence, double* out) {
  const dropout::MeanInterval found =
      before != nullptr ? dropout::paired_interval(span_of(before, count), span_of(after, count), confidence)
                        : dropout::mean_interval(span_of(after, count), confidence);
  out[0] = found.mean;
  out[1] = found.half_width;
}
// Mean, standard deviation, minimum, maximum; then the sums, then their probabilities.
ENGINE_EXPORT(masked_sums)
void masked_sums(const double* values, int count, double drop_rate, double scale, double* out) {
  const dropout::MaskedSums sums = dropout::enumerate_masked_sums(span_of(values, count), drop_rate, scale);
  *out++ = sums.mean;
  *out++ = sums.sd;
  *out++ = sums.minimum;
  *out++ = sums.maximum;
  copy_out(sums.probabilities, copy_out(sums.sums, out));
}

// --- feature maps --------------------------------------------------------------------------------------------------

ENGINE_EXPORT(maps_of_picture) void maps_of_picture(const float* picture, int height, int width, float* maps) {
  const int cells = height * width;
  dropout::feature_maps(span_of(picture, cells), height, width, span_of(maps, dropout::map_filter_count * cells));
}

}  // namespace engine_module
