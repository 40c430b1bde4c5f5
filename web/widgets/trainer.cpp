// trainer.cpp: widget trainer, chapter 6: train a small net on noisy labels at a drop rate that the reader predicted about.
#include "trainer.h"

#include <cmath>

#include "plot.h"
#include "run_state.h"

namespace lesson {

namespace {

constexpr std::string_view data_names[] = {"spirals", "moons", "circles", "xor"};
constexpr std::string_view prediction_names[] = {"no guess", "helps", "hurts", "no difference"};
constexpr double challenge_from = 0.3, challenge_to = 0.7;

LiveTrainer::Measure measure(const dropout::Trainer& trainer) {
  const dropout::Metrics m = trainer.evaluate();
  return {static_cast<float>(m.train_accuracy),
          static_cast<float>(m.test_accuracy),
          static_cast<float>(m.train_loss),
          static_cast<float>(m.test_loss),
          m.flips_fitted,
          m.flips_total};
}

// The fields of a run. Loading keeps the sizes that the config gave, or is refused.
void transfer(dropout::Trainer& trainer, StateIo& io) {
  transfer_run(trainer, io);
  io.require(trainer.step_count() >= 0 && trainer.step_count() <= LiveTrainer::total_steps);
}

}  // namespace

dropout::TrainerConfig LiveTrainer::config_of(const Params& params, double drop_rate, std::uint64_t seed) {
  // Engine kind and noise in the order of Data; the noise of chapter 6's tables.
  constexpr dropout::DatasetKind kinds[] = {dropout::DatasetKind::spirals, dropout::DatasetKind::moons,
                                            dropout::DatasetKind::circles, dropout::DatasetKind::exclusive_or};
  constexpr double noises[] = {0.15, 0.2, 0.15, 0.4};
  const auto data = static_cast<std::size_t>(params.data);
  dropout::TrainerConfig config;
  config.dataset = {
      .kind = kinds[data], .count = 80, .noise = noises[data], .flip_share = params.flip_share, .seed = seed};
  config.test_count = 1000;
  config.drop_rate = drop_rate;
  config.total_steps = total_steps;
  config.seed = seed;
  return config;
}

std::string_view LiveTrainer::data_name(Data data) { return data_names[static_cast<std::size_t>(data)]; }

void LiveTrainer::reset(const Params& params) {
  params_ = params;
  visible_.emplace(config_of(params, params.drop_rate, params.seed));
  duel_.reset();
  pairs_.clear();
  now_.reset();
  curve_.assign(1, now());
}

void LiveTrainer::step(const Params&) {
  if (!visible_->finished()) {
    visible_->step();
    now_.reset();
    if (visible_->step_count() % steps_per_measure == 0) curve_.push_back(now());
    return;
  }
  if (evidence_complete()) return;
  if (!duel_) start_duel();
  duel_->from.step(steps_per_evidence_tick);
  duel_->to.step(steps_per_evidence_tick);
  if (!duel_->to.finished()) return;
  pairs_.push_back({duel_->from.evaluate().test_accuracy, duel_->to.evaluate().test_accuracy});
  duel_.reset();
}

void LiveTrainer::start_duel() {
  const std::uint64_t seed = params_.seed + static_cast<std::uint64_t>(pairs_.size());
  duel_.emplace(Duel{dropout::Trainer(config_of(params_, params_.from_drop_rate, seed)),
                     dropout::Trainer(config_of(params_, params_.drop_rate, seed))});
}

void LiveTrainer::state(StateIo& io) {
  transfer(*visible_, io);
  io(curve_);
  io.require(curve_.size() == 1 + static_cast<std::size_t>(visible_->step_count() / steps_per_measure));
  io(pairs_);
  io.require(pairs_.size() <= evidence_seeds);
  std::uint8_t has_duel = duel_ ? 1 : 0;
  io(has_duel);
  if (io.loading()) {
    now_.reset();
    duel_.reset();
    if (has_duel != 0) start_duel();
  }
  if (!duel_) return;
  transfer(duel_->from, io);
  transfer(duel_->to, io);
}

const LiveTrainer::Measure& LiveTrainer::now() const {
  if (!now_) now_ = measure(*visible_);
  return *now_;
}

dropout::MeanInterval LiveTrainer::gain() const {
  std::vector<double> from, to;
  for (const Pair& pair : pairs_) {
    from.push_back(100 * pair.from);
    to.push_back(100 * pair.to);
  }
  dropout::MeanInterval interval = dropout::paired_interval(from, to);
  if (!std::isfinite(interval.half_width)) interval.half_width = 0;
  return interval;
}

LiveTrainer::Verdict LiveTrainer::verdict() const {
  if (!evidence_complete()) return Verdict::open;
  const dropout::MeanInterval interval = gain();
  if (interval.mean - interval.half_width > 0) return Verdict::helps;
  if (interval.mean + interval.half_width < 0) return Verdict::hurts;
  return Verdict::cannot_tell;
}

// ---- actions and words -----------------------------------------------------------------------------------------------

int LiveTrainer::challenge(Params& params) {
  params.from_drop_rate = challenge_from;
  params.drop_rate = challenge_to;
  return 0;
}

int LiveTrainer::ticks_done() const {
  const int in_duel = duel_ ? duel_->to.step_count() / steps_per_evidence_tick : 0;
  return visible_->step_count() + static_cast<int>(pairs_.size()) * ticks_per_seed + in_duel;
}

int LiveTrainer::check_prediction(Params&) { return max_ticks - ticks_done(); }

std::string_view verdict_words(LiveTrainer::Verdict verdict) {
  constexpr std::string_view words[] = {"", "it helps", "it hurts", "8 seeds cannot tell"};
  return words[static_cast<std::size_t>(verdict)];
}

std::string_view prediction_words(LiveTrainer::Prediction prediction) {
  return prediction_names[static_cast<std::size_t>(prediction)];
}

std::string evidence_sentence(const LiveTrainer& widget, const LiveTrainer::Params& params) {
  const std::string change =
      "from p = " + number_text(params.from_drop_rate, 2) + " to p = " + number_text(params.drop_rate, 2);
  const bool guessed = params.prediction != LiveTrainer::Prediction::no_guess;
  const std::string said = guessed ? "You said: " + std::string(prediction_words(params.prediction)) + ". " : "";
  if (params.drop_rate == params.from_drop_rate)
    return said + "Both rates to compare are p = " + number_text(params.drop_rate, 2) + ", so nothing can differ.";
  if (widget.pairs().empty())
    return guessed ? said + "The check trains 8 seeds, " + change + "."
                   : "Guess first whether going " + change + " helps or hurts.";
  const dropout::MeanInterval gain = widget.gain();
  const std::string measured = "Measured " + change + ": " + signed_text(gain.mean, 1) + " points of test accuracy";
  if (!widget.evidence_complete())
    return said + measured + " over " + plural_text(gain.count, "seed", "seeds") + " so far.";
  return said + measured + ", 95 % interval " + signed_text(gain.mean - gain.half_width, 1) + " to " +
         signed_text(gain.mean + gain.half_width, 1) + " over " + std::to_string(gain.count) +
         " seeds: " + std::string(verdict_words(widget.verdict())) + ".";
}

std::string LiveTrainer::describe(const Params& params) const {
  const Measure& m = now();
  const std::string flips =
      std::to_string(m.flips_total) + (m.flips_total == 1 ? " flipped label" : " flipped labels");
  std::string sentence;
  if (visible_->step_count() == 0)
    sentence = "Not trained yet: 80 points of " + std::string(data_name(params.data)) + " with " + flips +
               " (RNG seed " + std::to_string(params.seed) + "); p is set to " + number_text(params.drop_rate, 2) +
               ".";
  else
    sentence = "After " + plural_text(visible_->step_count(), "step", "steps") + " on " +
               std::string(data_name(params.data)) + " at p = " + number_text(params.drop_rate, 2) + " (RNG seed " +
               std::to_string(params.seed) + ") the net gets " + percent_text(m.train_accuracy, 1) +
               " of the training labels and " + percent_text(m.test_accuracy, 1) +
               " of the test labels right, a gap of " + number_text(gap_points(params), 1) +
               " points, and reproduces " + std::to_string(m.flips_fitted) + " of " + flips + ".";
  return sentence + " " + evidence_sentence(*this, params);
}

// ---- declaration -----------------------------------------------------------------------------------------------------

namespace {

using Params = LiveTrainer::Params;

constexpr ParamInfo params[] = {
    param<&Params::drop_rate>("p", "Drop rate p", "", {0, 0.95, 0.05},
                              "Probability that a hidden unit is set to zero in a training step."),
    param<&Params::prediction>("prediction", "Your guess", "", {0, 3, 1},
                               "What going from the compared rate to the drop rate does to the test accuracy.",
                               {.place = Place::picture, .effect = ParamEffect::view, .choices = prediction_names}),
    param<&Params::data>("data", "Data", "", {0, 3, 1}, "The shape of the two classes.", {.choices = data_names}),
    param<&Params::flip_share>("flips", "Flipped labels", "", {0, 0.4, 0.05},
                               "Share of the training labels that are wrong; test labels are clean."),
    param<&Params::from_drop_rate>("from_p", "Compared rate", "", {0, 0.95, 0.05},
                                   "The drop rate that p is compared with over 8 seeds.", {.place = Place::more}),
    param<&Params::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1},
                         "Chooses data, initial weights and masks; the same seed gives the same run.",
                         {.place = Place::more, .is_seed = true}),
};

constexpr ReadoutInfo readouts[] = {
    readout<&LiveTrainer::train_percent>("train_accuracy", "Training accuracy", " %", 1,
                                         "Share of training labels, wrong ones included, that the net reproduces."),
    readout<&LiveTrainer::test_percent>("test_accuracy", "Test accuracy", " %", 1,
                                        "Share of 1,000 new points with clean labels that the net gets right."),
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
    .picture_height = trainer_height,
});

}  // namespace lesson
