// trainer_declaration.cpp: parameters, readouts and actions of the widget trainer.
#include "trainer.h"
#include "contract/declare.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a hidden unit is set to zero in a training step."),
    param<&Params::prediction>(
        "prediction", "Your guess", "", {0, 3, 1},
        "What going from the compared rate to the drop rate does to the test accuracy.",
        {.place = Place::picture, .effect = ParamEffect::view, .choices = LiveTrainer::prediction_names}),
    param<&Params::data>("data", "Data", "", {0, 3, 1}, task_data_help, {.choices = task_data_names}),
    param<&Params::flip_share>("flips", "Flipped labels", "", {0, 0.4, 0.05}, flips_help),
    param<&Params::from_drop_rate>("from_p", "Compared rate", "", {0, 0.95, 0.05},
                                   "The drop rate that p is compared with over 8 seeds.", {.place = Place::more}),
    param<&Params::noisy_test>("noisy_test", "Noisy test labels", "", {0, 1, 1}, noisy_test_help,
                               {.place = Place::more, .effect = ParamEffect::view}),
    param<&Params::weight_decay>("weight_decay", weight_decay_label, "", {0, most_weight_decay, 0.001},
                                 weight_decay_help, {.place = Place::more}),
    param<&Params::decoupled_decay>("decoupled_decay", decoupled_decay_label, "", {0, most_decoupled_decay, 0.1},
                                    decoupled_decay_help, {.place = Place::more}),
    param<&Params::steps>("stop_after", "Stop after", " steps", {10, LiveTrainer::total_steps, 10},
                          "Early stopping: training ends after this many weight updates.", {.place = Place::more}),
    param<&Params::width>("width", "Width", " units", {8, 64, 8}, width_help, {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and masks; the same seed gives the same run.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&LiveTrainer::train_percent>("train_accuracy", "Training accuracy", " %", 1,
                                         "Share of training labels, wrong ones included, that the net reproduces."),
    readout<&LiveTrainer::test_percent>(
        "test_accuracy", "Test accuracy", " %", 1,
        "Share of 1,000 new points that the net gets right; their labels are clean unless "
        "you ask for noisy ones."),
    readout<&LiveTrainer::gap_points>("gap", "Gap", " points", 1, "Training accuracy minus test accuracy."),
    readout<&LiveTrainer::train_loss>("train_loss", "Training loss", "", 3,
                                      "Mean logistic loss on the training set."),
    readout<&LiveTrainer::test_loss>("test_loss", "Test loss", "", 3, "Mean logistic loss on the test set."),
    readout<&LiveTrainer::flips_fitted>("flips_fitted", "Flips fitted", "", 0,
                                        "How many flipped training labels the net has learnt by heart."),
    readout<&LiveTrainer::flips_total>("flips_total", "Flipped labels", "", 0,
                                       "How many training labels are flipped."),
    readout<&LiveTrainer::steps>("steps", "Steps", "", 0, "Weight updates of the visible net so far."),
    readout<&LiveTrainer::seeds_compared>("seeds_compared", "Seeds compared", "", 0,
                                          "How many RNG seeds have been trained at both rates."),
    readout<&LiveTrainer::gain_mean>("gain", "Mean gain", " points", 2,
                                     "Test accuracy at p minus at the compared rate, mean over the seeds."),
    readout<&LiveTrainer::gain_low>("gain_low", "Gain, lower end", " points", 2,
                                    "Lower end of the 95 % interval of the mean gain."),
    readout<&LiveTrainer::gain_high>("gain_high", "Gain, upper end", " points", 2,
                                     "Upper end of the 95 % interval of the mean gain."),
};

constexpr ActionInfo actions[] = {
    action<&LiveTrainer::check_prediction>("check_prediction", "Check with 8 seeds",
                                           "Trains 8 seeds at both rates and shows the mean gain with its interval."),
    action<&LiveTrainer::challenge>(
        "challenge", "Challenge: 0.3 to 0.7",
        "Sets the question of the chapter: does going from p = 0.3 to p = 0.7 help or hurt."),
};

// What the visible net depends on; what its accuracies are counted with; what the evidence rests on.
constexpr std::string_view net_controls[] = {"p",          "data",  "flips", "weight_decay", "decoupled_decay",
                                             "stop_after", "width", "seed"};
constexpr std::string_view accuracy_controls[] = {
    "p", "data", "flips", "noisy_test", "weight_decay", "decoupled_decay", "stop_after", "width", "seed"};

constexpr PanelInfo panels[] = {
    panel<&LiveTrainer::draw_boundary>("boundary", "What the net answers", LiveTrainer::boundary_height,
                                       {.controls = net_controls,
                                        .describe = sentence<&LiveTrainer::describe_net>,
                                        .table = table_of<&LiveTrainer::boundary_table>}),
    panel<&LiveTrainer::draw_accuracy>("accuracy", "Accuracy now", LiveTrainer::accuracy_height,
                                       {.controls = accuracy_controls,
                                        .describe = sentence<&LiveTrainer::describe_net>,
                                        .table = table_of<&LiveTrainer::accuracy_table>}),
    panel<&LiveTrainer::draw_accuracy_curve>("accuracy_curve", "Accuracy over the run", LiveTrainer::curve_height,
                                             {.controls = accuracy_controls,
                                              .describe = sentence<&LiveTrainer::describe_net>,
                                              .table = table_of<&LiveTrainer::accuracy_curve_table>}),
    panel<&LiveTrainer::draw_loss_curve>("loss_curve", "Loss over the run", LiveTrainer::curve_height,
                                         {.controls = accuracy_controls,
                                          .describe = sentence<&LiveTrainer::describe_net>,
                                          .table = table_of<&LiveTrainer::loss_curve_table>}),
    panel<&LiveTrainer::draw_evidence>(
        "evidence", "Guess and evidence", LiveTrainer::evidence_height,
        {.describe = sentence<&LiveTrainer::describe_evidence>, .table = table_of<&LiveTrainer::evidence_table>}),
};

}  // namespace

extern constinit const WidgetType trainer = widget_type<LiveTrainer>({
    .id = "trainer",
    .title = "Train with dropout",
    .summary = "Trains a small net on noisy labels and compares train and test accuracy, with evidence over 8 seeds.",
    .hint = "Guess first, press Train, then check with 8 seeds.",
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
