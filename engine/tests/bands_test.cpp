// bands_test.cpp: trains 30 nets for each setting and holds the means against bands from an independent prototype.
//
// The prototype used another generator (xoshiro256**), so single nets differ and only means can agree. A band is the
// prototype's mean ± 3 standard errors of a 30-seed mean. The seeds here are fixed: the outcome never changes.
#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "dropout/statistics.h"
#include "dropout/trainer.h"

namespace dropout {
namespace {

constexpr int seed_count = 30;

DatasetConfig spirals(double flip_share = 0.15) {
  return {.kind = DatasetKind::spirals, .count = 80, .noise = 0.15, .flip_share = flip_share};
}
DatasetConfig moons() { return {.kind = DatasetKind::moons, .count = 80, .noise = 0.2, .flip_share = 0.2}; }

// Accuracies in percent, one a seed; seed s trains on data set s from initial weights s with masks s.
struct Runs {
  std::vector<double> train, test;
  double mean_train() const { return mean_interval(train).mean; }
  double mean_test() const { return mean_interval(test).mean; }
};

Runs run(const DatasetConfig& dataset, double drop_rate, double weight_decay = 0.0) {
  Runs runs;
  for (int s = 0; s < seed_count; ++s) {
    TrainerConfig config;
    config.dataset = dataset;
    config.dataset.seed = config.seed = static_cast<std::uint64_t>(s);
    config.drop_rate = drop_rate;
    config.weight_decay = weight_decay;
    Trainer trainer(config);
    trainer.step(config.total_steps);
    const Metrics metrics = trainer.evaluate();
    runs.train.push_back(100.0 * metrics.train_accuracy);
    runs.test.push_back(100.0 * metrics.test_accuracy);
  }
  return runs;
}

struct Band {
  double low, high;
};
void expect_in(double value, Band band, const char* what, double drop_rate) {
  constexpr double half_printed_digit = 0.05;  // the bands are known to one decimal
  EXPECT_GE(value, band.low - half_printed_digit) << what << " at p = " << drop_rate;
  EXPECT_LE(value, band.high + half_printed_digit) << what << " at p = " << drop_rate;
  ::testing::Test::RecordProperty(std::string(what) + " at " + std::to_string(drop_rate), std::to_string(value));
}

struct Row {
  double drop_rate;
  Band train, test, gain;  // gain = test accuracy minus the same seed's without dropout
};

void check_table(const DatasetConfig& dataset, const std::vector<Row>& rows, std::map<double, Runs>& all) {
  for (const Row& row : rows) {
    const Runs& runs = all[row.drop_rate] = run(dataset, row.drop_rate);
    expect_in(runs.mean_train(), row.train, "training accuracy", row.drop_rate);
    expect_in(runs.mean_test(), row.test, "test accuracy", row.drop_rate);
    const MeanInterval gain = paired_interval(all.at(0.0).test, runs.test);
    if (row.drop_rate > 0.0) expect_in(gain.mean, row.gain, "gain", row.drop_rate);
  }
}

TEST(Bands, SpiralsGainFromDropoutAndLoseAtTheHighestRate) {
  std::map<double, Runs> all;
  check_table(spirals(),
              {{0.0, {98.8, 99.9}, {79.2, 85.1}, {}},
               {0.1, {95.3, 97.9}, {81.8, 87.4}, {0.6, 4.4}},
               {0.3, {89.9, 93.5}, {84.6, 90.5}, {2.9, 7.9}},
               {0.5, {85.7, 89.9}, {85.3, 92.1}, {3.5, 9.5}},
               {0.8, {74.7, 79.8}, {75.8, 82.1}, {-6.5, 0.1}},
               {0.9, {67.0, 74.9}, {66.5, 77.6}, {-14.8, -5.4}}},
              all);
  EXPECT_GE(all.at(0.0).mean_train(), 97.0) << "without dropout the net learns the wrong labels by heart";
  EXPECT_LT(all.at(0.9).mean_test(), all.at(0.0).mean_test());
}

TEST(Bands, MoonsGainFromDropoutAndLoseAtTheHighestRate) {
  std::map<double, Runs> all;
  check_table(moons(),
              {{0.0, {98.2, 99.8}, {73.3, 79.2}, {}},
               {0.5, {81.6, 86.7}, {81.7, 88.2}, {5.4, 12.0}},
               {0.9, {65.0, 73.6}, {63.5, 76.2}, {-12.7, -0.1}}},
              all);
}

TEST(Bands, DropoutCostsAccuracyWhenNoLabelIsWrong) {
  const Runs plain = run(spirals(0.0), 0.0), dropped = run(spirals(0.0), 0.5);
  const MeanInterval gain = paired_interval(plain.test, dropped.test);
  EXPECT_LT(gain.mean + gain.half_width, 0.0) << "prototype: -2.9 +- 0.7";
}

TEST(Bands, WeightDecayIsAStrongCompetitorOnSpirals) {
  const double decayed = run(spirals(), 0.0, 0.01).mean_test();
  expect_in(decayed, {90.4, 93.4}, "weight decay 0.01", 0.0);  // prototype: 91.9, 3 se of 30 seeds = 1.5 wide
  EXPECT_GT(decayed, run(spirals(), 0.5).mean_test());
}

}  // namespace
}  // namespace dropout
