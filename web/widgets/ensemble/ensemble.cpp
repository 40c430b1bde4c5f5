// ensemble.cpp: widget ensemble, chapter 3: the thinned nets inside one net: a few folded into an average, all of them at one input, and how many are ever met.
#include "ensemble.h"

#include "contract/declare_arrays.h"
#include "contract/declare_lists.h"
#include "contract/words.h"

namespace lesson {

std::string Ensemble::describe(const Params& params) const {
  return describe_fold(params) + " " + describe_members(params) + " The average of " +
         plural_text(params.draw_count, "draw", "draws") + " says " + number_text(drawn_mean(params), 3) + ". Of " +
         plural_text(params.unit_count, "unit", "units") + ": " + describe_met(params);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = Ensemble::Params;

constexpr std::string_view depth_names[] = {"one", "two"};
constexpr auto tile_names = each<"#", Counted<Ensemble::tile_count>>;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a hidden unit is set to zero, in training and in the members."),
    param<&Params::draw_count>("passes", "Draws to average", "", {1, Ensemble::most_draws, 1},
                               "How many drawn members the sampled mean averages.",
                               {.effect = ParamEffect::view, .control = Control::slider}),
    param<&Params::depth>("layers", "Hidden layers", "", {0, 1, 1}, "How many layers share the 12 hidden units.",
                          {.choices = depth_names}),
    param<&Params::unit_count>("units", "Units n", "", {Ensemble::least_units, Ensemble::most_units, 1},
                               "How many units the masks are for; each unit more doubles the number of masks.",
                               {.effect = ParamEffect::view, .control = Control::slider}),
    set_param<&Params::folded>("folded", "Folded members", "", tile_names, "Members whose answers are averaged.",
                               {.place = Place::picture, .effect = ParamEffect::view, .reads_bits = true}),
    param<&Params::x>("x", "Input x", "", {-2.6, 2.6, 0.05}, "First coordinate of the input point.",
                      {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::y>("y", "Input y", "", {-2.6, 2.6, 0.05}, "Second coordinate of the input point.",
                      {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and masks; the same seed gives the same net.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&Ensemble::folded_count>("folded_count", "Members folded", "", 0, "How many members the average holds."),
    readout<&Ensemble::folded_percent>("folded_right", "Their average, right", " %", 1,
                                       "The average of the folded members on 400 test points."),
    readout<&Ensemble::alone_percent>("folded_alone", "The same alone, on average", " %", 1,
                                      "Mean accuracy of the folded members, each alone, on 400 test points."),
    readout<&Ensemble::better_alone>("better_alone", "Better than their average", "", 0,
                                     "How many folded members get more test points right alone."),
    readout<&Ensemble::pass>("pass", "One scaled pass", "", 4,
                             "Probability of a square from the whole net, nothing dropped."),
    readout<&Ensemble::geometric>("geometric", "Geometric mean", "", 4,
                                  "Normalized weighted geometric mean of all 4,096 members."),
    readout<&Ensemble::arithmetic>("arithmetic", "Average of all", "", 4, "Weighted mean of all 4,096 members."),
    readout<&Ensemble::drawn_mean>("monte_carlo", "Average of the draws", "", 4, "Mean output of the first draws."),
    readout<&Ensemble::standard_error>("standard_error", "Standard error of that average", "", 4,
                                       "Standard deviation of the members' outputs over the root of the draws."),
    readout<&Ensemble::geometric_gap>("geometric_gap", "Geometric mean against one pass", "", 8,
                                      "Distance between the two; rounding only with one hidden layer."),
    readout<&Ensemble::arithmetic_gap>("arithmetic_gap", "Average of all against one pass", "", 4,
                                       "Distance between the two."),
    readout<&Ensemble::ensemble_percent>("ensemble_accuracy", "Accuracy of the average of all", " %", 1,
                                         "The mean of all 4,096 members on 400 test points."),
    readout<&Ensemble::pass_percent>("pass_accuracy", "Accuracy of one pass", " %", 1,
                                     "One scaled pass on 400 test points."),
    readout<&Ensemble::member_percent>("member_accuracy", "Accuracy of an average member", " %", 1,
                                       "Expected accuracy of a single drawn member on 400 test points."),
    readout<&Ensemble::mask_count>("masks", "Masks", "", 0, "2 to the number of units."),
    readout<&Ensemble::met>("met", "Masks met in a run", "", 0,
                            "Different masks that 120,000 draws are expected to meet."),
    readout<&Ensemble::met_percent>("met_share", "Share met", " %", 2, "Of all masks, those met in a run."),
    readout<&Ensemble::likely>("likely", "Masks for 99 of 100 draws", "", 0,
                               "How many of the likeliest masks get 99 of 100 draws."),
    readout<&Ensemble::likely_percent>("likely_share", "Their share", " %", 1,
                                       "Of all masks, those that get 99 of 100 draws."),
};

constexpr ActionInfo actions[] = {
    action<&Ensemble::fold_all>("fold_all", "Fold all 25", "Folds all 25 members into one average."),
};

constexpr std::string_view fold_controls[] = {"p", "folded", "seed", "fold_all"};
constexpr std::string_view members_controls[] = {"layers", "passes", "p", "x", "y", "seed"};
constexpr std::string_view met_controls[] = {"units", "p", "seed"};

constexpr PanelInfo panels[] = {
    panel<&Ensemble::draw_fold>("fold", "One member is shaky. What does the whole team say?", Ensemble::fold_height,
                                {.controls = fold_controls,
                                 .describe = sentence<&Ensemble::describe_fold>,
                                 .wide = true,
                                 .table = table_of<&Ensemble::fold_table>}),
    panel<&Ensemble::draw_members>("members", "4,096 members vote. Who speaks for them all?",
                                   Ensemble::members_height,
                                   {.controls = members_controls,
                                    .describe = sentence<&Ensemble::describe_members>,
                                    .wide = true,
                                    .table = table_of<&Ensemble::members_table>}),
    panel<&Ensemble::draw_met>("met", "How many of its networks has it ever been?", Ensemble::met_height,
                               {.controls = met_controls,
                                .describe = sentence<&Ensemble::describe_met>,
                                .wide = true,
                                .table = table_of<&Ensemble::met_table>}),
};

}  // namespace

extern constinit const WidgetType ensemble = widget_type<Ensemble>({
    .id = "ensemble",
    .title = "All thinned nets of one net",
    .summary =
        "Folds members of a small net trained with dropout into an average, asks all 4,096, and counts the masks.",
    .hint = "Tap a tile: the member joins the average.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {},
    .panels = panels,
});

}  // namespace lesson
