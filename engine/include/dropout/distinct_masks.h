// distinct_masks.h: how many of the 2^n members of the ensemble training ever meets.
#pragma once
#include <cstdint>

namespace dropout {

// H2(p) = -p log2 p - (1 - p) log2 (1 - p), in bits; 0 at p = 0 and 1.
double binary_entropy(double drop_rate);

// 2^(n H2(p)): the number of masks that carry the probability when n is large (Shannon's typical set). 2^n only at
// p = 0.5. unit_count >= 0; infinite where it exceeds the range of double.
double effective_mask_count(int unit_count, double drop_rate);

// Expected number of different masks among m draws. Masks with j dropped units: C(n, j), each with q_j = p^j k^(n - j):
//   E = sum_j C(n, j) (1 - (1 - q_j)^m)          at p = 0.5:  N (1 - (1 - 1/N)^m),  N = 2^n
// unit_count 0 to 1000, draw_count >= 0. Relative error below 1e-9.
double expected_distinct_masks(int unit_count, double drop_rate, double draw_count);

// Draws masks of n <= 64 units at steps 0 .. draw_count - 1 (layer 0, sample 0) and counts the different ones.
int count_distinct_masks(int unit_count, double drop_rate, std::uint64_t seed, int draw_count);

}  // namespace dropout
