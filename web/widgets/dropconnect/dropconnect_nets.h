// dropconnect_nets.h: the two small layers of the widget dropconnect: numbers chosen by hand, easy to follow.
#pragma once

#include <array>

namespace lesson {

// A 3-4-3 net. Weights [to, from]; hidden = relu(first_weights inputs), all positive here.
// Output rows 1 and 2 are alike (correlation 0.80 under dropout), rows 1 and 3 are orthogonal under the weights v_j^2.
namespace small_net {
inline constexpr std::array<double, 3> inputs = {1, -1, 2};
inline constexpr std::array<double, 12> first_weights = {1.5, 0.5, 1, 1, 1, 1, 1, 1, 1.5, 1, 0.5, 1};
inline constexpr std::array<double, 4> hidden = {3, 2, 3, 2.5};
inline constexpr std::array<double, 12> second_weights = {-1, 2, -0.5, -2, -1.5, 2, -2, -1, -0.5, -1, 2, -1};
}  // namespace small_net

// The chapter's worked example: one layer from 3 to 2 units.
namespace worked_example {
inline constexpr std::array<double, 3> inputs = {1, 2, -1};
inline constexpr std::array<double, 6> weights = {1, -2, 0.5, 0.5, 1, 2};
}  // namespace worked_example

}  // namespace lesson
