// co_adaptation_declaration.cpp: what the widget co_adaptation offers: parameters, readouts, actions and panels.
#include "co_adaptation.h"
#include "contract/declare_arrays.h"
#include "contract/declare_lists.h"
#include "kit/training_task.h"

namespace lesson {

namespace {

using Params = CoAdaptation::Params;

constexpr std::string_view data_names[] = {"moons", "spirals"};
constexpr std::string_view net_names[] = {"no dropout", "dropout", "weight decay"};
constexpr std::string_view rival_names[] = {"dropout", "weight decay"};
constexpr auto unit_names = each<"#", Counted<CoAdaptation::unit_count>>;
// A tap in the picture, and a link of old, say them as a number with one bit a unit.
constexpr ParamOptions in_picture{.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true};

struct Relevance {
  static bool drop_rate(const void* p) { return static_cast<const Params*>(p)->uses_dropout; }
  static bool decay(const void* p) { return static_cast<const Params*>(p)->has_decay_net; }
};

constexpr ParamInfo params[] = {
    param<&Params::worst_removed>("worst", "Remove the most important", " units", {0, CoAdaptation::unit_count, 1},
                                  "How many units are removed from each net, the most damaging first.",
                                  {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::uses_dropout>("dropout", "Dropout", "", {0, 1, 1},
                                 "Whether the second net trains with dropout; without it both are one net.",
                                 {.place = Place::more}),
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05},
                              "Probability that a hidden unit of the second net is set to zero in a training step.",
                              {.place = Place::more, .relevant = &Relevance::drop_rate}),
    param<&Params::flip_share>("flips", "Flipped labels", "", {0, 0.4, 0.05},
                               "Share of the training labels that are wrong; test labels are clean.",
                               {.place = Place::more}),
    param<&Params::has_decay_net>("decay", "Third net: weight decay", "", {0, 1, 1},
                                  "Adds a net without dropout whose weights are pulled toward zero.",
                                  {.place = Place::more}),
    param<&Params::weight_decay>("decay_rate", weight_decay_label, "", {0, most_weight_decay, 0.001},
                                 weight_decay_help, {.place = Place::more, .relevant = &Relevance::decay}),
    param<&Params::decoupled_decay>("decoupled_rate", decoupled_decay_label, "", {0, most_decoupled_decay, 0.1},
                                    decoupled_decay_help, {.place = Place::more, .relevant = &Relevance::decay}),
    param<&Params::data>("data", "Data", "", {0, 1, 1}, "The shape of the two classes.",
                         {.place = Place::more, .choices = data_names}),
    param<&Params::chosen_net>("net", "Net at hand", "", {0, 2, 1}, "The net in which the unit at hand is toggled.",
                               {.effect = ParamEffect::view, .choices = net_names}),
    param<&Params::gone>("gone", "Units removed at random", "", {0, CoAdaptation::unit_count, 1},
                         "How many units of each net are gone where the curves are read.",
                         {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::shake>("shake", "Shake", "", {0, CoAdaptation::most_shake, 0.05},
                          "How far each point may move, in any direction.", {.effect = ParamEffect::view}),
    param<&Params::rival>("rival", "Cure", "", {0, 1, 1}, "The cure whose net stands beside the one without.",
                          {.effect = ParamEffect::view, .choices = rival_names, .relevant = &Relevance::decay}),
    param<&Params::shake_draw>("shake_draw", "Shake number", "", {0, 999, 1}, "Which random shake is shown.",
                               {.place = Place::more, .effect = ParamEffect::view}),
    set_param<&Params::toggled_plain>("removed_plain", "Toggled units, no dropout", "", unit_names,
                                      "Units toggled by hand in the net without dropout.", in_picture),
    set_param<&Params::toggled_dropout>("removed_dropout", "Toggled units, dropout", "", unit_names,
                                        "Units toggled by hand in the net with dropout.", in_picture),
    set_param<&Params::toggled_decay>(
        "removed_decay", "Toggled units, weight decay", "", unit_names,
        "Units toggled by hand in the net with weight decay.",
        {.place = Place::picture, .effect = ParamEffect::view, .relevant = &Relevance::decay, .reads_bits = true}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights, masks and removal orders; the same seed gives the same run.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr std::string_view worst_help =
    "Points of training accuracy lost by removing the one unit that matters most.";
constexpr std::string_view critical_help = "Units of 32 whose removal costs at least one training point.";
constexpr std::string_view cancels_help =
    "Sum of the sizes of all parts of the logit over the size of the logit, median over the training points.";
constexpr std::string_view half_help =
    "Training accuracy with a random half of the units removed and the rest doubled, 0 until trained.";
constexpr std::string_view broken_help =
    "Units removed in random order until a tenth of the accuracy is gone, mean over the orders, 0 before the first.";

// Every measure is there for each of the three nets.
using Ids = Words<"plain", "dropout", "decay">;
using Titles = Words<"No dropout", "Dropout", "Decay">;
using Nets = Words<"without dropout", "with dropout", "with weight decay">;

constexpr auto readouts = rows<ReadoutInfo>(
    readout_array<&CoAdaptation::worst>(each<"#_worst", Ids>, each<"#: largest loss by one unit", Titles>,
                                        " percentage points", 1, worst_help),
    readout_array<&CoAdaptation::critical>(each<"#_critical", Ids>, each<"#: critical units", Titles>, "", 0,
                                           critical_help),
    readout_array<&CoAdaptation::cancellation>(each<"#_cancellation", Ids>, each<"#: cancellation ratio", Titles>, "",
                                               2, cancels_help),
    readout_array<&CoAdaptation::train>(each<"#_train", Ids>, each<"#: training accuracy", Titles>, " %", 1,
                                        each<"Training accuracy of the net #, removed units at zero.", Nets>),
    readout_array<&CoAdaptation::test>(each<"#_test", Ids>, each<"#: test accuracy", Titles>, " %", 1,
                                       each<"Test accuracy of the net #, removed units at zero.", Nets>),
    readout_array<&CoAdaptation::half_removed>(each<"#_half", Ids>, each<"#: half removed", Titles>, " %", 1,
                                               half_help),
    readout_array<&CoAdaptation::broken>(each<"#_broken", Ids>, each<"#: removals to a tenth lost", Titles>, " units",
                                         1, broken_help),
    readout_array<&CoAdaptation::removed>(each<"#_removed", Ids>, each<"#: units removed", Titles>, "", 0,
                                          "How many units are removed now."),
    readout<&CoAdaptation::flips>("flipped", "Flipped labels", "", 0, "How many training labels are wrong."),
    readout<&CoAdaptation::steps>("steps", "Steps", "", 0, "Weight updates of each net so far."),
    readout<&CoAdaptation::orders>("orders", "Random orders", "", 0, "How many random removal orders were tried."));

constexpr ActionInfo actions[] = {
    action<&CoAdaptation::remove_at_random>(
        "remove_at_random", "Remove at random",
        "Removes the units of every net in 60 random orders, after training has ended, and draws the mean."),
    action<&CoAdaptation::remove_one>("remove_one", "Remove one at random",
                                      "Removes one unit of the net at hand, drawn at random."),
    action<&CoAdaptation::remove_worst>("remove_worst", "Remove the most important",
                                        "Removes from each net the unit that costs the most points."),
    action<&CoAdaptation::put_back>("put_back", "Put all back", "Puts every removed unit back into its net."),
    action<&CoAdaptation::one_more>("one_more", "Remove one more", "Moves the mark of the curves by one unit."),
    action<&CoAdaptation::shake_again>("shake_again", "Shake again", "Moves every point anew, at random."),
};

constexpr std::string_view break_controls[] = {
    "net",  "remove_one",    "put_back",        "dropout",      "p", "flips", "data",
    "seed", "removed_plain", "removed_dropout", "removed_decay"};
constexpr std::string_view tangle_controls[] = {
    "remove_worst", "put_back", "worst", "dropout", "p", "flips", "data", "seed", "removed_plain", "removed_dropout"};
constexpr std::string_view removal_controls[] = {"gone",  "one_more",   "remove_at_random", "dropout", "p",   "flips",
                                                 "decay", "decay_rate", "decoupled_rate",   "data",    "seed"};
constexpr std::string_view shake_controls[] = {"shake_again", "shake", "rival", "shake_draw", "dropout",
                                               "p",           "flips", "decay", "decay_rate", "decoupled_rate",
                                               "data",        "seed"};

constexpr PanelInfo panels[] = {
    panel<&CoAdaptation::draw_break>("break", "Tap any unit to remove it", CoAdaptation::break_height,
                                     {.controls = break_controls,
                                      .describe = sentence<&CoAdaptation::describe_break>,
                                      .wide = true,
                                      .table = table_of<&CoAdaptation::break_table>,
                                      .plays = false}),
    panel<&CoAdaptation::draw_tangle>("tangle", "How much hangs on a single unit?", CoAdaptation::tangle_height,
                                      {.controls = tangle_controls,
                                       .describe = sentence<&CoAdaptation::describe_tangle>,
                                       .wide = true,
                                       .table = table_of<&CoAdaptation::tangle_table>,
                                       .plays = false}),
    panel<&CoAdaptation::draw_removal>("removal", "How many units can go before it stops working?",
                                       CoAdaptation::removal_height,
                                       {.controls = removal_controls,
                                        .describe = sentence<&CoAdaptation::describe_removal>,
                                        .wide = true,
                                        .table = table_of<&CoAdaptation::removal_table>,
                                        .plays = false,
                                        .main_act = "remove_at_random"}),
    panel<&CoAdaptation::draw_shake>("shake", "Move the points a little. Who changes its mind?",
                                     CoAdaptation::shake_height,
                                     {.controls = shake_controls,
                                      .describe = sentence<&CoAdaptation::describe_shake>,
                                      .wide = true,
                                      .table = table_of<&CoAdaptation::shake_table>,
                                      .plays = false,
                                      .main_act = "shake_again"}),
};

}  // namespace

extern constinit const WidgetType co_adaptation = widget_type<CoAdaptation>({
    .id = "co_adaptation",
    .title = "What hangs on a single unit",
    .summary = "Trains the same net with and without dropout and measures what is lost when units are removed.",
    .hint = "Press Train, then tap units to remove them.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = CoAdaptation::max_ticks,
                 .tick_label = "step",
                 .run_label = "Train",
                 .step_label = "Step",
                 .ticks_per_second = 300},
    .panels = panels,
});

}  // namespace lesson
