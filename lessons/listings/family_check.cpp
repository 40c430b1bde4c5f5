// family_check.cpp: runs the listing of chapter 10, holds it against the engine and prints what family_check.py prints.
#include <cstdio>
#include <string>

#include "check_output.h"
#include "batch_uniforms.h"
#include "dropout/granularity.h"
#include "family_mask.cpp"  // the listing, whole

namespace {

using listing_check::show;
using listing_check::text;

int disagreements = 0;

constexpr const char* names[] = {"element", "channel", "block", "weight", "row", "batch"};
constexpr dropout::MaskGranularity granularities[] = {
    dropout::MaskGranularity::element, dropout::MaskGranularity::channel, dropout::MaskGranularity::block,
    dropout::MaskGranularity::weight,  dropout::MaskGranularity::row,     dropout::MaskGranularity::batch};

dropout::GranularDropout member_of(Drop drop, double p, std::size_t b) {
  dropout::GranularDropout member;
  member.granularity = granularities[static_cast<std::size_t>(drop)];
  member.drop_rate = p;
  member.block.size = static_cast<int>(b);
  return member;
}

void show_mask(Drop drop, const Shape& s, std::size_t b, double p) {
  const dropout::MaskKey key{.seed = 345, .step = 2};
  const dropout::TensorShape shape{static_cast<int>(s[0]), static_cast<int>(s[1]), static_cast<int>(s[2]),
                                   static_cast<int>(s[3])};
  const dropout::GranularDropout member = member_of(drop, p, b);
  const std::size_t decisions = dropout::decision_count(member, shape);
  const std::size_t examples = drop == Drop::batch ? 1 : s[0];
  BatchUniforms generator(key, static_cast<std::uint32_t>(decisions / examples));
  const Mask mask = draw_mask(drop, s, p, generator, b);

  // The engine draws the same mask from the same key, in the same shape, with as many decisions.
  const dropout::TensorShape small = dropout::mask_shape(member, shape);
  std::vector<std::uint8_t> drawn(small.cell_count()), full(shape.cell_count());
  dropout::draw_granular_mask(member, shape, key, drawn);
  dropout::broadcast_mask(drawn, small, shape, full);
  bool same = drawn.size() == mask.kept.size() && generator.taken() == decisions;
  for (std::size_t i = 0; same && i < drawn.size(); ++i) same = (drawn[i] != 0) == mask.kept[i];
  if (!same) {
    ++disagreements;
    std::fprintf(stderr, "the listing and the engine disagree: %s at p = %g\n", names[static_cast<int>(drop)], p);
  }

  const std::string name = std::string(names[static_cast<int>(drop)]) + " " + std::to_string(s[0]) + "x" +
                           std::to_string(s[1]) + "x" + std::to_string(s[2]) + "x" + std::to_string(s[3]) +
                           " b=" + std::to_string(b) + " p=" + text(p);
  double dropped = 0;
  for (const std::uint8_t bit : full) dropped += bit == 0;
  show(name + " shape", mask.shape);
  show(name + " mask", mask.kept);
  show(name + " numbers taken", std::array{generator.taken()});
  show(name + " dropped cells", std::array{dropped});
}

}  // namespace

int main() {
  std::printf("# within 0: the same words, compared with the same thresholds\n");
  for (const Shape& shape : {Shape{2, 4, 6, 6}, Shape{3, 1, 5, 8}, Shape{1, 2, 7, 7}})
    for (const Drop drop : {Drop::element, Drop::channel, Drop::block, Drop::weight, Drop::row, Drop::batch})
      for (const std::size_t b :
           drop == Drop::block ? std::vector<std::size_t>{1, 3, 5} : std::vector<std::size_t>{1})
        for (const double p : {0.0, 0.1, 0.25, 0.5, 0.8, 1.0}) show_mask(drop, shape, b, p);
  return disagreements == 0 ? 0 : 1;
}
