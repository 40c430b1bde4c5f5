// distinct_masks.cpp: probabilities down to 2^-1000 need log(1 + x) and e^x - 1 without cancellation.
#include "dropout/distinct_masks.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <vector>

#include "dropout/elementary.h"
#include "dropout/mask.h"
#include "dropout/statistics.h"

namespace dropout {
namespace {

constexpr double log_two = 0.69314718055994530942;

// log(1 - q), q in [0, 1): Kahan's correction; the rounding of 1 - q cancels in log(u) / (u - 1).
double log_one_minus(double q) {
  const double u = 1.0 - q;
  return u == 1.0 ? -q : log(u) * (-q / (u - 1.0));
}

// 1 - e^x for x <= 0, the same way.
double one_minus_exp(double x) {
  const double u = exp(x);
  if (u == 1.0) return -x;
  const double difference = 1.0 - u;
  return u < 0.5 ? difference : difference * (x / log(u));
}

}  // namespace

double binary_entropy(double drop_rate) {
  assert(is_valid_drop_rate(drop_rate));
  if (drop_rate == 0.0 || drop_rate == 1.0) return 0.0;
  const double k = 1.0 - drop_rate;
  return -(drop_rate * log(drop_rate) + k * log(k)) / log_two;
}

double effective_mask_count(int unit_count, double drop_rate) {
  assert(unit_count >= 0);
  return exp(unit_count * binary_entropy(drop_rate) * log_two);
}

double expected_distinct_masks(int unit_count, double drop_rate, double draw_count) {
  assert(unit_count >= 0 && unit_count <= 1000 && is_valid_drop_rate(drop_rate) && draw_count >= 0.0);
  if (draw_count == 0.0) return 0.0;
  if (drop_rate == 0.0 || drop_rate == 1.0) return 1.0;
  const double log_p = log(drop_rate), log_k = log(1.0 - drop_rate);
  double expected = 0.0, masks = 1.0;  // masks = C(n, j), exact as long as it fits the 53 bits of a double
  for (int j = 0; j <= unit_count; ++j) {
    const double log_q = j * log_p + (unit_count - j) * log_k;
    // Below the range of double q is so small that every draw of such a mask is the first: C m q, by logarithms.
    expected += log_q < -700.0 ? exp(log(masks) + log_q + log(draw_count))
                               : masks * one_minus_exp(draw_count * log_one_minus(exp(log_q)));
    masks = masks * (unit_count - j) / (j + 1);
  }
  return expected;
}

int count_distinct_masks(int unit_count, double drop_rate, std::uint64_t seed, int draw_count) {
  assert(unit_count >= 0 && unit_count <= 64);
  std::array<std::uint8_t, 64> units{};
  const std::span<std::uint8_t> mask = std::span(units).first(static_cast<std::size_t>(unit_count));
  std::vector<std::uint64_t> seen;
  for (int draw = 0; draw < draw_count; ++draw) {
    draw_mask({.seed = seed, .step = static_cast<std::uint32_t>(draw)}, drop_rate, mask);
    std::uint64_t id = 0;
    for (std::size_t u = 0; u < mask.size(); ++u) id |= std::uint64_t{mask[u]} << u;
    seen.push_back(id);
  }
  std::sort(seen.begin(), seen.end());
  return static_cast<int>(std::unique(seen.begin(), seen.end()) - seen.begin());
}

}  // namespace dropout
