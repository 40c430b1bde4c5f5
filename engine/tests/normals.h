// normals.h: standard normal numbers as data of a test, the same in each run.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "dropout/random_stream.h"

namespace dropout {

template <class Scalar>
std::vector<Scalar> normals(std::size_t count, std::uint64_t seed, double mean = 0.0, double sd = 1.0) {
  RandomStream stream(seed, StreamPurpose::study);
  std::vector<Scalar> values(count);
  for (Scalar& value : values) value = static_cast<Scalar>(mean + sd * stream.normal());
  return values;
}

}  // namespace dropout
