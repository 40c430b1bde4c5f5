// ensemble_check.cpp: runs the listings of chapter 3, holds them against the engine and prints what ensemble_check.py prints.
#include <cstdio>
#include <string>

#include "check_output.h"
#include "dropout/ensemble.h"
#include "dropout/random_stream.h"
#include "ensemble_members.cpp"  // the listing, whole
#include "mask_uniforms.h"

namespace {

using listing_check::show;

int disagreements = 0;

std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, value == 0 ? "%.1f" : "%g", value);
  return buffer;
}

// As Python prints a tuple.
std::string text(const std::vector<int>& widths) {
  std::string words = "(";
  for (std::size_t i = 0; i < widths.size(); ++i) words += (i > 0 ? ", " : "") + std::to_string(widths[i]);
  return words + (widths.size() == 1 ? ",)" : ")");
}

Net drawn_net(const std::vector<int>& hidden, std::uint64_t seed) {
  Net net({2, hidden, dropout::Activation::relu}, 1);
  dropout::RandomStream stream(seed, dropout::StreamPurpose::initialization);
  std::size_t at = 0;
  for (int layer = 0; layer < net.layer_count(); ++layer) {
    for (std::size_t i = 0; i < net.weights(layer).size(); ++i) net.parameters()[at++] = 4 * stream.uniform() - 2;
    for (std::size_t i = 0; i < net.biases(layer).size(); ++i) net.parameters()[at++] = stream.uniform() - 0.5;
  }
  return net;
}

// The uniform numbers of pass 0, 1, ...: those of training step 0, 1, ..., hidden layer after hidden layer.
class PassMasks {
 public:
  PassMasks(std::uint64_t seed, const std::vector<int>& hidden) : seed_(seed), hidden_(hidden) {}
  double uniform() {
    while (next_ == numbers_.size()) draw();
    return numbers_[next_++];
  }

 private:
  void draw() {
    numbers_.clear();
    next_ = 0;
    for (std::uint32_t layer = 0; layer < hidden_.size(); ++layer) {
      MaskUniforms generator({.seed = seed_, .layer = layer, .step = step_});
      for (int unit = 0; unit < hidden_[layer]; ++unit) numbers_.push_back(generator.uniform());
    }
    ++step_;
  }
  std::uint64_t seed_;
  std::vector<int> hidden_;
  std::uint32_t step_ = 0;
  Numbers numbers_;
  std::size_t next_ = 0;
};

void hold(double listing, double engine, const char* what, double p) {
  if (std::abs(listing - engine) <= 1e-12) return;
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree on %s at p = %g: %.17g and %.17g\n", what, p, listing,
               engine);
}

void show_net(const std::vector<int>& hidden, double p) {
  const Net net = drawn_net(hidden, 5);
  const std::string name = text(hidden) + " p=" + text(p);
  const Numbers points[] = {{0.5, -1.25}, {-1.75, 0.5}, {0.125, 0.75}};
  for (const Numbers& x : points) {
    const Means means = all_members(net, x, 6, p);
    show(name + " members", Numbers{means.arithmetic, means.geometric, means.one_pass});
    Numbers logits(64), pass(1);
    dropout::enumerate_logits<double>(net, x, p, logits);
    const dropout::EnsembleMeans engine = dropout::ensemble_means<double>(logits, dropout::mask_probabilities(6, p));
    net.forward_eval(x, pass);
    hold(means.arithmetic, engine.arithmetic, "the arithmetic mean", p);
    hold(means.geometric, engine.geometric, "the geometric mean", p);
    hold(means.one_pass, logistic(pass[0]), "the one pass", p);
  }
  for (const int passes : {1, 10, 50}) {
    PassMasks generator(7, hidden);
    const double mean = monte_carlo(net, points[0], 6, p, passes, generator);
    show(name + " mean of " + std::to_string(passes), Numbers{mean});
    hold(mean, dropout::monte_carlo_mean<double>(net, points[0], {p, 7, 0}, 0, passes), "the Monte Carlo mean", p);
  }
}

}  // namespace

int main() {
  std::printf("# within 1e-12: NumPy sums in another order\n");
  // Contributions 2 and -1: ReLU would stop the second, so the output layer carries the sign.
  Net example({1, {2}, dropout::Activation::relu}, 1);
  const double weights[] = {2, 1, 0, 0, 1, -1, 0};
  std::copy(std::begin(weights), std::end(weights), example.parameters().begin());
  const Means means = all_members(example, {1.0}, 2, 0.5);
  show("E3.2", Numbers{means.arithmetic, means.geometric, means.one_pass});
  for (const std::vector<int>& hidden : {std::vector<int>{6}, {3, 3}, {2, 2, 2}})
    for (const double p : {0.0, 0.1, 0.3, 0.5, 0.8, 0.95}) show_net(hidden, p);
  return disagreements == 0 ? 0 : 1;
}
