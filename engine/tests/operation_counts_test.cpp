// operation_counts_test.cpp: what the roofline counts is what plain loops do, number by number.
#include "../bench/operation_counts.h"

#include <gtest/gtest.h>

#include <vector>

#include "../src/linear.h"

namespace {

double operations = 0;

// A number that counts what is done with it: a product with a zero factor is no term of a sum.
struct Counted {
  float value = 0.0f;
  bool term = true;

  Counted() = default;
  explicit Counted(float number) : value(number) {}
  friend Counted operator*(Counted factor, Counted other) {
    Counted product(factor.value * other.value);
    product.term = factor.value != 0.0f;
    operations += product.term ? 1 : 0;
    return product;
  }
  Counted& operator+=(Counted other) {
    operations += other.term ? 1 : 0;
    return *this = Counted(value + other.value);
  }
};

std::vector<Counted> counted(std::span<const float> values) {
  std::vector<Counted> list;
  for (const float value : values) list.emplace_back(value);
  return list;
}

template <class Work>
double operations_of(Work&& work) {
  operations = 0;
  work();
  return operations;
}

TEST(OperationCounts, AreThoseOfPlainLoopsWithoutTheTermsThatAreZero) {
  constexpr int batch = 9;
  const std::vector<int> widths = {2, 20, 12, 1};
  dropout::Mlp<float> net({2, {20, 12}, dropout::Activation::relu}, batch);
  net.initialize(3);
  std::vector<float> points(2 * batch);
  for (std::size_t n = 0; n < points.size(); ++n) points[n] = 0.1f * (static_cast<float>(n) - 8.0f);  // one is 0
  net.forward_train(points, {0.4, 5, 1});

  double forward = 0, weight_gradients = 0, input_gradients = 0, activation = 0, masks = 0;
  for (std::size_t l = 0; l < 3; ++l) {
    const dropout::LinearShape shape{batch, static_cast<std::size_t>(widths[l]),
                                     static_cast<std::size_t>(widths[l + 1])};
    const int layer = static_cast<int>(l);
    const auto x = counted(l == 0 ? std::span<const float>(points) : net.outputs(layer - 1));
    // A gradient is zero where the unit is; which number it is otherwise does not matter.
    const auto dy = l == 2 ? std::vector<Counted>(batch, Counted(1.0f)) : counted(net.outputs(layer));
    const std::vector<Counted> w(shape.in * shape.out, Counted(1.0f));
    std::vector<Counted> y(shape.rows * shape.out), dw(w), dc(shape.out), dx(shape.rows * shape.in), transposed(w);
    forward += operations_of([&] {  // as linear_forward, whose vectors hold no Counted
      for (std::size_t b = 0; b < shape.rows; ++b)
        for (std::size_t i = 0; i < shape.in; ++i)
          dropout::add_scaled_row(x[b * shape.in + i], w.data() + i * shape.out, shape.out, y.data() + b * shape.out);
    });
    weight_gradients += operations_of([&] {
      linear_weight_gradient(shape, x.data(), dy.data(), dw.data());
      linear_bias_gradient(shape, dy.data(), dc.data());
    });
    if (l > 0)
      input_gradients += operations_of([&] {
        linear_input_gradient(shape, dy.data(), w.data(), transposed.data(), dx.data());
        for (std::size_t n = 0; n < dx.size(); ++n) operations += 2;  // y > 0, times the scale
      });
    for (int j = 0; l < 2 && j < widths[l + 1]; ++j) {
      activation += batch * 2;                            // z > 0, times the scale
      if (j % 16 == 0) masks += batch * 4.0 * (46 + 11);  // sixteen units at a time, also where fewer are left
    }
  }

  const bench::OperationCounts counts = bench::count_operations(net, points);
  EXPECT_EQ(counts.forward_products, forward);
  EXPECT_EQ(counts.weight_gradients, weight_gradients);
  EXPECT_EQ(counts.input_gradients, input_gradients);
  EXPECT_EQ(counts.activation, activation);
  EXPECT_EQ(counts.masks, masks);
  EXPECT_EQ(counts.sgd, 4.0 * (3 * 20 + 21 * 12 + 13));
}

}  // namespace
