// compute_dropblock.cpp: facts about DropBlock's geometry and what can be guessed, batch norm behind dropout, schedules.
#include <array>

#include "dropout/drop_block.h"
#include "dropout/recoverability.h"
#include "dropout/schedule.h"
#include "dropout/variance_shift.h"
#include "facts.h"
#include "kit/cat_picture.h"

namespace checker {

namespace {

struct Blocks {
  dropout::BlockShape shape;
  int side = 1;
  double drop_rate = 0;
};

// side, block, p, starts?: fit (default) or anywhere.
Blocks blocks_of(Args& args) {
  Blocks blocks;
  blocks.side = args.integer("side", 1, 64);
  blocks.shape.size = args.integer("block", 1, blocks.side);
  blocks.drop_rate = args.drop_rate();
  const std::string starts = args.text_or("starts", "fit");
  if (starts != "fit" && starts != "anywhere")
    args.fail("starts", "\"starts\" must be \"fit\" or \"anywhere\", not " + in_quotes(starts));
  blocks.shape.starts = starts == "anywhere" ? dropout::BlockStarts::anywhere : dropout::BlockStarts::fit;
  return blocks;
}

double block_gamma(Args& args, ComputeContext&) {
  const Blocks blocks = blocks_of(args);
  if (!args.ok()) return 0;
  return dropout::drop_block_gamma(blocks.shape, blocks.side, blocks.side, blocks.drop_rate);
}

double block_cell(Args& args, ComputeContext&) {
  const Blocks blocks = blocks_of(args);
  const int row = args.integer("row", 0, blocks.side - 1), column = args.integer("column", 0, blocks.side - 1);
  if (!args.ok()) return 0;
  std::vector<double> chances(static_cast<std::size_t>(blocks.side * blocks.side));
  dropout::drop_block_probabilities(blocks.shape, blocks.side, blocks.side, blocks.drop_rate, chances);
  return chances[static_cast<std::size_t>(row * blocks.side + column)];
}

double block_share(Args& args, ComputeContext&) {
  const Blocks blocks = blocks_of(args);
  if (!args.ok()) return 0;
  return dropout::drop_block_share(blocks.shape, blocks.side, blocks.side, blocks.drop_rate).mean;
}

// Of all that the masks 0 to masks - 1 of the widget dropblock take from its cat: the share of the variance that the kept
// cells around tell. One mask says little, since a square may hit an eye or miss the cat.
double cat_recovered(Args& args, ComputeContext&) {
  const dropout::BlockShape shape{.size = args.integer("block", 1, lesson::cat_side),
                                  .starts = dropout::BlockStarts::fit};
  const double drop_rate = args.drop_rate();
  const std::uint64_t seed = args.seed();
  const int masks = args.integer("masks", 1, 1000);
  if (!args.ok()) return 0;
  std::vector<double> lost, guessed;
  std::vector<std::uint8_t> mask(lesson::cat_cells);
  for (int number = 0; number < masks; ++number) {
    dropout::draw_block_mask(shape, 1, lesson::cat_side, lesson::cat_side, drop_rate,
                             {.seed = seed, .step = static_cast<std::uint32_t>(number)}, mask);
    const lesson::CellGuess guess = lesson::guess_cells(lesson::cat_picture(), mask);
    for (std::size_t cell = 0; cell < mask.size(); ++cell)
      if (mask[cell] == 0) {
        lost.push_back(static_cast<double>(lesson::cat_picture()[cell]));
        guessed.push_back(static_cast<double>(guess.rebuilt[cell]));
      }
  }
  return dropout::explained_share(lost, guessed, std::vector<std::uint8_t>(lost.size(), 0));
}

// mean?, variance?: of the input; without them the ReLU of a standard normal.
dropout::VarianceShift shift_of(Args& args) {
  dropout::Moments moments = dropout::relu_of_standard_normal();
  moments.mean = args.number_or("mean", moments.mean, -1e3, 1e3);
  moments.variance = args.number_or("variance", moments.variance, 1e-9, 1e6);
  const double drop_rate = args.number("p", 0, 0.999);
  return args.ok() ? dropout::variance_shift(moments, drop_rate) : dropout::VarianceShift{};
}

constexpr std::array<std::string_view, 6> kinds = {"constant", "ramp", "reverse_ramp", "early", "late", "curriculum"};

double scheduled_rate(Args& args, ComputeContext&) {
  const std::string name = args.text("kind");
  dropout::DropSchedule schedule;
  std::size_t kind = 0;
  while (kind < kinds.size() && kinds[kind] != name) ++kind;
  if (kind == kinds.size()) args.fail("kind", "no schedule is called " + in_quotes(name));
  schedule.drop_rate = args.drop_rate();
  schedule.turn = args.number_or("turn", 1, 0, 1);
  schedule.rate = args.number_or("rate", 10, 0, 1000);
  const double share_done = args.number("t", 0, 1);
  if (!args.ok()) return 0;
  schedule.kind = static_cast<dropout::ScheduleKind>(kind);
  return dropout::scheduled_drop_rate(schedule, share_done);
}

constexpr ComputeFunction table[] = {
    {"block_gamma", "side, block, p, starts?", "DropBlock: probability that a block starts at an allowed place.",
     block_gamma},
    {"block_cell", "side, block, p, row, column, starts?", "DropBlock: exact probability that the cell is dropped.",
     block_cell},
    {"block_share", "side, block, p, starts?", "DropBlock: exact expected share of dropped cells.", block_share},
    {"cat_recovered", "block, p, seed, masks",
     "DropBlock: share of the variance of what so many masks take from the figure's cat that the rest tells.",
     cat_recovered},
    {"variance_shift_ratio", "p, mean?, variance?",
     "Test over training variance under inverted dropout (default input: ReLU of a standard normal).",
     [](Args& a, ComputeContext&) { return shift_of(a).ratio; }},
    {"variance_shift_factor", "p, mean?, variance?", "Training over test variance: the ratio's inverse.",
     [](Args& a, ComputeContext&) { return 1 / shift_of(a).ratio; }},
    {"variance_shift_sd", "p, mean?, variance?", "Standard deviation at test after the training variance's norm.",
     [](Args& a, ComputeContext&) { return shift_of(a).output_sd; }},
    {"relu_normal_mean", "(none)", "Mean of the ReLU of a standard normal.",
     [](Args&, ComputeContext&) { return dropout::relu_of_standard_normal().mean; }},
    {"relu_normal_variance", "(none)", "Variance of the ReLU of a standard normal.",
     [](Args&, ComputeContext&) { return dropout::relu_of_standard_normal().variance; }},
    {"scheduled_rate", "kind, p, t, turn?, rate?",
     "Drop rate of a schedule (constant, ramp, reverse_ramp, early, late, curriculum) at share t of the training.",
     scheduled_rate},
};

}  // namespace

std::span<const ComputeFunction> dropblock_functions() { return table; }

}  // namespace checker
