// batchnorm_conflict_declaration.cpp: what batchnorm_conflict offers to set, to read, to do and to see.
#include "batchnorm_conflict_picture.h"
#include "contract/declare_lists.h"

namespace lesson {

namespace {

using Params = BatchNormConflict::Params;
using Socket = BatchNormConflict::Socket;

constexpr std::string_view place_names[] = {"before the norm", "after the norm"};
constexpr std::string_view statistics_names[] = {"as collected", "recomputed"};

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.9, 0.05},
                              "Probability that a unit is set to zero in a training step."),
    param<&Params::place>("place", "Dropout", "", {0, 1, 1},
                          "Whether the norm gets its input after dropout or before it.",
                          {.effect = ParamEffect::view, .choices = place_names}),
    param<&Params::dropout>("dropout", "Dropout in training", "", {0, 1, 1},
                            "The switch beside the training values; at test dropout is always off.",
                            {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::socket>("socket", "Dropout is plugged in", "", {0, 4, 1}, "The socket on the wire of the net.",
                           {.place = Place::picture, .effect = ParamEffect::view, .choices = socket_names}),
    set_param<&Params::tried>("tried", "Places tried", "", socket_names, "Places whose results are shown.",
                              {.place = Place::more, .effect = ParamEffect::view, .reads_bits = true}),
    param<&Params::statistics>("statistics", "Statistics", "", {0, 1, 1},
                               "Mean and variance as collected in training, or recomputed with dropout off.",
                               {.place = Place::more, .effect = ParamEffect::view, .choices = statistics_names}),
    param<&Params::copies>("copies", "Inputs that say the same", "", {1, BatchNormConflict::most_copies, 1},
                           "How many of the 64 inputs at a time are equal.",
                           {.place = Place::more, .effect = ParamEffect::view, .control = Control::slider}),
    param<&Params::width>("width", "Hidden units H", "", {4, 32, 4}, "Width of both hidden layers.",
                          {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "The first of the RNG seeds; one seed draws data, initial weights and masks of a run.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&BatchNormConflict::delta>("delta", "Variance ratio Δ", "", 3,
                                       "Exact, dropout before the norm: test variance over training variance."),
    readout<&BatchNormConflict::output_sd>("output_sd", "Spread after the norm", "", 3,
                                           "Exact, dropout before the norm, at test; batch norm promises 1."),
    readout<&BatchNormConflict::too_large>("too_large", "Running variance too large by", "", 2,
                                           "Exact, dropout before the norm: the factor 1/Δ."),
    readout<&BatchNormConflict::sampled_sd>("sampled_sd", "Spread delivered", "", 3,
                                            "Standard deviation of the 4,000 test values in the picture."),
    readout<&BatchNormConflict::test_at<Socket::nowhere>>("nowhere_test", "Test accuracy without dropout", " %", 1,
                                                          "Mean over the finished runs, 0 before the first."),
    readout<&BatchNormConflict::test_at<Socket::before_norm>>("before_test", "Test accuracy, dropout before the norm",
                                                              " %", 1, "With the running statistics, dropout off."),
    readout<&BatchNormConflict::recomputed_test>("recomputed_test", "The same, statistics recomputed", " %", 1,
                                                 "Mean and variance from the training set with dropout off."),
    readout<&BatchNormConflict::test_at<Socket::after_norm>>(
        "after_test", "Test accuracy, dropout after the norm", " %", 1,
        "On either side of the ReLU: the results are the same bits."),
    readout<&BatchNormConflict::test_at<Socket::on_logit>>("logit_test", "Test accuracy, dropout on the logit", " %",
                                                           1, "Mean over the finished runs, 0 before the first."),
    readout<&BatchNormConflict::before_less_after>("before_less_after", "Before less after the norm", " points", 1,
                                                   "Difference of the accuracies, seed by seed, the mean."),
    readout<&BatchNormConflict::before_less_after_half>("before_less_after_half", "Its 95 % interval, ±", " points",
                                                        1,
                                                        "Half width over the finished runs, 0 before two of them."),
    readout<&BatchNormConflict::ratio_at<Socket::before_norm>>(
        "ratio_before", "Variance met of expected, before the norm", "", 2,
        "Test variance over running variance, the mean over units and runs."),
    readout<&BatchNormConflict::ratio_at<Socket::after_norm>>(
        "ratio_after", "Variance met of expected, after the norm", "", 2,
        "Test variance over running variance, the mean over units and runs."),
    readout<&BatchNormConflict::ratio_at<Socket::on_logit>>(
        "ratio_logit", "Variance met of expected, on the logit", "", 2,
        "Test variance over running variance, the mean over units and runs."),
    readout<&BatchNormConflict::runs_done>("runs_done", "Runs done", "", 0, "RNG seeds whose nets are trained."),
    readout<&BatchNormConflict::steps>("steps", "Steps", "", 0,
                                       "Weight updates of each place so far, over all runs."),
};

constexpr ActionInfo actions[] = {
    action<&BatchNormConflict::train>("train", "Train here",
                                      "Trains twenty nets for each place and shows those of this one."),
};

constexpr std::string_view spread_controls[] = {"p", "place", "dropout", "copies", "seed"};
constexpr std::string_view sockets_controls[] = {"train", "p", "socket", "tried", "statistics", "width", "seed"};

constexpr PanelInfo panels[] = {
    panel<&BatchNormConflict::draw_spread>("spread", "Batch norm measures one spread and meets another",
                                           BatchNormConflict::spread_height,
                                           {.controls = spread_controls,
                                            .describe = sentence<&BatchNormConflict::describe_spread>,
                                            .wide = true,
                                            .table = table_of<&BatchNormConflict::spread_table>,
                                            .plays = false}),
    panel<&BatchNormConflict::draw_sockets>("sockets", "Where do you plug it in?", BatchNormConflict::sockets_height,
                                            {.controls = sockets_controls,
                                             .describe = sentence<&BatchNormConflict::describe_sockets>,
                                             .wide = true,
                                             .table = table_of<&BatchNormConflict::sockets_table>,
                                             .plays = false,
                                             .main_act = "train"}),
};

}  // namespace

extern constinit const WidgetType batchnorm_conflict = widget_type<BatchNormConflict>({
    .id = "batchnorm_conflict",
    .title = "Where does dropout go?",
    .summary =
        "Shows which spread a batch norm measures and which it meets, and trains nets with dropout in five places.",
    .hint = "Switch dropout off and on, then drag the plug to a socket and train.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = BatchNormConflict::total_ticks,
                 .tick_label = "runs done",
                 .ticks_each = BatchNormConflict::ticks_per_run,
                 .run_label = "Train 20 runs",
                 .step_label = "Step",
                 .ticks_per_second = 120},
    .panels = panels,
});

}  // namespace lesson
