// order.cpp: see order.h.
#include "order.h"

#include <algorithm>
#include <numeric>

namespace lesson {

std::vector<int> order_of(std::span<const float> values) {
  std::vector<int> places(values.size());
  std::iota(places.begin(), places.end(), 0);
  const auto comes_before = [&](int a, int b) {
    const float x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
    return x != y ? x < y : a < b;
  };
  std::make_heap(places.begin(), places.end(), comes_before);
  std::sort_heap(places.begin(), places.end(), comes_before);
  return places;
}

}  // namespace lesson
