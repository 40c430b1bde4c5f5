// depth_check.cpp: runs the listings of chapter 7, holds them against the engine and prints what depth_check.py prints.
#include <algorithm>
#include <cstdio>
#include <string>

#include "check_output.h"
#include "depth_drop_path.cpp"  // the listing, whole
#include "dropout/residual_mlp.h"
#include "mask_uniforms.h"

namespace {

using listing_check::show;
using listing_check::text;

using dropout::MaskKey;
using dropout::Mode;
using dropout::Scheme;

constexpr int blocks = 16;
constexpr double last_rate = 0.5;
constexpr std::size_t rows = 7, width = 3;
int disagreements = 0;

// The generator of one draw a row: unit 0 of sample 0, 1, 2, ...
class RowUniforms {
 public:
  explicit RowUniforms(const MaskKey& key) : key_(key) {}
  double uniform() {
    const double u = dropout::mask_word(key_, 0) * 0x1p-32;
    ++key_.sample;
    return u;
  }

 private:
  MaskKey key_;
};

// f(x) = max(x, 0) / 2 - 1/4, and how often it was called.
struct Branch {
  int calls = 0;
  Values operator()(Values x) {
    ++calls;
    for (float& value : x) value = std::max(value, 0.0f) / 2.0f - 0.25f;
    return x;
  }
};

void hold(bool same, const char* what, double p) {
  if (same) return;
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree: %s at p = %g\n", what, p);
}

// One draw for the batch, by the engine. Returns whether the branch was called.
bool engine_published(const Values& x, double p, Mode mode, bool active, Values& y) {
  Values scratch(x.size());
  return dropout::drop_path_batch<float>({p, Scheme::test_scaled}, mode, active, x, y, scratch,
                                         [](std::span<const float> from, std::span<float> to) {
                                           const Values f = Branch()(Values(from.begin(), from.end()));
                                           std::copy(f.begin(), f.end(), to.begin());
                                         });
}

void show_train(const Values& x, double p, const MaskKey& key) {
  const std::string name = "p=" + text(p) + " seed=" + std::to_string(key.seed);
  Branch f;
  MaskUniforms generator(key);
  const Values published = stochastic_depth(x, f, p, generator, true);
  show(name + " published", published);
  show(name + " calls", std::vector{f.calls});
  const bool active = dropout::batch_path_is_active(key.seed, key.layer, key.step, p);
  Values y(x.size());
  hold(engine_published(x, p, Mode::train, active, y) == (f.calls == 1), "calls of f", p);
  hold(y == published, "published form", p);

  RowUniforms row_generator(key);
  const Values modern = drop_path(x, rows, f, p, row_generator, true);
  show(name + " modern", modern);
  dropout::GranularDropout row_rule;
  row_rule.granularity = dropout::MaskGranularity::row;
  row_rule.drop_rate = p;
  std::vector<std::uint8_t> mask(rows);
  dropout::draw_granular_mask(row_rule, dropout::TensorShape::dense(rows, width), key, mask);
  dropout::drop_path_rows<float>({p, Scheme::inverted}, Mode::train, mask, x, Branch()(x), y);
  hold(y == modern, "modern form", p);
}

void show_test(const Values& x, double p) {
  MaskUniforms unused(MaskKey{});
  const Values published = stochastic_depth(x, Branch(), p, unused, false);
  const Values modern = drop_path(x, rows, Branch(), p, unused, false);
  show("p=" + text(p) + " published test", published);
  show("p=" + text(p) + " modern test", modern);
  Values y(x.size());
  engine_published(x, p, Mode::eval, true, y);
  hold(y == published, "published form, test", p);
  dropout::drop_path_rows<float>({p, Scheme::inverted}, Mode::eval, {}, x, Branch()(x), y);
  hold(y == modern, "modern form, test", p);
}

// A hundred passes through a stack of 16 blocks by the rule of Huang et al.: who calls f how often?
void show_calls(const Values& x, std::uint64_t seed) {
  Branch published, modern;
  for (std::uint32_t step = 0; step < 100; ++step)
    for (std::uint32_t block = 0; block < blocks; ++block) {
      const double p =
          dropout::depth_drop_rate(dropout::DepthRule::huang, static_cast<int>(block), blocks, last_rate);
      MaskUniforms generator(MaskKey{seed, block, step, 0});
      RowUniforms row_generator(MaskKey{seed, block, step, 0});
      stochastic_depth(x, published, p, generator, true);
      drop_path(x, rows, modern, p, row_generator, true);
    }
  show("seed=" + std::to_string(seed) + " calls of f in 100 passes", std::vector{published.calls, modern.calls});
}

}  // namespace

int main() {
  Values x(rows * width);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = (static_cast<float>(i) - 9) / 8;
  std::printf("# within 0: the same words, and the same operations in the same order\n");
  for (const double p : {0.0, 0.1, 0.25, 0.5, 0.8, 1.0}) {
    for (const MaskKey& key : {MaskKey{1, 0, 0, 0}, MaskKey{58, 15, 7, 0}, MaskKey{(1ull << 40) + 3, 4, 123, 0}})
      show_train(x, p, key);
    show_test(x, p);
  }
  show_calls(x, 1);
  show_calls(x, 58);
  return disagreements == 0 ? 0 : 1;
}
