// compute_spatial.cpp: facts about masks of cells, blocks, channels and branches: how much they drop, and what can be rebuilt.
#include <algorithm>
#include <string>
#include <vector>

#include "dropout/covariance.h"
#include "dropout/granularity.h"
#include "dropout/recoverability.h"
#include "facts.h"

namespace checker {

namespace {

using dropout::GranularDropout;
using dropout::MaskGranularity;
using dropout::TensorShape;

constexpr int largest_extent = 64;

GranularDropout member_of(Args& args, int side) {
  constexpr const char* names[] = {"element", "channel", "block", "weight", "row", "batch"};
  GranularDropout member;
  const std::string name = args.text("granularity");
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names))
    args.fail("granularity",
              "\"granularity\" must be element, channel, block, weight, row or batch, not " + in_quotes(name));
  else
    member.granularity = static_cast<MaskGranularity>(found - std::begin(names));
  if (member.granularity == MaskGranularity::block) member.block.size = args.integer("block", 1, side);
  return member;
}

TensorShape shape_of(Args& args) {
  return {args.integer("samples", 1, 4096), args.integer("channels", 1, 4096),
          args.integer_or("height", 1, 1, largest_extent), args.integer_or("width", 1, 1, largest_extent)};
}

struct Setting {
  GranularDropout member;
  TensorShape shape;
};

Setting setting_of(Args& args) {
  Setting setting;
  setting.shape = shape_of(args);
  setting.member = member_of(args, std::min(setting.shape.height, setting.shape.width));
  return setting;
}

double granular_decisions(Args& args, ComputeContext&) {
  const Setting setting = setting_of(args);
  return args.ok() ? static_cast<double>(dropout::decision_count(setting.member, setting.shape)) : 0;
}

template <double dropout::ShareLaw::*part>
double granular_share(Args& args, ComputeContext&) {
  Setting setting = setting_of(args);
  setting.member.drop_rate = args.drop_rate();
  return args.ok() ? dropout::dropped_share(setting.member, setting.shape).*part : 0;
}

double patch_noise(Args& args, ComputeContext&) {
  const int side = args.integer_or("side", 12, 1, largest_extent), patch = args.integer_or("patch", 3, 1, side);
  const double p = args.number("p", 0, 0.999);
  const GranularDropout member = member_of(args, side);
  if (!args.ok()) return 0;
  if (member.granularity == MaskGranularity::element) return dropout::element_patch_noise(p, patch * patch);
  if (member.granularity == MaskGranularity::channel) return dropout::channel_patch_noise(p);
  if (member.granularity != MaskGranularity::block)
    args.fail("granularity", "patch noise is known for element, block and channel");
  const int start = (side - patch) / 2;
  return dropout::drop_block_patch_noise(member.block, side, side, p, start, start, patch);
}

// Pooled over the dropped cells of all masks.
double recoverability(Args& args, ComputeContext&) {
  const int side = args.integer("side", 2, 16), masks = args.integer("masks", 1, 1000);
  const dropout::GaussianField field{side, args.number("length", 0.1, 10), args.number_or("nugget", 0.05, 1e-6, 10)};
  GranularDropout member = member_of(args, side);
  member.drop_rate = args.drop_rate();
  const std::uint64_t seed = args.seed();
  if (!args.ok()) return 0;
  const TensorShape shape{1, 1, side, side};
  const TensorShape small = dropout::mask_shape(member, shape);
  std::vector<std::uint8_t> mask(small.cell_count()), cells(shape.cell_count());
  double rebuilt = 0, dropped = 0;
  for (int step = 0; step < masks; ++step) {
    dropout::draw_granular_mask(member, shape, {.seed = seed, .step = static_cast<std::uint32_t>(step)}, mask);
    dropout::broadcast_mask(mask, small, shape, cells);
    const dropout::Recovery recovery = dropout::best_linear_recovery(field, cells);
    rebuilt += recovery.mean * recovery.dropped_count;
    dropped += recovery.dropped_count;
  }
  return dropped > 0 ? rebuilt / dropped : 0;
}

constexpr ComputeFunction table[] = {
    {"granular_decisions", "granularity, samples, channels, height?, width?, block?",
     "Independent random decisions behind one mask (granularity: element, channel, block, weight, row, batch).",
     granular_decisions},
    {"granular_share_mean", "granularity, p, samples, channels, height?, width?, block?",
     "Exact mean of the share of cells that one mask drops.", granular_share<&dropout::ShareLaw::mean>},
    {"granular_share_sd", "granularity, p, samples, channels, height?, width?, block?",
     "Exact standard deviation of that share.", granular_share<&dropout::ShareLaw::sd>},
    {"patch_noise", "granularity, p, side?, patch?, block?",
     "Exact relative variance of the mean of patch x patch equal cells in the middle of a map (element, block, "
     "channel).",
     patch_noise},
    {"recoverability", "granularity, side, length, p, masks, seed, block?, nugget?",
     "Share of a dropped cell's variance that the kept cells explain, over masks 0 .. masks - 1 on a Gaussian field.",
     recoverability},
};

}  // namespace

std::span<const ComputeFunction> spatial_functions() { return table; }

}  // namespace checker
