// compute_spatial_test.cpp: facts about cells, blocks, channels and branches against numbers derived by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "facts.h"
#include "scratch_lesson.h"

namespace checker {
namespace {

// NaN if the function refuses.
double computed(const std::string& function, const Json& args) {
  const ScratchLesson lesson;
  const Json fact = {{"compute", function}, {"args", args}};
  Problems problems;
  ComputeContext context(lesson.measured().parent_path(), "measured", problems);
  return compute_fact(Node(fact, "fact"), context, problems).value_or(std::nan(""));
}

Json tensor(const char* granularity, double p) {
  return {{"granularity", granularity}, {"samples", 2}, {"channels", 4}, {"height", 6}, {"width", 6}, {"p", p}};
}

// Equal independent decisions: mean p, sd sqrt(p k / D).
TEST(SpatialFacts, TheShareOfEqualDecisionsFollowsTheBinomialLaw) {
  const std::pair<const char*, double> members[] = {{"element", 288}, {"channel", 8}, {"row", 2}, {"batch", 1}};
  for (const auto& [name, decisions] : members)
    for (const double p : {0.1, 0.25, 0.5, 0.9}) {
      Json args = tensor(name, p);
      EXPECT_NEAR(computed("granular_share_mean", args), p, 1e-12) << name;
      EXPECT_NEAR(computed("granular_share_sd", args), std::sqrt(p * (1 - p) / decisions), 1e-12) << name;
      args.erase("p");
      EXPECT_EQ(computed("granular_decisions", args), decisions) << name;
    }
}

TEST(SpatialFacts, BlocksDropLessThanPBecauseTheyOverlap) {
  Json args = tensor("block", 0.25);
  args["block"] = 3;
  EXPECT_NEAR(computed("granular_share_mean", args), 0.2186, 0.00005);
  args["block"] = 6;
  EXPECT_NEAR(computed("granular_share_mean", args), 0.25, 1e-12);
  EXPECT_NEAR(computed("granular_share_sd", args), std::sqrt(0.1875 / 8), 1e-12);
}

TEST(SpatialFacts, PatchNoiseIsDividedByTheCellsOnlyIfTheyAreIndependent) {
  for (const double p : {0.1, 0.25, 0.5}) {
    EXPECT_NEAR(computed("patch_noise", {{"granularity", "channel"}, {"p", p}}), p / (1 - p), 1e-12);
    EXPECT_NEAR(computed("patch_noise", {{"granularity", "element"}, {"p", p}, {"patch", 2}}), p / (1 - p) / 4,
                1e-12);
  }
  EXPECT_TRUE(std::isnan(computed("patch_noise", {{"granularity", "row"}, {"p", 0.5}})));
  EXPECT_TRUE(std::isnan(computed("patch_noise", {{"granularity", "pixel"}, {"p", 0.5}})));
}

TEST(SpatialFacts, LargerPiecesAreHarderToRebuild) {
  for (const double length : {1.0, 2.0, 3.0}) {
    const auto share = [&](const char* granularity, int block) {
      Json args = {{"granularity", granularity}, {"side", 10}, {"length", length}};
      args["p"] = 0.25;
      args["masks"] = 40;
      args["seed"] = 1u;
      if (block > 0) args["block"] = block;
      return computed("recoverability", args);
    };
    const double scattered = share("element", 0), three = share("block", 3), five = share("block", 5);
    EXPECT_GT(scattered, three);
    EXPECT_GT(three, five);
    EXPECT_GT(five, 0);
    EXPECT_EQ(share("channel", 0), 0);
  }
}

TEST(SpatialFacts, ABlockMustFit) {
  Json args = tensor("block", 0.25);
  EXPECT_TRUE(std::isnan(computed("granular_share_mean", args)));
  args["block"] = 7;
  EXPECT_TRUE(std::isnan(computed("granular_share_mean", args)));
}

}  // namespace
}  // namespace checker
