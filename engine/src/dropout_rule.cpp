// dropout_rule.cpp: one selection loop serves forward and backward, so the two cannot disagree about mask or scale.
#include "dropout/dropout_rule.h"

#include <algorithm>
#include <cassert>

#include "vectors.h"

namespace dropout {
namespace {

// to[i] = mask[i] ? scale * from[i] : 0
template <class Scalar>
void select_and_scale(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> mask,
                      std::span<const Scalar> from, std::span<Scalar> to) {
  assert(from.size() == to.size());
  const double exact_scale = dropout_scale(rule, mode);
  if (mode == Mode::train && rule.drop_rate > 0.0) {
    assert(mask.size() == from.size());
    if (rule.drop_rate >= 1.0) {
      std::fill(to.begin(), to.end(), Scalar(0));
      return;
    }
    const Scalar scale = static_cast<Scalar>(exact_scale);
    const Vector<Scalar> scales = in_every_lane(scale);
    std::size_t i = 0;
    for (; i + lane_count<Scalar> <= from.size(); i += lane_count<Scalar>)
      store(to.data() + i, select_lanes<Scalar>(widen_mask<Scalar>(mask.data() + i), scales * load(from.data() + i)));
    for (; i < from.size(); ++i) to[i] = mask[i] != 0 ? scale * from[i] : Scalar(0);
    return;
  }
  if (exact_scale == 1.0) {
    if (from.data() != to.data()) std::copy(from.begin(), from.end(), to.begin());
  } else if (exact_scale == 0.0) {
    std::fill(to.begin(), to.end(), Scalar(0));
  } else {
    const Scalar scale = static_cast<Scalar>(exact_scale);
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = scale * from[i];
  }
}

}  // namespace

double dropout_scale(const DropoutRule& rule, Mode mode) {
  assert(is_valid_drop_rate(rule.drop_rate));
  const double keep_rate = 1.0 - rule.drop_rate;
  switch (rule.scheme) {
    case Scheme::naive: return 1.0;
    case Scheme::test_scaled: return mode == Mode::eval ? keep_rate : 1.0;
    case Scheme::inverted: break;
  }
  if (mode == Mode::eval) return 1.0;
  return keep_rate > 0.0 ? 1.0 / keep_rate : 0.0;  // at p = 1 nothing is kept, so no scale is needed
}

template <class Scalar>
void dropout_forward(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> mask,
                     std::span<const Scalar> x, std::span<Scalar> y) {
  select_and_scale(rule, mode, mask, x, y);
}

template <class Scalar>
void dropout_backward(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> mask,
                      std::span<const Scalar> dy, std::span<Scalar> dx) {
  select_and_scale(rule, mode, mask, dy, dx);
}

template void dropout_forward<float>(const DropoutRule&, Mode, std::span<const std::uint8_t>, std::span<const float>,
                                     std::span<float>);
template void dropout_forward<double>(const DropoutRule&, Mode, std::span<const std::uint8_t>,
                                      std::span<const double>, std::span<double>);
template void dropout_backward<float>(const DropoutRule&, Mode, std::span<const std::uint8_t>, std::span<const float>,
                                      std::span<float>);
template void dropout_backward<double>(const DropoutRule&, Mode, std::span<const std::uint8_t>,
                                       std::span<const double>, std::span<double>);

}  // namespace dropout
