// batch_norm.h: batch normalisation, whose running statistics are what quarrels with dropout.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace dropout {

// Ioffe and Szegedy 2015 (arXiv:1502.03167). For each unit j over the N examples of a batch, z [N, width]:
//
//   train   mu = mean_n z[n,j]      var = mean_n (z[n,j] - mu)^2
//           y[n,j] = gain[j] (z[n,j] - mu) / sqrt(var + eps) + shift[j]
//           running mean     = 0.9 running mean     + 0.1 mu
//           running variance = 0.9 running variance + 0.1 var N / (N - 1)          (unbiased)
//   eval    the same with the running mean and variance, which then do not change
//
// eps = 1e-5. At the start the running mean is 0 and the running variance 1. The running variance is collected with
// dropout on and used with dropout off: right behind dropout it is too large (variance_shift.h).
// Allocates nothing after construction.
template <class Scalar>
class BatchNorm {
 public:
  static constexpr double epsilon = 1e-5;
  static constexpr double update_share = 0.1;

  // batch_capacity: the largest training batch, at least 2.
  BatchNorm(int width, int batch_capacity);

  // z, y [N, width] with N >= 2, gain and shift [width]. z and y may be the same memory.
  void forward_train(std::span<const Scalar> z, std::span<const Scalar> gain, std::span<const Scalar> shift,
                     std::span<Scalar> y);

  // After forward_train, with zh = (z - mu) / sqrt(var + eps) and g = dL/dy:
  //   dL/dgain = sum_n g zh      dL/dshift = sum_n g
  //   dL/dz = gain / sqrt(var + eps) (g - mean_n g - zh mean_n (g zh))        mu and var depend on z, too
  // dz may be the memory of g.
  void backward(std::span<const Scalar> g, std::span<const Scalar> gain, std::span<Scalar> dz,
                std::span<Scalar> gain_gradient, std::span<Scalar> shift_gradient);

  void forward_eval(std::span<const Scalar> z, std::span<const Scalar> gain, std::span<const Scalar> shift,
                    std::span<Scalar> y) const;

  // Replaces the running statistics by mean and unbiased variance of z [N, width], N >= 2: Li et al. 2018
  // (arXiv:1801.05134), the remedy for statistics that were collected with dropout on.
  void reestimate(std::span<const Scalar> z);

  std::span<const Scalar> running_mean() const { return running_mean_; }
  std::span<const Scalar> running_variance() const { return running_variance_; }

  // Visits what evolves beside the parameters, as visitor(name, std::vector<Scalar>&).
  template <class Visitor>
  void each_state_field(Visitor&& visitor) {
    visitor("running_mean", running_mean_);
    visitor("running_variance", running_variance_);
  }

 private:
  void measure(std::span<const Scalar> z);

  std::size_t width_;
  std::size_t batch_ = 0;
  std::vector<Scalar> running_mean_, running_variance_;  // [width]
  std::vector<Scalar> mean_, variance_;                  // [width] of the last batch, biased variance
  std::vector<Scalar> inverse_sd_;                       // [width] 1 / sqrt(variance + eps)
  std::vector<Scalar> normalised_;                       // [capacity, width] zh
  std::vector<Scalar> gain_sum_, shift_sum_;             // [width] scratch of backward
};

extern template class BatchNorm<float>;
extern template class BatchNorm<double>;

}  // namespace dropout
