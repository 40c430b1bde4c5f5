// mask_check.cpp: runs the listings of chapter 1, holds them against the engine and prints what mask_check.py prints.
#include <cinttypes>
#include <cstdio>
#include <string>

#include "check_output.h"
#include "dropout/dropout_rule.h"
#include "dropout/philox.h"
#include "mask_dropout.cpp"  // the listing, whole
#include "mask_uniforms.h"

namespace {

using listing_check::show;
using listing_check::text;

using dropout::MaskKey;

int disagreements = 0;

// The engine must draw the same mask from the same key and give the same values, forward and backward.
void hold_against_engine(const std::vector<float>& x, double p, const MaskKey& key, const Dropped& listing) {
  std::vector<std::uint8_t> mask(x.size());
  dropout::draw_mask(key, p, mask);
  const dropout::DropoutRule rule{p, dropout::Scheme::naive};
  std::vector<float> y(x.size()), dx(x.size());
  dropout::dropout_forward<float>(rule, dropout::Mode::train, mask, x, y);
  dropout::dropout_backward<float>(rule, dropout::Mode::train, mask, x, dx);
  bool same = y == listing.y && dx == naive_dropout_backward(x, listing.mask);
  for (std::size_t i = 0; i < listing.mask.size(); ++i) same = same && listing.mask[i] == static_cast<float>(mask[i]);
  if (same) return;
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree at p = %g, seed %" PRIu64 "\n", p, key.seed);
}

void show_example(const std::vector<float>& example) {
  const MaskKey key{.seed = 24};
  MaskUniforms generator(key);
  const Dropped dropped = naive_dropout(example, 0.5, generator, true);
  float sum = 0;
  for (const float value : dropped.y) sum += value;
  show("E1.1 mask", dropped.mask);
  show("E1.1 output", dropped.y);
  show("E1.1 sum", std::vector{sum});
  show("E1.1 gradient", naive_dropout_backward(std::vector<float>(example.size(), 1.0f), dropped.mask));
  hold_against_engine(example, 0.5, key, dropped);
}

void show_rate(double p, const std::vector<float>& example) {
  for (const MaskKey& key : {MaskKey{1, 1, 0, 5}, MaskKey{42, 1, 7, 5}, MaskKey{(1ull << 40) + 3, 1, 123, 5}}) {
    std::vector<float> x(50), dy(50);
    for (int i = 0; i < 50; ++i) {
      x[static_cast<std::size_t>(i)] = static_cast<float>(i - 20) / 8;
      dy[static_cast<std::size_t>(i)] = x[static_cast<std::size_t>(i)] + 1;
    }
    MaskUniforms generator(key);
    const Dropped dropped = naive_dropout(x, p, generator, true);
    const std::string name = "p=" + text(p) + " seed=" + std::to_string(key.seed);
    show(name + " y", dropped.y);
    show(name + " dx", naive_dropout_backward(dy, dropped.mask));
    hold_against_engine(x, p, key, dropped);
  }
  MaskUniforms generator(MaskKey{.seed = 1});
  const Dropped evaluated = naive_dropout(example, p, generator, false);
  show("p=" + text(p) + " evaluation passes x", evaluated.y);
  show("p=" + text(p) + " evaluation is x itself", std::vector{evaluated.y == example});
}

void show_kept(double p, std::size_t units) {
  MaskUniforms generator(MaskKey{.seed = 42});
  const Dropped dropped = naive_dropout(std::vector<float>(units, 1.0f), p, generator, true);
  double kept = 0;
  for (const float m : dropped.mask) kept += static_cast<double>(m);
  show("p=" + text(p) + " kept of " + std::to_string(units), std::vector{kept});
}

}  // namespace

int main() {
  const std::vector<float> example = {2, -1, 3, 0.5f, -2, 1};
  std::printf("# within 0: the same words, and every product is exact\n");
  show("philox zero", dropout::philox4x32({0, 0, 0, 0}, {0, 0}));
  constexpr std::uint32_t ones = 0xFFFFFFFFu;
  show("philox ones", dropout::philox4x32({ones, ones, ones, ones}, {ones, ones}));
  show_example(example);
  for (const double p : {0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1.0}) show_rate(p, example);
  show_kept(0.5, 100000);
  show_kept(0.2, 100000);
  return disagreements == 0 ? 0 : 1;
}
