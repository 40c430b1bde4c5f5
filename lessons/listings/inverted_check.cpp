// inverted_check.cpp: runs the listings of chapter 2, holds them against the engine and prints what inverted_check.py
// prints.
#include <cmath>
#include <cstdio>
#include <string>

#include "check_output.h"
#include "dropout/dropout_rule.h"
#include "inverted_dropout.cpp"  // the listing, whole
#include "mask_uniforms.h"

namespace {

using listing_check::show;
using listing_check::text;

using dropout::MaskKey;

constexpr std::size_t inputs = 12, outputs = 3;
int disagreements = 0;

MaskKey key_of(std::uint32_t step) { return {.seed = 24, .layer = 1, .step = step, .sample = 5}; }

void hold_against_engine(const std::vector<float>& x, double p, const Dropped& listing) {
  std::vector<std::uint8_t> mask(x.size());
  dropout::draw_mask(key_of(0), p, mask);
  std::vector<float> y(x.size());
  dropout::dropout_forward<float>({p}, dropout::Mode::train, mask, x, y);
  if (y == listing.y) return;
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree at p = %g\n", p);
}

void show_rate(double p) {
  std::vector<float> x(50);
  for (int i = 0; i < 50; ++i) x[static_cast<std::size_t>(i)] = static_cast<float>(i - 20) / 8;
  MaskUniforms generator(key_of(0)), same(key_of(0)), again(key_of(0));
  const Dropped dropped = inverted_dropout(x, p, generator, true);
  show("p=" + text(p) + " y", dropped.y);
  std::vector<float> mask = {static_cast<float>(dropped.mask.size())};
  mask.insert(mask.end(), dropped.mask.begin(), dropped.mask.end());
  show("p=" + text(p) + " length of the mask, mask", mask);
  show("p=" + text(p) + " evaluation is x itself", std::vector{inverted_dropout(x, p, same, false).y == x});
  hold_against_engine(x, p, dropped);
  for (std::size_t i = 0; i < x.size(); i += 2) x[i] = NAN;
  const Dropped holed = inverted_dropout(x, p, again, true);
  bool harmed = false;
  for (std::size_t i = 0; i < holed.mask.size(); ++i)
    harmed = harmed || (holed.mask[i] == 0.0f && std::isnan(holed.y[i]));
  show("p=" + text(p) + " NaN where dropped", std::vector{harmed});
}

// W2 behind naive masks is k W2 behind inverted dropout, in training and at test.
void show_schemes(double p) {
  std::vector<float> x(inputs), weights(inputs * outputs);
  const std::vector<float> biases = {0.5f, -1, 2};
  for (std::size_t i = 0; i < inputs; ++i) x[i] = (static_cast<float>(i) - 4) / 8;
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = static_cast<float>(static_cast<int>(7 * i % 11) - 5) / 8;
  for (std::uint32_t step = 0; step < 3; ++step) {
    MaskUniforms generator(key_of(step)), same(key_of(step));
    const auto old = dense_after_dropout(x, weights, biases, p, generator, true);
    const Dropped inverted = inverted_dropout(x, p, same, true);
    const auto scaled = affine({1, inputs, inverted.y}, to_eval(weights, p), biases).values;
    const std::string name = "p=" + text(p) + " step=" + std::to_string(step);
    show(name + " naive mask, W2", old);
    show(name + " inverted, k W2", p < 1 ? scaled : biases);
    for (std::size_t i = 0; i < outputs; ++i)
      if (p < 1 && std::fabs(old[i] - scaled[i]) > 2e-6f) ++disagreements;
  }
  MaskUniforms unused(key_of(0));
  show("p=" + text(p) + " at test, k W2", dense_after_dropout(x, to_eval(weights, p), biases, p, unused, false));
  show("p=" + text(p) + " at test, forgotten", dense_after_dropout(x, weights, biases, p, unused, false));
}

}  // namespace

int main() {
  constexpr double drop_rates[] = {0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1.0};
  std::printf("# within 0: the same words, one multiplication\n");
  MaskUniforms generator(MaskKey{.seed = 24});
  show("E2.1 output", inverted_dropout({4}, 0.5, generator, true).y);
  for (const double p : drop_rates) show_rate(p);
  std::printf("# within 2e-6: sums of 12 products, in another order\n");
  for (const double p : drop_rates) show_schemes(p);
  if (disagreements > 0) std::fprintf(stderr, "%d disagreements\n", disagreements);
  return disagreements == 0 ? 0 : 1;
}
