// unit_correlation_test.cpp: layers small enough to know the answer by hand.
#include "dropout/unit_correlation.h"

#include <gtest/gtest.h>

#include <vector>

#include "dropout/masked_net.h"

namespace dropout {
namespace {

// Units: x, -2x, and y with the same four signs in another order, so that it is uncorrelated with both.
const std::vector<float> three_units = {1, -2, 1, 1, -2, -1, -1, 2, 1, -1, 2, -1};

TEST(UnitCorrelation, TheSignDoesNotMatter) {
  // |correlations|: 1 between the first two, 0 for the other two pairs.
  EXPECT_NEAR(mean_abs_correlation(three_units, 3), 1.0 / 3, 1e-12);
}

TEST(UnitCorrelation, LeavesOutUnitsThatNeverChange) {
  const std::vector<float> with_dead = {1, 0, 2, 3, 0, 6, 5, 0, 10};
  EXPECT_NEAR(mean_abs_correlation(with_dead, 3), 1.0, 1e-12);
  const std::vector<float> all_dead = {1, 2, 1, 2};
  EXPECT_EQ(mean_abs_correlation(all_dead, 2), 0.0);
  EXPECT_EQ(participation_ratio(all_dead, 2), 0.0);
}

TEST(ParticipationRatio, CountsTheDirectionsThatShareTheVariance) {
  const std::vector<float> line = {1, 2, 2, 4, 3, 6};
  EXPECT_NEAR(participation_ratio(line, 2), 1.0, 1e-12);
  const std::vector<float> cross = {1, 0, -1, 0, 0, 1, 0, -1};
  EXPECT_NEAR(participation_ratio(cross, 2), 2.0, 1e-12);
  // Eigenvalues 5 (of x and -2x) and 1: 36 / 26.
  EXPECT_NEAR(participation_ratio(three_units, 3), 36.0 / 26, 1e-12);
}

// The outputs of a layer are those that the training pass shows at drop rate 0.
TEST(HiddenOutputs, AreThoseOfAPassWithoutDropout) {
  Mlp<float> net({2, {5, 3}}, 3);
  net.initialize(7);
  const std::vector<float> inputs = {0.5f, -1.0f, 1.5f, 0.25f, -2.0f, 0.75f};
  net.forward_train(inputs, {.drop_rate = 0.0});
  for (const int layer : {0, 1}) {
    const std::vector<float> outputs = hidden_outputs(net, std::span<const float>(inputs), layer);
    const auto expected = net.outputs(layer);
    ASSERT_GE(expected.size(), outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) EXPECT_EQ(outputs[i], expected[i]) << "layer " << layer;
  }
}

}  // namespace
}  // namespace dropout
