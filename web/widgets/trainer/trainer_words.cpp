// trainer_words.cpp: what the widget trainer says: its sentence, the question, the reader's guess and the verdict.
#include "kit/plot.h"
#include "trainer.h"

namespace lesson {

std::string_view verdict_words(LiveTrainer::Verdict verdict) {
  constexpr std::string_view words[] = {"", "it helps", "it hurts", "8 seeds cannot tell"};
  return words[static_cast<std::size_t>(verdict)];
}

std::string_view prediction_words(LiveTrainer::Prediction prediction) {
  return LiveTrainer::prediction_names[static_cast<std::size_t>(prediction)];
}

// "You said: hurts. Measured: ...", or the question while the answer is open.
std::string LiveTrainer::describe_evidence(const Params& params) const {
  const std::string change =
      "from p = " + number_text(params.from_drop_rate, 2) + " to p = " + number_text(params.drop_rate, 2);
  const bool guessed = params.prediction != Prediction::no_guess;
  const std::string said = guessed ? "You said: " + std::string(prediction_words(params.prediction)) + ". " : "";
  if (params.drop_rate == params.from_drop_rate)
    return said + "Both rates to compare are p = " + number_text(params.drop_rate, 2) + ", so nothing can differ.";
  if (pair_count() == 0)
    return guessed ? said + "The check trains 8 seeds, " + change + "."
                   : "Guess first whether going " + change + " helps or hurts.";
  const dropout::MeanInterval found = gain(params);
  const std::string measured = "Measured " + change + ": " + signed_text(found.mean, 1) + " points of test accuracy";
  if (!evidence_complete())
    return said + measured + " over " + plural_text(found.count, "seed", "seeds") + " so far.";
  return said + measured + ", 95 % interval " + signed_text(found.mean - found.half_width, 1) + " to " +
         signed_text(found.mean + found.half_width, 1) + " over " + std::to_string(found.count) +
         " seeds: " + std::string(verdict_words(verdict(params))) + ".";
}

std::string LiveTrainer::describe_net(const Params& params) const {
  const Measure m = seen(now(), params);
  const std::string_view test_labels =
      params.noisy_test ? " of noisy test labels right" : " of the test labels right";
  const std::string flips =
      std::to_string(m.flips_total) + (m.flips_total == 1 ? " flipped label" : " flipped labels");
  std::string sentence;
  if (visible_->step_count() == 0)
    sentence = "Not trained yet: 80 points of " + task_words(task_of(params)) + " with " + flips + " (RNG seed " +
               std::to_string(params.seed) + "); p is set to " + number_text(params.drop_rate, 2) + ".";
  else
    sentence = "After " + plural_text(visible_->step_count(), "step", "steps") + " on " +
               task_words(task_of(params)) + " at p = " + number_text(params.drop_rate, 2) + " (RNG seed " +
               std::to_string(params.seed) + ") the net gets " + percent_text(m.train_accuracy, 1) +
               " of the training labels and " + percent_text(m.test_accuracy, 1) + std::string(test_labels) +
               ", a gap of " + number_text(gap_points(params), 1) + " points, and reproduces " +
               std::to_string(m.flips_fitted) + " of " + flips + ".";
  return sentence;
}

std::string LiveTrainer::describe(const Params& params) const {
  return describe_net(params) + " " + describe_evidence(params);
}

}  // namespace lesson
