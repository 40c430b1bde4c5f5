// batch_norm.cpp: sums over the examples in order, all units of a row side by side.
#include "dropout/batch_norm.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dropout {

template <class Scalar>
BatchNorm<Scalar>::BatchNorm(int width, int batch_capacity)
    : width_(static_cast<std::size_t>(width)),
      running_mean_(width_, Scalar(0)),
      running_variance_(width_, Scalar(1)),
      mean_(width_),
      variance_(width_),
      inverse_sd_(width_),
      normalised_(width_ * static_cast<std::size_t>(batch_capacity)),
      gain_sum_(width_),
      shift_sum_(width_) {
  assert(width >= 1 && batch_capacity >= 2);
}

// mean_ and variance_ (biased) of z: first the mean, then the squares around it, which loses no digits.
template <class Scalar>
void BatchNorm<Scalar>::measure(std::span<const Scalar> z) {
  assert(z.size() % width_ == 0 && z.size() >= 2 * width_);
  const std::size_t examples = z.size() / width_;
  const Scalar n = static_cast<Scalar>(examples);
  std::fill(mean_.begin(), mean_.end(), Scalar(0));
  std::fill(variance_.begin(), variance_.end(), Scalar(0));
  for (std::size_t b = 0; b < examples; ++b)
    for (std::size_t j = 0; j < width_; ++j) mean_[j] += z[b * width_ + j];
  for (Scalar& mean : mean_) mean /= n;
  for (std::size_t b = 0; b < examples; ++b)
    for (std::size_t j = 0; j < width_; ++j) {
      const Scalar distance = z[b * width_ + j] - mean_[j];
      variance_[j] += distance * distance;
    }
  for (Scalar& variance : variance_) variance /= n;
}

template <class Scalar>
void BatchNorm<Scalar>::forward_train(std::span<const Scalar> z, std::span<const Scalar> gain,
                                      std::span<const Scalar> shift, std::span<Scalar> y) {
  assert(z.size() <= normalised_.size() && y.size() == z.size() && gain.size() == width_ && shift.size() == width_);
  measure(z);
  batch_ = z.size() / width_;
  const Scalar eps = static_cast<Scalar>(epsilon);
  const Scalar fresh = static_cast<Scalar>(update_share), old = static_cast<Scalar>(1.0 - update_share);
  const Scalar unbias = static_cast<Scalar>(static_cast<double>(batch_) / static_cast<double>(batch_ - 1));
  for (std::size_t j = 0; j < width_; ++j) {
    inverse_sd_[j] = Scalar(1) / std::sqrt(variance_[j] + eps);
    running_mean_[j] = old * running_mean_[j] + fresh * mean_[j];
    running_variance_[j] = old * running_variance_[j] + fresh * (variance_[j] * unbias);
  }
  for (std::size_t b = 0; b < batch_; ++b)
    for (std::size_t j = 0; j < width_; ++j) {
      const std::size_t at = b * width_ + j;
      normalised_[at] = (z[at] - mean_[j]) * inverse_sd_[j];
      y[at] = gain[j] * normalised_[at] + shift[j];
    }
}

template <class Scalar>
void BatchNorm<Scalar>::backward(std::span<const Scalar> g, std::span<const Scalar> gain, std::span<Scalar> dz,
                                 std::span<Scalar> gain_gradient, std::span<Scalar> shift_gradient) {
  assert(g.size() == batch_ * width_ && dz.size() == g.size());
  std::fill(gain_sum_.begin(), gain_sum_.end(), Scalar(0));
  std::fill(shift_sum_.begin(), shift_sum_.end(), Scalar(0));
  for (std::size_t b = 0; b < batch_; ++b)
    for (std::size_t j = 0; j < width_; ++j) {
      const std::size_t at = b * width_ + j;
      gain_sum_[j] += g[at] * normalised_[at];
      shift_sum_[j] += g[at];
    }
  std::copy(gain_sum_.begin(), gain_sum_.end(), gain_gradient.begin());
  std::copy(shift_sum_.begin(), shift_sum_.end(), shift_gradient.begin());
  const Scalar n = static_cast<Scalar>(batch_);
  for (std::size_t b = 0; b < batch_; ++b)
    for (std::size_t j = 0; j < width_; ++j) {
      const std::size_t at = b * width_ + j;
      dz[at] = gain[j] * inverse_sd_[j] * (g[at] - shift_sum_[j] / n - normalised_[at] * (gain_sum_[j] / n));
    }
}

template <class Scalar>
void BatchNorm<Scalar>::forward_eval(std::span<const Scalar> z, std::span<const Scalar> gain,
                                     std::span<const Scalar> shift, std::span<Scalar> y) const {
  assert(z.size() % width_ == 0 && y.size() == z.size());
  const Scalar eps = static_cast<Scalar>(epsilon);
  for (std::size_t j = 0; j < width_; ++j) {
    const Scalar inverse_sd = Scalar(1) / std::sqrt(running_variance_[j] + eps);
    for (std::size_t at = j; at < z.size(); at += width_)
      y[at] = gain[j] * ((z[at] - running_mean_[j]) * inverse_sd) + shift[j];
  }
}

template <class Scalar>
void BatchNorm<Scalar>::reestimate(std::span<const Scalar> z) {
  measure(z);
  const double examples = static_cast<double>(z.size() / width_);
  const Scalar unbias = static_cast<Scalar>(examples / (examples - 1.0));
  running_mean_ = mean_;
  for (std::size_t j = 0; j < width_; ++j) running_variance_[j] = variance_[j] * unbias;
}

template class BatchNorm<float>;
template class BatchNorm<double>;

}  // namespace dropout
