// covariance.h: the noise that units (dropout), weights (DropConnect) or whole channels put on what comes after.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/dropout_rule.h"

namespace dropout {

// Mean and covariance of the pre-activations u = W y of one layer in train mode.
struct PreactivationMoments {
  std::vector<double> mean;        // [out]
  std::vector<double> covariance;  // [out, out] row-major
};

// W [out, in] row-major, v [in], s = factor on what is kept (1 / k inverted, 1 naive and test-scaled, 0 at p = 1):
//   dropout, y_j = s m_j v_j          E[u_i] = s k sum_j W_ij v_j
//                                     Cov[u_i, u_l] = s^2 p k sum_j W_ij W_lj v_j^2
//   DropConnect, W_ij -> s m_ij W_ij  the same mean and the same variances, but Cov[u_i, u_l] = 0 for i != l
// One output unit cannot tell the two apart, two can. Wan et al. 2013 (ICML 28:1058) use the form without 1 / k: their
// Gaussian inference draws u from N(mean, diagonal of covariance) of Scheme::naive.
PreactivationMoments dropout_moments(std::span<const double> weights, std::span<const double> v,
                                     const DropoutRule& rule);
PreactivationMoments dropconnect_moments(std::span<const double> weights, std::span<const double> v,
                                         const DropoutRule& rule);

// The same by summing over every mask with its probability: 2^in (in <= 16) and 2^(in * out) (in * out <= 16).
PreactivationMoments enumerated_dropout_moments(std::span<const double> weights, std::span<const double> v,
                                                const DropoutRule& rule);
PreactivationMoments enumerated_dropconnect_moments(std::span<const double> weights, std::span<const double> v,
                                                    const DropoutRule& rule);

// Relative variance (variance / mean^2) of the mean over a patch of m equal cells under inverted dropout:
//   (p / k) / m  with an independent mask for each cell,   p / k  with one mask for the channel (chapter 4)
// drop_rate in [0, 1), cell_count >= 1.
double element_patch_noise(double drop_rate, int cell_count);
double channel_patch_noise(double drop_rate);

// The same measured: values [draws], population variance over squared mean; 0 where the mean is 0.
double relative_variance(std::span<const double> values);

}  // namespace dropout
