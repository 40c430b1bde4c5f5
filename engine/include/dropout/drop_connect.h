// drop_connect.h: dropout on weights: forward, backward, the mean pass and Gaussian moment matching.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "dropout/dropout_rule.h"
#include "dropout/random_stream.h"

namespace dropout {

// Wan, Zeiler, Zhang, LeCun and Fergus, "Regularization of neural networks using DropConnect", ICML 2013. A layer of
// O outputs i and I inputs j, weights W [O, I] row-major, biases c [O], inputs v [N, I], pre-activations u [N, O]:
//
//   train   u[n,i] = c[i] + s sum_j M[n,i,j] W[i,j] v[n,j]        s = 1 / k inverted, 1 naive and test-scaled
//   eval    u[n,i] = c[i] + s sum_j W[i,j] v[n,j]                 s = 1 inverted and naive, k test-scaled
//
// The paper scales at test time, this engine prefers inverted; both are here. Biases are never masked.
// M is a mask of granularity weight (granularity.h): its unit is i I + j.
enum class MaskPer : std::uint8_t {
  sample,  // [N, O, I], a mask for each example, as in the paper
  batch    // [O, I], one mask for all of them and sample number 0, as most libraries do
};

struct DropConnect {
  int output_count = 1, input_count = 1;  // O, I
  DropoutRule rule;
  MaskPer mask_per = MaskPer::sample;
};

// Bytes that a mask for `samples` examples needs: N O I or O I.
std::size_t mask_size(const DropConnect& layer, int samples);

// sample_ids as in draw_granular_mask; empty means key.sample and up. With a mask per batch they are not read.
void draw_drop_connect_mask(const DropConnect& layer, int samples, const MaskKey& key, std::span<std::uint8_t> mask,
                            std::span<const std::uint32_t> sample_ids = {});

// p = 0 and inverted eval equal the plain layer bit for bit; p = 1 in train mode gives the biases. A dropped weight is
// left out of the sum: NaN or infinity in it, or a NaN in an input whose weight is dropped, does no harm.
template <class Scalar>
void drop_connect_forward(const DropConnect& layer, Mode mode, std::span<const std::uint8_t> mask,
                          std::span<const Scalar> weights, std::span<const Scalar> biases,
                          std::span<const Scalar> inputs, std::span<Scalar> pre_activations);

// With g = dL/du [N, O], the mask and the scale of forward:
//   dL/dW[i,j] = s sum_n M[n,i,j] g[n,i] v[n,j]        dL/dc[i] = sum_n g[n,i]
//   dL/dv[n,j] = s sum_i M[n,i,j] g[n,i] W[i,j]
// A weight that was dropped for every example gets exactly 0.
template <class Scalar>
struct DropConnectGradient {
  std::span<Scalar> weights, biases, inputs;  // [O, I], [O], [N, I]; all are overwritten
};
template <class Scalar>
void drop_connect_backward(const DropConnect& layer, Mode mode, std::span<const std::uint8_t> mask,
                           std::span<const Scalar> weights, std::span<const Scalar> inputs,
                           std::span<const Scalar> upstream, const DropConnectGradient<Scalar>& gradient);

// The law of the pre-activations of one example over all masks, exact:
//   inverted               E[u] = c + W v        Var[u_i] = (p / k) sum_j (W_ij v_j)^2
//   naive and test-scaled  E[u] = c + k W v      Var[u_i] = k p sum_j (W_ij v_j)^2        (Wan's Gaussian)
// Outputs are independent: Cov[u_i, u_l] = 0. (Dropout on v gives the same mean and variance, but covariances
// (p / k) sum_j W_ij W_lj v_j^2.) p = 1: mean c, variance 0.
struct PreActivationLaw {
  std::vector<double> means, variances;  // [O]
};
PreActivationLaw drop_connect_law(const DropConnect& layer, std::span<const double> weights,
                                  std::span<const double> biases, std::span<const double> input);

// Wan's inference: u_i ~ N(mean, variance) instead of a sum over 2^(O I) masks. Returns the average of f(u_i) over
// `sample_count` draws (at least 1) for each output.
template <class Function>
std::vector<double> gaussian_inference(const PreActivationLaw& law, int sample_count, RandomStream& stream,
                                       Function&& f);

// --- implementation of the template ------------------------------------------------------------------------------

// One draw of all pre-activations.
void draw_from(const PreActivationLaw& law, RandomStream& stream, std::span<double> pre_activations);

template <class Function>
std::vector<double> gaussian_inference(const PreActivationLaw& law, int sample_count, RandomStream& stream,
                                       Function&& f) {
  std::vector<double> u(law.means.size()), averages(law.means.size(), 0.0);
  for (int t = 0; t < sample_count; ++t) {
    draw_from(law, stream, u);
    for (std::size_t i = 0; i < u.size(); ++i) averages[i] += f(u[i]);
  }
  for (double& average : averages) average /= sample_count;
  return averages;
}

}  // namespace dropout
