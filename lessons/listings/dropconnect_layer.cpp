// dropconnect_layer.cpp: a DropConnect layer (chapter 5), and inference by the Gaussian of Wan et al. 2013.
#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

// The lines of a region are laid out by hand to fit the text column of the page.
// clang-format off
// region: forward
// One example: u = ((W * M) / k) v + b. Activation after.
// weights [outputs, inputs] row-major
template <class Generator>
std::vector<float> drop_connect(const std::vector<float>& v,
                                const std::vector<float>& weights,
                                const std::vector<float>& biases,
                                double p, Generator& generator,
                                bool train) {
  assert(p >= 0 && p <= 1);               // NaN fails as well
  if (train && p == 1) return biases;     // 1/(1-p) does not exist
  const bool draws = train && p > 0;
  const auto scale = draws ? static_cast<float>(1 / (1 - p)) : 1.0f;
  std::vector<float> u = biases;
  for (std::size_t i = 0; i < u.size(); ++i) {
    float sum = 0;
    for (std::size_t j = 0; j < v.size(); ++j)
      if (!draws || generator.uniform() >= p)  // of this example only
        sum += weights[i * v.size() + j] * v[j];
    u[i] += sum * scale;
  }
  return u;
}
// endregion

// region: gaussian
// The mean of activation(u), u drawn from its Gaussian.
template <class Function, class Stream>
std::vector<double> gaussian_inference(
    const std::vector<double>& v, const std::vector<double>& weights,
    const std::vector<double>& biases, double p,
    Function activation, int draws, Stream& stream) {
  std::vector<double> mean = biases, sd(biases.size());
  for (std::size_t i = 0; i < mean.size(); ++i) {
    double squares = 0;
    for (std::size_t j = 0; j < v.size(); ++j) {
      const double product = weights[i * v.size() + j] * v[j];
      mean[i] += product;                 // inverted scaling
      squares += product * product;
    }
    sd[i] = std::sqrt(p / (1 - p) * squares);
  }
  std::vector<double> total(mean.size());
  for (int t = 0; t < draws; ++t)
    for (std::size_t i = 0; i < mean.size(); ++i)
      total[i] += activation(mean[i] + sd[i] * stream.normal()) / draws;
  return total;
}
// endregion
// clang-format on
