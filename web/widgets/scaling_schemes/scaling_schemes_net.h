// scaling_schemes_net.h: a small ReLU net that is trained with naive masks, and what it answers at test.
//
// Net 2-16-...-16-1, 60 points, 200 full-batch Adam steps (learning rate 0.02). Nothing is ever rescaled while it
// trains: y = m x on every hidden layer. At test the weights that leave a dropout layer are multiplied by a factor the
// reader chooses: 1 forgets the scale, k = 1 - p is the rule of Srivastava et al. 2014.
#pragma once

#include <cstdint>
#include <vector>

#include "dropout/dataset.h"
#include "dropout/mlp.h"

namespace lesson {

struct NaiveNetConfig {
  dropout::DatasetKind data = dropout::DatasetKind::circles;
  double drop_rate = 0.5;  // in [0, 1)
  int depth = 3;           // hidden layers, each with naive dropout, at least 1
  bool biases = true;      // false: all biases stay 0
  std::uint64_t seed = 1;  // data, initial weights and masks
  int width = 16;          // units of each hidden layer
  int steps = 200;         // of training; 0: the initial weights
};

class NaiveNet {
 public:
  static constexpr int train_count = 60, test_count = 500, training_steps = 200;
  static constexpr int masked_count = 100;  // test points whose mean over masks is measured
  static constexpr int cells = 40;          // side of the decision field
  static constexpr double reach = 2.2;      // the field covers [-reach, reach] in both coordinates

  // What the whole net, nothing dropped, answers when the outgoing weights of each dropout layer are multiplied.
  struct Answer {
    double factor = 1;
    std::vector<float> logits;  // of the test points
    std::vector<float> field_logits,
        field;              // over the plane, row by row from the top: logits, probabilities of class b
    double accuracy = 0;    // share of the test points
    double confidence = 0;  // mean probability of the answered class
    double loss = 0;        // mean logistic loss
  };

  explicit NaiveNet(const NaiveNetConfig& config);  // trains: a few milliseconds

  Answer answer(double factor) const;
  // The mean over masks, as training had it. With one dropout layer it is exactly answer(k), since the logit is linear in
  // what the mask multiplies; with more it is measured, over in_training_draws masks.
  static constexpr int in_training_draws = 100;
  Answer answer_in_training() const;

  // Mean activation behind each dropout layer in training, over the training points and so many masks of each, as a share
  // of the one that the test has there: with naive masks and nothing put back, and with the same model inverted, that is
  // weights behind dropout layers times k, activations divided by k in training.
  struct Flow {
    std::vector<double> naive, inverted;  // [depth]
  };
  Flow flow(int mask_draws) const;
  // Which units the first training point keeps in the first of those masks: [depth x width].
  std::vector<std::uint8_t> first_mask() const;

  // Adds the logits of the first test points, each under a naive mask of its own that training has not used: those of
  // step training_steps + draw.
  void add_masked_logits(int draw, std::vector<double>& sums) const;
  const dropout::Dataset& train_set() const { return data_.train; }
  const dropout::Dataset& test_set() const { return data_.test; }
  const dropout::Mlp<float>& net() const { return net_; }

 private:
  void train();
  dropout::Mlp<float> scaled_net() const;
  void add_readings(Answer& answer) const;
  dropout::DropoutDraw draw_after_training(int draw) const;

  NaiveNetConfig config_;
  dropout::TrainTest data_;
  dropout::Mlp<float> net_;
};

}  // namespace lesson
