// evaluation.h: accuracy, loss and learnt noise of a net in eval mode, whatever the net.
#pragma once
#include <vector>

#include "dropout/trainer.h"

namespace dropout {

// logits_of(points, logits) runs the net in eval mode.
template <class LogitsOf>
Metrics measure_net(const TrainTest& data, LogitsOf&& logits_of) {
  Metrics metrics;
  std::vector<float> logits(data.test.labels.size());
  logits_of(std::span<const float>(data.test.points), std::span<float>(logits));
  metrics.test_accuracy = accuracy<float>(logits, data.test.labels);
  metrics.test_loss = mean_loss<float>(logits, data.test.labels);
  logits.resize(data.train.labels.size());
  logits_of(std::span<const float>(data.train.points), std::span<float>(logits));
  metrics.train_accuracy = accuracy<float>(logits, data.train.labels);
  metrics.train_loss = mean_loss<float>(logits, data.train.labels);
  metrics.flips_total = data.train.flip_count();
  for (std::size_t i = 0; i < logits.size(); ++i)
    if (data.train.flipped[i] != 0 && (logits[i] > 0.0f) == (data.train.labels[i] != 0)) ++metrics.flips_fitted;
  return metrics;
}

}  // namespace dropout
