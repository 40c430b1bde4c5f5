// rate_sweep_declaration.cpp: parameters, readouts and actions of the widget rate_sweep.
#include "rate_sweep.h"
#include "contract/declare.h"

namespace lesson {

namespace {

using Params = RateSweep::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.1},
                              "The rate whose numbers are read out; the runs do not depend on it.",
                              {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::followed>("follow", "Followed seed", "", {0, RateSweep::most_seeds, 1},
                             "The number of the seed whose runs are joined by a line; 0 joins none.",
                             {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::data>("data", "Data", "", {0, 3, 1}, task_data_help,
                         {.place = Place::more, .choices = task_data_names}),
    param<&Params::flip_share>("flips", "Flipped labels", "", {0, 0.4, 0.05}, flips_help, {.place = Place::more}),
    param<&Params::seeds>("seeds", "Seeds", " seeds", {2, RateSweep::most_seeds, 1},
                          "How many RNG seeds the sweep trains at each rate, and how many of them are shown.",
                          {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::noisy_test>("noisy_test", "Noisy test labels", "", {0, 1, 1}, noisy_test_help,
                               {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::weight_decay>("weight_decay", weight_decay_label, "", {0, most_weight_decay, 0.001},
                                 weight_decay_help, {.place = Place::more}),
    param<&Params::decoupled_decay>("decoupled_decay", decoupled_decay_label, "", {0, most_decoupled_decay, 0.1},
                                    decoupled_decay_help, {.place = Place::more}),
    param<&Params::steps>("stop_after", "Stop after", " steps", {10, 1500, 10},
                          "Early stopping: each run ends after this many weight updates.", {.place = Place::more}),
    param<&Params::width>("width", "Width", " units", {8, 64, 8}, width_help, {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "The first of the RNG seeds; the others follow it. One seed draws data, weights and masks.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&RateSweep::train_percent>("train_accuracy", "Training accuracy at p", " %", 1,
                                       "Mean over the seeds at the marked rate, flipped labels included."),
    readout<&RateSweep::test_percent>("test_accuracy", "Test accuracy at p", " %", 1,
                                      "Mean over the seeds at the marked rate, on 1,000 new points."),
    readout<&RateSweep::gain>("gain", "Mean gain over p = 0", " points", 2,
                              "Test accuracy minus that of the same seed without dropout, mean over the seeds."),
    readout<&RateSweep::gain_low>("gain_low", "Gain, lower end", " points", 2,
                                  "Lower end of the 95 % interval of the mean gain."),
    readout<&RateSweep::gain_high>("gain_high", "Gain, upper end", " points", 2,
                                   "Upper end of the 95 % interval of the mean gain."),
    readout<&RateSweep::best_rate>("best_p", "Highest mean test accuracy at p", "", 1,
                                   "Neighboring rates are often not to be told apart from it."),
    readout<&RateSweep::seeds_behind>("seeds_behind", "Seeds behind these numbers", "", 0,
                                      "RNG seeds that the numbers at the marked rate rest on."),
    readout<&RateSweep::from_table>("from_table", "Pre-computed table shown", "", 0,
                                    "1 while the numbers come from the table, 0 when they come from runs made here."),
    readout<&RateSweep::runs_done>("runs_done", "Runs done", "", 0, "Training runs finished here, of all rates."),
    readout<&RateSweep::runs_left>("runs_left", "Runs left", "", 0,
                                   "Training runs to do until all seeds are through."),
    readout<&RateSweep::steps_done>("steps_done", "Training steps done", "", 0, "Weight updates made here."),
    readout<&RateSweep::steps_left>("steps_left", "Training steps left", "", 0,
                                    "Weight updates to make until all seeds are through."),
};

constexpr ActionInfo actions[] = {
    action<&RateSweep::add_seeds>("add_seeds", "Run 8 more seeds",
                                  "Goes on with eight further RNG seeds, up to 32; what is there stays."),
    action<&RateSweep::follow_next>("follow_next", "Follow another seed",
                                    "Joins the runs of the next seed by a line: what it alone would have told you."),
};

constexpr PanelInfo panels[] = {
    panel<&RateSweep::draw>("sweep", "How much dropout is best?", RateSweep::height,
                            {.table = table_of<&RateSweep::sweep_table>}),
};

}  // namespace

extern constinit const WidgetType rate_sweep = widget_type<RateSweep>({
    .id = "rate_sweep",
    .title = "A sweep over drop rates",
    .summary =
        "Trains nets at ten drop rates with many RNG seeds: a dot a run, the mean with its interval, one seed alone.",
    .hint = "Run the sweep and watch the band narrow, then tap a dot to follow its seed.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = RateSweep::max_ticks,
                 .tick_label = "runs done",
                 .ticks_each = RateSweep::ticks_per_run,
                 .run_label = "Run the sweep",
                 .step_label = "Step",
                 .ticks_per_second = 4000},
    .panels = panels,
});

}  // namespace lesson
