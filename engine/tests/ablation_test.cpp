// ablation_test.cpp: removals on nets small enough to know the answer by hand, and one trained net on all compilers.
#include "dropout/ablation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "dropout/statistics.h"
#include "dropout/trainer.h"
#include "study_support.h"

namespace dropout {
namespace {

// One input x, one hidden layer h_j = relu(a_j x), logit = sum_j v_j h_j + bias.
Mlp<float> one_layer_net(const std::vector<float>& a, const std::vector<float>& v, float bias = 0.0f) {
  Mlp<float> net({1, {static_cast<int>(a.size())}}, 1);
  auto parameters = net.parameters();
  std::copy(a.begin(), a.end(), parameters.begin());
  std::copy(v.begin(), v.end(), parameters.begin() + static_cast<std::ptrdiff_t>(2 * a.size()));
  parameters.back() = bias;
  return net;
}

const std::vector<float> four_points = {-2, -1, 1, 2};
const std::vector<std::uint8_t> right_side = {0, 0, 1, 1};

// Unit 0 alone carries class 1. Unit 1 carries class 0, but a logit of 0 is class 0 anyway. Unit 2 never fires.
TEST(Ablation, DamageOfEachUnitIsWhatItsRemovalLoses) {
  const Mlp<float> net = one_layer_net({1, -1, 0}, {1, -1, 5});
  const UnitDamage damage = measure_unit_damage(net, four_points, right_side);
  EXPECT_EQ(damage.example_count, 4);
  EXPECT_EQ(damage.correct, 4);
  EXPECT_EQ(damage.correct_without, (std::vector<int>{2, 4, 4}));
  EXPECT_EQ(damage.accuracy_loss(0), 50.0);
  EXPECT_EQ(damage.accuracy_loss(1), 0.0);
  EXPECT_EQ(damage.largest_drop(), 50.0);
  EXPECT_EQ(damage.critical_units(), 1);
}

// A positive bias calls everything class 1, except where unit 1 speaks up; unit 0 is then not needed.
TEST(Ablation, ARemovalThatHelpsHasANegativeLoss) {
  const Mlp<float> net = one_layer_net({1, -1}, {1, 1}, 0.5f);
  const UnitDamage damage = measure_unit_damage(net, four_points, right_side);
  EXPECT_EQ(damage.correct, 2);
  EXPECT_EQ(damage.largest_drop(), 0.0);
  const Mlp<float> harmful = one_layer_net({-1, 1}, {2, 1}, -0.5f);
  const UnitDamage helped = measure_unit_damage(harmful, four_points, right_side);
  EXPECT_EQ(helped.correct_without, (std::vector<int>{4, 0}));
  EXPECT_EQ(helped.accuracy_loss(0), -50.0);
  EXPECT_EQ(helped.largest_drop(), 50.0);
}

TEST(Ablation, ANetWithoutHiddenUnitsHasNothingToLose) {
  const auto net = random_net<float>({1, {}}, 3);
  EXPECT_EQ(measure_unit_damage(net, four_points, right_side).largest_drop(), 0.0);
}

TEST(Ablation, ARandomOrderIsAPermutationAndEveryOrderIsEquallyLikely) {
  RandomStream stream(12, StreamPurpose::study);
  std::vector<double> observed(24), expected(24, 1000.0);
  for (int draw = 0; draw < 24000; ++draw) {
    const std::vector<int> order = random_order(stream, 4);
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(sorted, (std::vector<int>{0, 1, 2, 3}));
    int rank = 0;  // of the permutation among all 24
    for (std::size_t i = 0; i < 4; ++i) {
      int smaller = 0;
      for (std::size_t j = i + 1; j < 4; ++j) smaller += order[j] < order[i] ? 1 : 0;
      rank = rank * static_cast<int>(4 - i) + smaller;
    }
    observed[static_cast<std::size_t>(rank)] += 1.0;
  }
  EXPECT_GT(chi_square_upper_p(chi_square_statistic(observed, expected), 23), 1e-6);
}

TEST(Ablation, RemovalGoesThroughTheOrderAndEndsWithTheBiasAlone) {
  const Mlp<float> net = one_layer_net({1, 1, 1, -1, 1}, {1, 1, 1, -1, 1});
  const int order[] = {3, 0, 4, 1, 2};
  EXPECT_EQ(removal_accuracies(net, four_points, right_side, order, 2), (std::vector<double>{1, 1, 1, 0.5}));
  EXPECT_EQ(removal_accuracies(net, four_points, right_side, order, 3), (std::vector<double>{1, 1, 0.5}));
  EXPECT_EQ(removal_accuracies(net, four_points, right_side, order, 9), (std::vector<double>{1, 0.5}));
}

TEST(Ablation, ARedundantNetBreaksLateAndACancellingNetAtOnce) {
  const Mlp<float> redundant = one_layer_net(std::vector<float>(8, 1.0f), std::vector<float>(8, 1.0f));
  const RemovalCurve late = measure_removal(redundant, four_points, right_side);
  EXPECT_EQ(late.removed, (std::vector<int>{0, 2, 4, 6, 8}));
  EXPECT_EQ(late.accuracy, (std::vector<double>{1, 1, 1, 1, 0.5}));
  EXPECT_EQ(late.removed_until_broken, 8.0);

  // 7 x - 3 x - 3 x > 0 needs the first unit: broken as soon as the order has reached it.
  const Mlp<float> fragile = one_layer_net({1, 1, 1}, {7, -3, -3});
  const RemovalCurve early = measure_removal(fragile, four_points, right_side, {.order_count = 6000, .stride = 1});
  EXPECT_NEAR(early.removed_until_broken, 2.0, 5 * std::sqrt(2.0 / 3 / 6000)) << "uniform on 1, 2, 3";
}

TEST(Ablation, ANetThatNeverBreaksCountsAllUnits) {
  const Mlp<float> net = one_layer_net({1, 1}, {0, 0}, 1.0f);  // always class 1
  EXPECT_EQ(measure_removal(net, four_points, right_side).removed_until_broken, 2.0);
}

TEST(Ablation, HalfRemovedTimesTwoChangesNothingWhereUnitsAreCopies) {
  const Mlp<float> copies = one_layer_net(std::vector<float>(6, 1.0f), std::vector<float>(6, 1.0f));
  const HalfRemoval half = measure_half_removal(copies, four_points, right_side);
  EXPECT_EQ(half.accuracy, 1.0);
  EXPECT_NEAR(half.correlation, 1.0, 1e-12);
}

// 4 relu(x) - 3: two of four units times 2 make the same 4, while two alone would leave 2 - 3 < 0 at x = 1.
TEST(Ablation, HalfRemovedMakesUpForTheRemovedHalf) {
  const Mlp<float> net = one_layer_net({1, 1, 1, 1}, {1, 1, 1, 1}, -3.0f);
  const HalfRemoval half = measure_half_removal(net, four_points, right_side);
  EXPECT_EQ(half.accuracy, 1.0);
  EXPECT_NEAR(half.correlation, 1.0, 1e-12);
}

// h0 = h1 = relu(x). Of 10 h - 9 h one part is left: 20 h (all right, cosine 1) or -18 h (half right, cosine -1).
TEST(Ablation, HalfRemovedTimesTwoBreaksACancellingPair) {
  const Mlp<float> pair = one_layer_net({1, 1}, {10, -9});
  const int draws = 4000;
  const HalfRemoval half = measure_half_removal(pair, four_points, right_side, draws);
  EXPECT_NEAR(half.accuracy, 0.75, 5 * 0.25 / std::sqrt(draws));
  EXPECT_NEAR(half.correlation, 0.0, 5 / std::sqrt(draws));
}

TEST(Ablation, CancellationIsTheSumOfSizesOverTheSizeOfTheSum) {
  EXPECT_NEAR(cancellation_ratio(one_layer_net({1, 1}, {10, -9}), std::vector<float>{1, 2, 3}), 19.0, 1e-5);
  EXPECT_NEAR(cancellation_ratio(one_layer_net({1, 1}, {4, 9}), std::vector<float>{1, 2, 3}), 1.0, 1e-6);
  EXPECT_NEAR(cancellation_ratio(one_layer_net({1}, {1}, 1.0f), std::vector<float>{1}), 0.5, 1e-6)
      << "bias in the logit only";
  // ratios with bias 1: x / (x + 1); the median of an even count lies half-way between the two in the middle
  EXPECT_NEAR(cancellation_ratio(one_layer_net({1}, {1}, 1.0f), std::vector<float>{4, 2, 3, 1}),
              0.5 * (2.0 / 3 + 3.0 / 4), 1e-6);
}

// An input of infinity gives infinity over infinity; nearly half of the examples are such ones.
TEST(Ablation, RatiosThatAreNoNumbersCountAsTheLargest) {
  std::vector<float> inputs;
  for (int i = 0; i < 41; ++i)
    inputs.push_back(i % 2 == 0 ? 41.0f - static_cast<float>(i) : std::numeric_limits<float>::infinity());
  EXPECT_NEAR(cancellation_ratio(one_layer_net({1}, {1}, 1.0f), inputs), 41.0 / 42, 1e-6);
}

TEST(Ablation, TheStudyOfATrainedNetHasTheSameBitsOnEveryCompiler) {
  TrainerConfig config;
  config.hidden_widths = {16, 16};
  config.drop_rate = 0.3;
  config.total_steps = 200;
  Trainer trainer(config);
  trainer.step(config.total_steps);
  const Dataset& set = trainer.train_set();
  const UnitDamage damage = measure_unit_damage(trainer.net(), set.points, set.labels);
  const RemovalCurve curve = measure_removal(trainer.net(), set.points, set.labels, {.order_count = 10});
  const HalfRemoval half = measure_half_removal(trainer.net(), set.points, set.labels);
  std::vector<double> numbers = curve.accuracy;
  numbers.insert(numbers.end(),
                 {damage.largest_drop(), static_cast<double>(damage.critical_units()), curve.removed_until_broken,
                  half.accuracy, half.correlation, cancellation_ratio(trainer.net(), set.points)});
  EXPECT_EQ(hash_of_doubles(numbers), 0x5ac573cc53e86592u);
}

}  // namespace
}  // namespace dropout
