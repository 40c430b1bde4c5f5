// trainer_declaration.cpp: parameters, readouts and actions of the widget trainer.
#include "trainer.h"
#include "contract/declare.h"
#include "contract/declare_arrays.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a hidden unit of the second net is set to zero in a training step."),
    param<&Params::shown>("shown", "Net", "", {0, 1, 1}, "Which of the two nets is looked at.",
                          {.effect = ParamEffect::view, .choices = LiveTrainer::net_names}),
    param<&Params::data>("data", "Data", "", {0, 3, 1}, task_data_help,
                         {.place = Place::more, .choices = task_data_names}),
    param<&Params::flip_share>("flips", "Flipped labels", "", {0, 0.4, 0.05}, flips_help, {.place = Place::more}),
    param<&Params::planted_x>("planted_x", "Your wrong point, across", "", {LiveTrainer::nowhere, 2.6, 0.05},
                              "Where your point with the wrong label stands; at the lowest value there is none.",
                              {.place = Place::picture}),
    param<&Params::planted_y>("planted_y", "Your wrong point, up", "", {-2.6, 2.6, 0.05},
                              "Where your point with the wrong label stands.", {.place = Place::picture}),
    param<&Params::looked>("look", "Step looked at", "", {0, LiveTrainer::max_ticks, 1},
                           "The step whose answers are shown, or the last one made.",
                           {.place = Place::picture, .effect = ParamEffect::view}),
    param<&Params::noisy_test>("noisy_test", "Noisy test labels", "", {0, 1, 1}, noisy_test_help,
                               {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::weight_decay>("weight_decay", weight_decay_label, "", {0, most_weight_decay, 0.001},
                                 weight_decay_help, {.place = Place::more}),
    param<&Params::decoupled_decay>("decoupled_decay", decoupled_decay_label, "", {0, most_decoupled_decay, 0.1},
                                    decoupled_decay_help, {.place = Place::more}),
    param<&Params::steps>("stop_after", "Stop after", " steps", {10, LiveTrainer::max_ticks, 10},
                          "Early stopping: training ends after this many weight updates.", {.place = Place::more}),
    param<&Params::width>("width", "Width", " units", {8, 64, 8}, width_help, {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and masks; the same seed gives the same run.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr std::string_view train_help = "Share of training labels, wrong ones included, that the net reproduces.";
constexpr std::string_view test_help =
    "Share of 1,000 new points that the net gets right; their labels are clean unless you ask for noisy ones.";
constexpr std::string_view fitted_help = "How many wrong training labels the net has learned by heart.";
constexpr std::string_view train_loss_help = "Mean logistic loss on the training set.";
constexpr std::string_view test_loss_help = "Mean logistic loss on the test set.";

// Of the net without dropout, and plainly of the one with it.
using Ids = Words<"plain_", "">;
using Titles = Words<"No dropout: ", "Dropout: ">;

constexpr auto readouts = rows<ReadoutInfo>(
    readout_array<&LiveTrainer::train_percent>(each<"#train_accuracy", Ids>, each<"#training accuracy", Titles>, " %",
                                               1, train_help),
    readout_array<&LiveTrainer::test_percent>(each<"#test_accuracy", Ids>, each<"#test accuracy", Titles>, " %", 1,
                                              test_help),
    readout_array<&LiveTrainer::flips_fitted>(each<"#flips_fitted", Ids>, each<"#wrong labels learned", Titles>, "",
                                              0, fitted_help),
    readout_array<&LiveTrainer::train_loss>(each<"#train_loss", Ids>, each<"#training loss", Titles>, "", 3,
                                            train_loss_help),
    readout_array<&LiveTrainer::test_loss>(each<"#test_loss", Ids>, each<"#test loss", Titles>, "", 3,
                                           test_loss_help),
    readout<&LiveTrainer::gap_points>("gap", "Gap", " points", 1, "Training accuracy minus test accuracy."),
    readout<&LiveTrainer::flips_total>("flips_total", "Wrong labels", "", 0, "How many training labels are wrong."),
    readout<&LiveTrainer::lowest>("lowest", "Step of the lowest test loss", "", 0, "Of the net that is looked at."),
    readout<&LiveTrainer::steps>("steps", "Steps", "", 0, "Weight updates of each net so far."));

constexpr ActionInfo actions[] = {
    action<&LiveTrainer::plant>("plant", "Plant a wrong point",
                                "Adds a point with the wrong label; in the picture you choose where."),
    action<&LiveTrainer::take_out>("take_out", "Take my point out", "Removes the point that you planted."),
    action<&LiveTrainer::to_lowest>(
        "to_lowest", "To the lowest",
        "Looks at the step with the lowest test loss; trains first if nothing is trained."),
};

constexpr std::string_view twin_controls[] = {"p",          "plant", "take_out",   "planted_x",    "planted_y",
                                              "data",       "flips", "noisy_test", "weight_decay", "decoupled_decay",
                                              "stop_after", "width", "seed"};
constexpr std::string_view time_controls[] = {
    "shown",           "to_lowest",  "look",  "data", "flips",     "noisy_test", "weight_decay",
    "decoupled_decay", "stop_after", "width", "seed", "planted_x", "planted_y"};

constexpr PanelInfo panels[] = {
    panel<&LiveTrainer::draw_twin>("twin", "Who believes a wrong label?", LiveTrainer::twin_height,
                                   {.controls = twin_controls,
                                    .describe = sentence<&LiveTrainer::describe_twin>,
                                    .wide = true,
                                    .table = table_of<&LiveTrainer::twin_table>}),
    panel<&LiveTrainer::draw_time>("time", "When should it have stopped?", LiveTrainer::time_height,
                                   {.controls = time_controls,
                                    .describe = sentence<&LiveTrainer::describe_time>,
                                    .wide = true,
                                    .table = table_of<&LiveTrainer::time_table>}),
};

}  // namespace

extern constinit const WidgetType trainer = widget_type<LiveTrainer>({
    .id = "trainer",
    .title = "Train with dropout",
    .summary = "Trains a small net on noisy labels without and with dropout, and looks back through the run.",
    .hint = "Press Train, then plant a wrong point and train again.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = LiveTrainer::max_ticks,
                 .tick_label = "step",
                 .run_label = "Train",
                 .step_label = "Step",
                 .ticks_per_second = 500},
    .panels = panels,
});

}  // namespace lesson
