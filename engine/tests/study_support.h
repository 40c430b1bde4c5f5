// study_support.h: what the tests of the studies share: a fingerprint of doubles, nets with random biases.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "dropout/hash.h"
#include "dropout/mlp.h"
#include "dropout/random_stream.h"
#include "normals.h"

namespace dropout {

inline std::uint64_t hash_of_doubles(std::span<const double> numbers) {
  Fnv1a hash;
  for (const double number : numbers) {
    const std::uint64_t bits = bits_as<std::uint64_t>(number);
    hash.add(static_cast<std::uint32_t>(bits));
    hash.add(static_cast<std::uint32_t>(bits >> 32));
  }
  return hash.value();
}

// He weights and biases from N(0, bias_sd^2).
template <class Scalar>
Mlp<Scalar> random_net(MlpShape shape, std::uint64_t seed, double bias_sd = 0.5) {
  Mlp<Scalar> net(std::move(shape), 1);
  net.initialize(seed);
  RandomStream stream(seed, StreamPurpose::data);
  for (int l = 0; l < net.layer_count(); ++l) {
    const std::size_t first = static_cast<std::size_t>(net.biases(l).data() - net.parameters().data());
    for (std::size_t j = 0; j < net.biases(l).size(); ++j)
      net.parameters()[first + j] = static_cast<Scalar>(bias_sd * stream.normal());
  }
  return net;
}

template <class Scalar>
std::vector<Scalar> random_inputs(int count, std::uint64_t seed) {
  return normals<Scalar>(static_cast<std::size_t>(count), seed);
}

}  // namespace dropout
