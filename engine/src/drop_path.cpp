// drop_path.cpp: survival rules and the sum of identity and branch.
#include "dropout/drop_path.h"

#include <algorithm>
#include <cassert>

namespace dropout {

double depth_drop_rate(DepthRule rule, int block, int block_count, double last_drop_rate) {
  assert(block >= 0 && block < block_count && is_valid_drop_rate(last_drop_rate));
  const double depth = block, count = block_count;
  switch (rule) {  // the quotient first: it is exactly 1 at the last block, which then has exactly its rate
    case DepthRule::huang: return last_drop_rate * ((depth + 1.0) / count);
    case DepthRule::linspace: return block_count == 1 ? 0.0 : last_drop_rate * (depth / (count - 1.0));
    case DepthRule::uniform: break;
  }
  return last_drop_rate;
}

std::vector<double> depth_drop_rates(DepthRule rule, int block_count, double last_drop_rate) {
  std::vector<double> rates;
  for (int block = 0; block < block_count; ++block)
    rates.push_back(depth_drop_rate(rule, block, block_count, last_drop_rate));
  return rates;
}

bool batch_path_is_active(std::uint64_t seed, std::uint32_t block, std::uint32_t step, double drop_rate) {
  return mask_word({seed, block, step, 0}, 0) >= drop_threshold(drop_rate);
}

double path_factor(const DropoutRule& rule, Mode mode, bool active) {
  if (mode == Mode::train && !active) return 0.0;
  return dropout_scale(rule, mode);
}

template <class Scalar>
void add_branch(double factor, std::span<const Scalar> x, std::span<const Scalar> f, std::span<Scalar> y) {
  assert(x.size() == y.size());
  if (factor == 0.0) {
    if (x.data() != y.data()) std::copy(x.begin(), x.end(), y.begin());
    return;
  }
  assert(f.size() == x.size());
  const Scalar s = static_cast<Scalar>(factor);  // times 1 changes no bit
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] + s * f[i];
}

template <class Scalar>
void drop_path_rows(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> row_mask,
                    std::span<const Scalar> x, std::span<const Scalar> f, std::span<Scalar> y) {
  if (mode == Mode::eval) return add_branch(path_factor(rule, mode, true), x, f, y);
  assert(!row_mask.empty() && x.size() % row_mask.size() == 0 && f.size() == x.size() && y.size() == x.size());
  const std::size_t width = x.size() / row_mask.size();
  for (std::size_t n = 0; n < row_mask.size(); ++n)
    add_branch(path_factor(rule, mode, row_mask[n] != 0), x.subspan(n * width, width), f.subspan(n * width, width),
               y.subspan(n * width, width));
}

template <class Scalar>
void drop_path_rows_backward(const DropoutRule& rule, Mode mode, std::span<const std::uint8_t> row_mask,
                             std::span<const Scalar> dy, std::span<Scalar> df) {
  const std::size_t rows = mode == Mode::eval ? 1 : row_mask.size();
  assert(rows >= 1 && dy.size() % rows == 0 && df.size() == dy.size());
  const std::size_t width = dy.size() / rows;
  for (std::size_t n = 0; n < rows; ++n) {
    const double factor = path_factor(rule, mode, mode == Mode::eval || row_mask[n] != 0);
    const Scalar s = static_cast<Scalar>(factor);
    for (std::size_t i = n * width; i < (n + 1) * width; ++i) df[i] = factor != 0.0 ? s * dy[i] : Scalar(0);
  }
}

template void add_branch<float>(double, std::span<const float>, std::span<const float>, std::span<float>);
template void add_branch<double>(double, std::span<const double>, std::span<const double>, std::span<double>);
template void drop_path_rows<float>(const DropoutRule&, Mode, std::span<const std::uint8_t>, std::span<const float>,
                                    std::span<const float>, std::span<float>);
template void drop_path_rows<double>(const DropoutRule&, Mode, std::span<const std::uint8_t>, std::span<const double>,
                                     std::span<const double>, std::span<double>);
template void drop_path_rows_backward<float>(const DropoutRule&, Mode, std::span<const std::uint8_t>,
                                             std::span<const float>, std::span<float>);
template void drop_path_rows_backward<double>(const DropoutRule&, Mode, std::span<const std::uint8_t>,
                                              std::span<const double>, std::span<double>);

}  // namespace dropout
