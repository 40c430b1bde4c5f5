// scaling_schemes_words.cpp: the sentences below the panels of scaling_schemes, and its numbers in words.
#include <cmath>

#include "scaling_schemes_picture.h"

namespace lesson {

using dropout::Scheme;

std::string factor_text(double factor) {
  const bool whole = std::abs(factor - std::round(factor)) < 1e-9;
  if (whole || factor >= 99.5) return count_text(std::llround(factor));
  return number_text(factor, factor < 9.95 ? 2 : 1);
}

std::string activation_text(double value) {
  const auto is_whole = [](double number) { return std::abs(number - std::round(number)) < 1e-9; };
  return number_text(value, is_whole(value) ? 0 : is_whole(10 * value) ? 1 : 2);
}

std::string share_text(double share) { return percent_text(share, share < 0.01 ? share < 0.001 ? 3 : 1 : 0); }

std::string ScalingSchemes::describe_unit(const Params& params) const {
  const std::string x = activation_text(params.x);
  if (params.drop_rate == 0) return "Nothing is dropped: all three schemes give " + x + ", in training and at test.";
  const dropout::UnitLaw naive = law(params, Scheme::naive);
  const std::string mean = activation_text(naive.train_mean), factor = factor_text(naive.mismatch());
  return "Naive: " + mean + " on average in training, " + x + " at test, " + factor +
         " times too strong. Scaled at test: " + mean + " in both. Inverted: " + x + " in both; the bar is " +
         number_text(params.keep_rate(), 2) + " times as wide and " + factor + " times as tall.";
}

std::string ScalingSchemes::describe_boundary(const Params& params) const {
  const int count = left(params);
  std::string sentence = params.repair == 1 ? "With no factor " : "At " + number_text(params.repair, 2) + " ";
  sentence += count == 0 ? "every point is" : plural_text(count, "point of 500 is", "points of 500 are") + " not";
  sentence += " answered as in training";
  if (params.depth > 1) sentence += " (" + std::to_string(params.depth) + " dropout layers)";
  if (params.lines == Lines::training) return sentence + "; the map shows training alone.";
  if (params.lines == Lines::test) return sentence + "; the map shows the test alone.";
  return sentence + (params.depth == 1 && count > 0 ? ". Lay the dashed line on the solid one." : ".");
}

std::string ScalingSchemes::describe_stream(const Params& params) const {
  if (params.drop_rate == 0) return "No gate drops anything: training and test send the same.";
  const std::string naive = share_text(flow(params).naive.back()),
                    inverted = share_text(flow(params).inverted.back());
  if (params.weights == Weights::trained)
    return "Trained: each layer lets about " + number_text(params.keep_rate(), 2) +
           " of the one before through, and " + naive +
           " arrives. Divided by k at every gate, the stream keeps its width: " + inverted + ".";
  return "Random weights: a mask makes noise, and ReLU passes noise on as if it were signal. " + naive +
         " arrives, more than k from layer to layer, so dividing by k overshoots: " + inverted + ".";
}

std::string ScalingSchemes::describe(const Params& params) const {
  return describe_unit(params) + " " + describe_boundary(params) + " " + describe_stream(params);
}

}  // namespace lesson
