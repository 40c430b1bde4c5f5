// scaling_schemes_twin.h: one model in two forms, trained side by side: weights W behind naive masks, k W behind inverted ones.
//
// At the start both give the same outputs under every mask. Whether they stay one model depends on the learning rate of
// the weights behind dropout layers. Their gradient is 1 / k as large in the inverted form, and their steps should be k
// times as long:
//   SGD    step = eta g            k eta g = eta' g / k      eta' = k^2 eta
//   Adam   step = eta g / |g|      k eta = eta'              eta' = k eta
#pragma once

#include "dropout/optimizer.h"
#include "scaling_schemes_net.h"

namespace lesson {

struct TwinConfig {
  NaiveNetConfig net;
  dropout::OptimizerKind optimizer = dropout::OptimizerKind::adam;
  double learning_rate = 0.02;  // of the naive form, and of all that stands before a dropout layer
  double rate_factor = 1;       // of the inverted form, behind dropout layers: times learning_rate
};

struct TwinReport {
  int apart = 0;        // test points that the two put into different classes at test
  double distance = 0;  // largest difference of a weight, k W against the inverted one, over the largest weight
};

TwinReport train_twins(const TwinConfig& config);

}  // namespace lesson
