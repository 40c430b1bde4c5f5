// spatial_check.cpp: runs the listings of chapter 4, holds them against the engine and prints what spatial_check.py prints.
#include <cstdio>
#include <string>

#include "check_output.h"
#include "batch_uniforms.h"
#include "dropout/granularity.h"
#include "spatial_dropout.cpp"  // the listing, whole

namespace {

using listing_check::show;
using listing_check::text;

int disagreements = 0;

// The engine must draw the same mask from the same key and give the same values.
void hold_against_engine(const std::vector<float>& x, const Shape& s, double p, const dropout::MaskKey& key,
                         dropout::MaskGranularity granularity, const std::vector<float>& listing) {
  const dropout::TensorShape shape{static_cast<int>(s[0]), static_cast<int>(s[1]), static_cast<int>(s[2]),
                                   static_cast<int>(s[3])};
  dropout::GranularDropout member;
  member.granularity = granularity;
  member.drop_rate = p;
  std::vector<std::uint8_t> mask(dropout::mask_shape(member, shape).cell_count());
  dropout::draw_granular_mask(member, shape, key, mask);
  std::vector<float> y(x.size());
  dropout::granular_forward<float>(member, dropout::Mode::train, shape, mask, x, y);
  if (y == listing) return;
  ++disagreements;
  std::fprintf(stderr, "the listing and the engine disagree at p = %g\n", p);
}

bool channels_are_whole(const std::vector<float>& x, const std::vector<float>& y, const Shape& s, double p) {
  const float scale = p < 1 ? static_cast<float>(1 / (1 - p)) : 0;
  const std::size_t cells = s[2] * s[3];
  for (std::size_t channel = 0; channel < s[0] * s[1]; ++channel) {
    bool zero = true, kept = true;
    for (std::size_t i = channel * cells; i < (channel + 1) * cells; ++i) {
      zero = zero && y[i] == 0;
      kept = kept && y[i] == scale * x[i];
    }
    if (!zero && !kept) return false;
  }
  return true;
}

void show_drawn(const std::vector<float>& x, const Shape& s, double p, const dropout::MaskKey& key) {
  const std::string name = std::to_string(s[0]) + "x" + std::to_string(s[1]) + "x" + std::to_string(s[2]) + "x" +
                           std::to_string(s[3]) + " p=" + text(p) + " seed=" + std::to_string(key.seed);
  BatchUniforms for_cells(key, static_cast<std::uint32_t>(s[1] * s[2] * s[3]));
  const std::vector<float> cells = element_dropout(x, s, p, for_cells, true);
  show(name + " elements", cells);
  show(name + " numbers taken", std::array{for_cells.taken()});
  hold_against_engine(x, s, p, key, dropout::MaskGranularity::element, cells);
  BatchUniforms for_channels(key, static_cast<std::uint32_t>(s[1]));
  const std::vector<float> channels = channel_dropout(x, s, p, for_channels, true);
  show(name + " channels", channels);
  show(name + " numbers taken", std::array{for_channels.taken()});
  hold_against_engine(x, s, p, key, dropout::MaskGranularity::channel, channels);
  show(name + " each channel is zero or x / k", std::array{channels_are_whole(x, channels, s, p)});
}

}  // namespace

int main() {
  std::printf("# within 0: the same words, and the same single rounding of each product\n");
  for (const Shape& shape : {Shape{2, 4, 3, 3}, Shape{1, 1, 1, 1}, Shape{3, 5, 1, 4}, Shape{8, 4, 6, 6}}) {
    std::vector<float> x(count(shape));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = (static_cast<float>(i % 97) - 40) / 8;
    for (const double p : {0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1.0}) {
      for (const dropout::MaskKey& key : {dropout::MaskKey{.seed = 1}, dropout::MaskKey{(1ull << 40) + 3, 0, 12, 0}})
        show_drawn(x, shape, p, key);
      BatchUniforms generator(dropout::MaskKey{.seed = 1}, static_cast<std::uint32_t>(shape[1]));
      const bool passes = channel_dropout(x, shape, p, generator, false) == x;
      show("p=" + text(p) + " evaluation passes x", std::array{passes});
      show("p=" + text(p) + " evaluation draws", std::array{generator.taken()});
    }
  }
  return disagreements == 0 ? 0 : 1;
}
