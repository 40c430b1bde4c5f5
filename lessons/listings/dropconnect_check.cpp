// dropconnect_check.cpp: runs the listings of chapter 5, holds them against the engine and prints what
// dropconnect_check.py prints.
#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <string>

#include "check_output.h"
#include "dropconnect_layer.cpp"  // the listing, whole
#include "dropout/drop_connect.h"
#include "mask_uniforms.h"

namespace {

using listing_check::show;
using listing_check::text;

using dropout::MaskKey;

const std::vector<float> weights = {1, -2, 0.5f, 0.5f, 1, 2}, v = {1, 2, -1}, biases = {0.25f, -0.5f};
int disagreements = 0;

void hold_against_engine(double p, const MaskKey& key, const std::vector<float>& listing) {
  const dropout::DropConnect layer{2, 3, {p}, dropout::MaskPer::sample};
  std::vector<std::uint8_t> mask(dropout::mask_size(layer, 1));
  dropout::draw_drop_connect_mask(layer, 1, key, mask);
  std::vector<float> u(2);
  dropout::drop_connect_forward<float>(layer, dropout::Mode::train, mask, weights, biases, v, u);
  if (u == listing) return;
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree at p = %g, seed %" PRIu64 "\n", p, key.seed);
}

void show_rate(double p) {
  for (const MaskKey& key : {MaskKey{1, 1, 0, 5}, MaskKey{42, 1, 7, 5}, MaskKey{(1ull << 40) + 3, 1, 123, 5}}) {
    MaskUniforms generator(key);
    const std::vector<float> u = drop_connect(v, weights, biases, p, generator, true);
    show("p=" + text(p) + " seed=" + std::to_string(key.seed) + " u", u);
    hold_against_engine(p, key, u);
  }
  MaskUniforms unused(MaskKey{});
  show("p=" + text(p) + " evaluation", drop_connect(v, weights, biases, p, unused, false));
}

void show_mean(double p) {
  std::vector<double> mean(2);
  for (std::uint32_t step = 0; step < 400; ++step) {
    MaskUniforms generator(MaskKey{.seed = 7, .layer = 1, .step = step});
    const std::vector<float> u = drop_connect(v, weights, biases, p, generator, true);
    for (std::size_t i = 0; i < 2; ++i) mean[i] += static_cast<double>(u[i]) / 400;
  }
  show("p=" + text(p) + " mean over 400 masks", mean);
}

void show_inference(double p) {
  const std::vector<double> inputs(v.begin(), v.end()), rows(weights.begin(), weights.end());
  dropout::RandomStream stream(3, dropout::StreamPurpose::study);
  const auto relu = [](double u) { return std::max(u, 0.0); };
  show("p=" + text(p) + " mean of relu over 500 draws of the Gaussian",
       gaussian_inference(inputs, rows, {biases.begin(), biases.end()}, p, relu, 500, stream));
}

}  // namespace

int main() {
  std::printf("# within 2e-6: sums in single precision, scaled before or after\n");
  for (const double p : {0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1.0}) show_rate(p);
  for (const double p : {0.2, 0.5}) show_mean(p);
  std::printf("# within 1e-9: sine, cosine and logarithm of another library\n");
  for (const double p : {0.0, 0.2, 0.5, 0.8}) show_inference(p);
  return disagreements == 0 ? 0 : 1;
}
