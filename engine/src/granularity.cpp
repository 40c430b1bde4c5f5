// granularity.cpp: every member of the family as a small mask that is broadcast over the tensor.
#include "dropout/granularity.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dropout {
namespace {

std::size_t size_of(int count) { return static_cast<std::size_t>(count); }

// Where the mask value of each cell lies: a stride of 0 repeats the value along its axis.
struct Broadcast {
  std::size_t sample, channel, row, column;

  explicit Broadcast(const TensorShape& mask)
      : sample(mask.samples > 1 ? mask.cells_per_sample() : 0),
        channel(mask.channels > 1 ? size_of(mask.height) * size_of(mask.width) : 0),
        row(mask.height > 1 ? size_of(mask.width) : 0),
        column(mask.width > 1 ? 1 : 0) {}
};

// Calls visit(cell, place of its mask value) for all cells of one example in row-major order.
template <class Visit>
void each_cell_of(std::size_t sample, const TensorShape& shape, const Broadcast& strides, Visit&& visit) {
  std::size_t cell = sample * shape.cells_per_sample();
  for (std::size_t c = 0; c < size_of(shape.channels); ++c)
    for (std::size_t h = 0; h < size_of(shape.height); ++h) {
      const std::size_t line = sample * strides.sample + c * strides.channel + h * strides.row;
      for (std::size_t w = 0; w < size_of(shape.width); ++w) visit(cell++, line + w * strides.column);
    }
}

// count(M) / sum(M); 0 when nothing is kept, because then there is nothing to scale.
double count_over_sum(std::span<const std::uint8_t> mask) {
  std::size_t kept = 0;
  for (const std::uint8_t m : mask) kept += m;
  return kept == 0 ? 0.0 : static_cast<double>(mask.size()) / static_cast<double>(kept);
}

// The factor on the kept cells of one example in train mode.
double train_scale(const GranularDropout& dropout, std::span<const std::uint8_t> mask, const TensorShape& small,
                   std::size_t sample) {
  const DropoutRule rule{dropout.drop_rate, dropout.scheme};
  if (dropout.granularity != MaskGranularity::block || dropout.scheme == Scheme::naive)
    return dropout_scale(rule, Mode::train);
  if (dropout.block.normalization == BlockNormalization::batch) return count_over_sum(mask);
  return count_over_sum(mask.subspan(sample * small.cells_per_sample(), small.cells_per_sample()));
}

// to = mask ? scale * from : 0, one loop for forward and backward, so the two cannot disagree.
template <class Scalar>
void select_and_scale(const GranularDropout& dropout, Mode mode, const TensorShape& shape,
                      std::span<const std::uint8_t> mask, std::span<const Scalar> from, std::span<Scalar> to) {
  assert(is_valid(dropout, shape));
  assert(from.size() == shape.cell_count() && to.size() == shape.cell_count());
  if (mode == Mode::eval || dropout.drop_rate <= 0.0 || dropout.drop_rate >= 1.0) {
    // Without a choice there is nothing granular: the edges of the element rule, whose mask is not read here either.
    if (mode == Mode::train && dropout.drop_rate >= 1.0)
      std::fill(to.begin(), to.end(), Scalar(0));
    else if (mode == Mode::eval)
      dropout_forward<Scalar>({dropout.drop_rate, dropout.scheme}, mode, {}, from, to);
    else if (from.data() != to.data())
      std::copy(from.begin(), from.end(), to.begin());
    return;
  }
  const TensorShape small = mask_shape(dropout, shape);
  assert(mask.size() == small.cell_count());
  const Broadcast strides(small);
  for (std::size_t n = 0; n < size_of(shape.samples); ++n) {
    const Scalar scale = static_cast<Scalar>(train_scale(dropout, mask, small, n));
    each_cell_of(n, shape, strides, [&](std::size_t cell, std::size_t place) {
      to[cell] = mask[place] != 0 ? scale * from[cell] : Scalar(0);
    });
  }
}

}  // namespace

bool is_valid(const GranularDropout& dropout, const TensorShape& shape) {
  if (shape.samples < 1 || shape.channels < 1 || shape.height < 1 || shape.width < 1) return false;
  if (dropout.granularity > MaskGranularity::batch || dropout.scheme > Scheme::inverted) return false;
  if (dropout.granularity == MaskGranularity::block &&
      (dropout.scheme == Scheme::test_scaled || !is_valid(dropout.block, shape.height, shape.width)))
    return false;
  return is_valid_drop_rate(dropout.drop_rate);
}

TensorShape mask_shape(const GranularDropout& dropout, const TensorShape& shape) {
  switch (dropout.granularity) {
    case MaskGranularity::channel: return {shape.samples, shape.channels, 1, 1};
    case MaskGranularity::row: return {shape.samples, 1, 1, 1};
    case MaskGranularity::batch: return {1, 1, 1, 1};
    case MaskGranularity::block:
      return {shape.samples, dropout.block.shared_by_channels ? 1 : shape.channels, shape.height, shape.width};
    case MaskGranularity::element:
    case MaskGranularity::weight: break;
  }
  return shape;
}

std::size_t decision_count(const GranularDropout& dropout, const TensorShape& shape) {
  assert(is_valid(dropout, shape));
  const TensorShape small = mask_shape(dropout, shape);
  if (dropout.granularity != MaskGranularity::block) return small.cell_count();
  return size_of(small.samples) * size_of(small.channels) *
         block_start_count(dropout.block, shape.height, shape.width);
}

ShareLaw dropped_share(const GranularDropout& dropout, const TensorShape& shape) {
  assert(is_valid(dropout, shape));
  const double p = dropout.drop_rate;
  if (dropout.granularity != MaskGranularity::block)
    return {p, std::sqrt(p * (1.0 - p) / static_cast<double>(decision_count(dropout, shape)))};
  const BlockShare of_one_map = drop_block_share(dropout.block, shape.height, shape.width, p);
  const TensorShape small = mask_shape(dropout, shape);
  const double independent_maps = static_cast<double>(small.samples) * small.channels;
  return {of_one_map.mean, of_one_map.sd / std::sqrt(independent_maps)};
}

void draw_granular_mask(const GranularDropout& dropout, const TensorShape& shape, const MaskKey& key,
                        std::span<std::uint8_t> mask, std::span<const std::uint32_t> sample_ids) {
  assert(is_valid(dropout, shape));
  const TensorShape small = mask_shape(dropout, shape);
  assert(mask.size() == small.cell_count());
  assert(sample_ids.empty() || sample_ids.size() == size_of(shape.samples));
  const std::size_t size = small.cells_per_sample();
  for (std::size_t n = 0; n < size_of(small.samples); ++n) {
    MaskKey of_example = key;
    if (dropout.granularity == MaskGranularity::batch)
      of_example.sample = 0;
    else
      of_example.sample = sample_ids.empty() ? key.sample + static_cast<std::uint32_t>(n) : sample_ids[n];
    const std::span<std::uint8_t> part = mask.subspan(n * size, size);
    if (dropout.granularity == MaskGranularity::block)
      draw_block_mask(dropout.block, small.channels, small.height, small.width, dropout.drop_rate, of_example, part);
    else
      draw_mask(of_example, dropout.drop_rate, part);
  }
}

void broadcast_mask(std::span<const std::uint8_t> mask, const TensorShape& small, const TensorShape& shape,
                    std::span<std::uint8_t> full) {
  assert(mask.size() == small.cell_count() && full.size() == shape.cell_count());
  const Broadcast strides(small);
  for (std::size_t n = 0; n < size_of(shape.samples); ++n)
    each_cell_of(n, shape, strides, [&](std::size_t cell, std::size_t place) { full[cell] = mask[place]; });
}

template <class Scalar>
void granular_forward(const GranularDropout& dropout, Mode mode, const TensorShape& shape,
                      std::span<const std::uint8_t> mask, std::span<const Scalar> x, std::span<Scalar> y) {
  select_and_scale(dropout, mode, shape, mask, x, y);
}

template <class Scalar>
void granular_backward(const GranularDropout& dropout, Mode mode, const TensorShape& shape,
                       std::span<const std::uint8_t> mask, std::span<const Scalar> dy, std::span<Scalar> dx) {
  select_and_scale(dropout, mode, shape, mask, dy, dx);
}

template void granular_forward<float>(const GranularDropout&, Mode, const TensorShape&, std::span<const std::uint8_t>,
                                      std::span<const float>, std::span<float>);
template void granular_forward<double>(const GranularDropout&, Mode, const TensorShape&,
                                       std::span<const std::uint8_t>, std::span<const double>, std::span<double>);
template void granular_backward<float>(const GranularDropout&, Mode, const TensorShape&,
                                       std::span<const std::uint8_t>, std::span<const float>, std::span<float>);
template void granular_backward<double>(const GranularDropout&, Mode, const TensorShape&,
                                        std::span<const std::uint8_t>, std::span<const double>, std::span<double>);

}  // namespace dropout
