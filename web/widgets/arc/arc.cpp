// arc.cpp: widget arc, chapter 10: one drop rate, and what it does to units, values, nets and maps.
#include "arc.h"

#include <algorithm>
#include <cmath>

#include "contract/declare.h"
#include "contract/table.h"
#include "dropout/granularity.h"
#include "dropout/mask.h"
#include "dropout/masked_net.h"
#include "kit/digits.h"
#include "kit/plot.h"

namespace lesson {

namespace {

using Params = Arc::Params;
using Picture = Arc::Picture;

constexpr std::uint32_t last_mask_number = 999999, bar_layer = 1, digit_layer = 2;

std::vector<float> plane_points() {
  return dropout::grid_centers(Arc::plane_cells, Arc::plane_cells,
                               {-Arc::reach, Arc::reach, -Arc::reach, Arc::reach});
}

std::vector<float> masked_logits(const dropout::Mlp<float>& net, std::span<const float> points,
                                 std::span<const std::uint8_t> mask, double scale) {
  std::vector<float> logits(points.size() / 2);
  dropout::forward_masked<float>(net, points, mask, scale, logits);
  return logits;
}

std::vector<float> flow_of(const dropout::Trainer& trainer) {
  constexpr std::size_t width = Arc::layer_width;
  const std::vector<float> outputs =
      dropout::hidden_outputs(trainer.net(), std::span<const float>(trainer.train_set().points), 0);
  std::vector<float> flow(trainer.net().weights(1).begin(), trainer.net().weights(1).end());
  for (std::size_t from = 0; from < width; ++from) {
    float sum = 0;
    for (std::size_t i = from; i < outputs.size(); i += width) sum += outputs[i];
    for (std::size_t to = 0; to < width; ++to)
      flow[from * width + to] = std::abs(flow[from * width + to]) * sum / static_cast<float>(outputs.size() / width);
  }
  return flow;
}

}  // namespace

int Arc::Net::worst() const {
  int most = 0;
  for (int unit = 0; unit < unit_count; ++unit) most = std::max(most, loss(unit));
  return most;
}

dropout::TrainerConfig Arc::config_of(const Params& params, double drop_rate) {
  dropout::TrainerConfig config;
  config.dataset = {.kind = dropout::DatasetKind::moons,
                    .count = point_count,
                    .noise = 0.2,
                    .flip_share = 0.2,
                    .seed = params.seed};
  config.test_count = test_points;
  config.hidden_widths = {layer_width, layer_width};
  config.drop_rate = drop_rate;
  config.total_steps = 1500;
  config.seed = params.seed;
  return config;
}

const Arc::Net& Arc::net(const Params& params, double drop_rate) const {
  if (!nets_.empty() && nets_[0].trainer.config().seed != params.seed) nets_.clear();
  nets_.reserve(32);  // more than there are drop rates: references stay good
  for (const Net& known : nets_)
    if (known.drop_rate == drop_rate) return known;
  Net& made = nets_.emplace_back(Net{drop_rate, dropout::Trainer(config_of(params, drop_rate)), {}, {}, {}});
  dropout::Trainer& trainer = made.trainer;
  trainer.step(trainer.config().total_steps);
  made.damage = dropout::measure_unit_damage(trainer.net(), trainer.train_set().points, trainer.train_set().labels);
  made.flow = flow_of(trainer);
  const std::vector<std::uint8_t> all(unit_count, 1);
  made.logits = masked_logits(trainer.net(), plane_points(), all, 1);
  made.right = dropout::accuracy<float>(masked_logits(trainer.net(), trainer.test_set().points, all, 1),
                                        trainer.test_set().labels);
  return made;
}

Arc::Members& Arc::members(const Params& params) const {
  const Net& whole = thinned(params);
  if (members_ && members_of_.drop_rate == params.drop_rate && members_of_.mask_number == params.mask_number &&
      members_of_.seed == params.seed)
    return *members_;
  members_of_ = params;
  members_ = Members{};
  const dropout::Mlp<float>& net = whole.trainer.net();
  const dropout::Dataset& test = whole.trainer.test_set();
  for (std::uint32_t member = 0; member < member_count; ++member) {
    std::vector<std::uint8_t>& mask = members_->masks.emplace_back(unit_count);
    dropout::draw_unit_mask(net.shape(), {params.drop_rate, params.seed, params.mask_number}, member, mask);
    members_->right +=
        dropout::accuracy<float>(masked_logits(net, test.points, mask, scale(params)), test.labels) / member_count;
  }
  return *members_;
}

// Apart from the share that is right: a press is answered with that before the picture is drawn.
const std::vector<std::vector<float>>& Arc::member_logits(const Params& params) const {
  Members& all = members(params);
  if (all.logits.empty())
    for (const std::vector<std::uint8_t>& mask : all.masks)
      all.logits.push_back(masked_logits(thinned(params).trainer.net(), plane_points(), mask, scale(params)));
  return all.logits;
}

std::array<bool, Arc::bar_count> Arc::kept_bars(const Params& params) {
  std::array<std::uint8_t, bar_count> mask{};
  dropout::draw_mask({.seed = params.seed, .layer = bar_layer, .step = params.mask_number}, params.drop_rate, mask);
  std::array<bool, bar_count> kept{};
  for (std::size_t i = 0; i < mask.size(); ++i) kept[i] = mask[i] != 0;
  return kept;
}

std::vector<std::uint8_t> Arc::digit_mask(const Params& params, bool whole) {
  constexpr dropout::TensorShape shape{1, map_count, digit_side, digit_side};
  dropout::GranularDropout rule;
  rule.drop_rate = params.drop_rate;
  rule.granularity = whole ? dropout::MaskGranularity::channel : dropout::MaskGranularity::element;
  const dropout::TensorShape small = dropout::mask_shape(rule, shape);
  std::vector<std::uint8_t> mask(small.cell_count()), cells(shape.cell_count());
  dropout::draw_granular_mask(rule, shape, {.seed = params.seed, .layer = digit_layer, .step = params.mask_number},
                              mask);
  dropout::broadcast_mask(mask, small, shape, cells);
  return cells;
}

int Arc::digits_gone(const Params& params, bool whole) {
  const std::vector<std::uint8_t> mask = digit_mask(params, whole);
  const auto gone = static_cast<int>(std::count(mask.begin(), mask.end(), std::uint8_t{0}));
  return whole ? gone / (digit_side * digit_side) : gone;
}

int Arc::new_mask(Params& params) {
  params.mask_number = params.mask_number < last_mask_number ? params.mask_number + 1 : 0;
  return 0;
}

// ---- words -----------------------------------------------------------------------------------------------------------

std::vector<std::string> arc_facts(const Arc& widget, const Params& params, Picture picture) {
  const auto number = [](int count) { return std::to_string(count); };
  const std::string from_to = number(widget.worst_plain(params)) + " → " + number(widget.worst_thinned(params)),
                    scale = number_text(widget.scale(params), 2),
                    alone = percent_text(widget.member_right(params) / 100),
                    pass = percent_text(widget.pass_right(params) / 100);
  switch (picture) {
    case Picture::units:
      return {"points of 80 lost with the worst unit: " + from_to, "worst unit costs " + from_to + " of 80",
              "worst unit: " + from_to + " of 80", "worst unit: " + from_to};
    case Picture::scale: return {"what is kept counts " + scale + " times", "kept × " + scale};
    case Picture::members:
      return {"a member is right on " + alone + ", the pass on " + pass, "members " + alone + ", pass " + pass,
              "alone " + alone + ", pass " + pass};
    default:
      return {number(widget.cells_gone(params)) + " of 128 cells gone, " + number(widget.maps_gone(params)) +
                  " of 2 maps",
              "gone: " + number(widget.cells_gone(params)) + " cells, " +
                  plural_text(widget.maps_gone(params), "map", "maps")};
  }
}

std::string Arc::describe(const Params& params) const {
  const std::string at = "At p = " + number_text(params.drop_rate, 2) + ", ";
  const auto points = [](int count) { return plural_text(count, "point", "points"); };
  switch (params.picture) {
    case Picture::units:
      return at + "the most important unit takes " + points(worst_thinned(params)) +
             " with it when it goes; without dropout it takes " + points(worst_plain(params)) + " of 80.";
    case Picture::scale:
      return at + "what stays is multiplied by 1/k = " + number_text(scale(params), 2) +
             ", so that on average nothing changes and evaluation needs no mask.";
    case Picture::members:
      return at + "nine masks are nine nets: each draws a line of its own and is right on " +
             percent_text(member_right(params) / 100) + " of new points; the whole net in one pass on " +
             percent_text(pass_right(params) / 100) + ".";
    case Picture::pieces:
      return at + "128 coins leave holes between cells that still tell; two coins, one a map, leave nobody to ask.";
    case Picture::all: break;
  }
  if (params.drop_rate == 0)
    return at +
           "nothing goes missing: two equal nets, plain values, nine equal members, whole digits; the worst unit "
           "costs " +
           points(worst_plain(params)) + " of 80.";
  return at + "the worst missing unit costs " + points(worst_thinned(params)) + " instead of " +
         std::to_string(worst_plain(params)) + ", what stays counts " + number_text(scale(params), 2) +
         " times, and nine shaky members, " + percent_text(member_right(params) / 100) +
         " right, stand behind one pass, " + percent_text(pass_right(params) / 100) + ".";
}

void Arc::story_table(const Params& params, Table& table) const {
  table.row("Picture", "Number");
  constexpr std::string_view names[] = {"Units", "Scale", "Members", "Pieces"};
  for (int i = 0; i < picture_count; ++i)
    table.row(names[i], arc_facts(*this, params, static_cast<Picture>(i + 1))[0]);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view picture_names[] = {"all", "units", "scale", "members", "pieces"};

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, Arc::most_dropped, 0.05},
                              "One probability for all four pictures; the net is trained for it.",
                              {.effect = ParamEffect::view}),
    param<&Params::picture>("picture", "Picture", "", {0, Arc::picture_count, 1},
                            "Which picture the sentence is about.",
                            {.place = Place::picture, .effect = ParamEffect::view, .choices = picture_names}),
    param<&Params::mask_number>("mask_number", "Mask number", "", {0, last_mask_number, 1},
                                "Which masks of this RNG seed are shown; a number calls them up again.",
                                {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "Chooses data, initial weights and masks.",
                         {.place = Place::more, .effect = ParamEffect::view, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&Arc::worst_plain>("worst_plain", "Worst missing unit, no dropout", " points", 0,
                               "Of 80 points, those lost with the unit that costs most."),
    readout<&Arc::worst_thinned>("worst_dropout", "Worst missing unit, with dropout", " points", 0,
                                 "The same in the net that was trained with p."),
    readout<&Arc::scale>("scale", "Factor of what is kept", "", 2, "1 / (1 - p)."),
    readout<&Arc::member_right>("member_right", "A member, right", " %", 1,
                                "Mean of nine members alone on 400 new points."),
    readout<&Arc::pass_right>("pass_right", "One pass, right", " %", 1, "The whole net on the same points."),
    readout<&Arc::cells_gone>("cells_gone", "Cells gone", "", 0, "Of 128 cells of two digits, a coin a cell."),
    readout<&Arc::maps_gone>("maps_gone", "Maps gone", "", 0, "Of the same two digits, a coin a map."),
};

constexpr ActionInfo actions[] = {
    action<&Arc::new_mask>("new_mask", "New masks", "Shows the next masks of this RNG seed."),
};

constexpr PanelInfo panels[] = {
    panel<&Arc::draw_story>("story", "Pull the thread: one drop rate, four pictures", Arc::story_height,
                            {.wide = true, .table = table_of<&Arc::story_table>, .main_act = "new_mask"}),
};

}  // namespace

extern constinit const WidgetType arc = widget_type<Arc>({
    .id = "arc",
    .title = "The story in four pictures",
    .summary =
        "One drop rate moves four pictures: units, scale, members and pieces, with nets really trained for it.",
    .hint = "Pull the thread, then tap a picture.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {},
    .panels = panels,
});

}  // namespace lesson
