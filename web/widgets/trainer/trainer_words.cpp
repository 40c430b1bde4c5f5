// trainer_words.cpp: what the widget trainer says of its two nets.
#include <cmath>

#include "kit/plot.h"
#include "trainer.h"

namespace lesson {

namespace {

using Params = LiveTrainer::Params;

std::string fresh_words(const LiveTrainer& widget, const Params& params) {
  const int flips = widget.flips_total(params);
  return "Not trained yet: " + std::to_string(widget.net(0).config().dataset.train_count()) + " points of " +
         task_words(task_of(params)) + ", " + plural_text(flips, "label", "labels") + " of them wrong (RNG seed " +
         std::to_string(params.seed) + "); p is set to " + number_text(params.drop_rate, 2) + ".";
}

std::string net_words(const LiveTrainer& widget, const Params& params, int net) {
  const LiveTrainer::Measure& m = widget.now(net).measure;
  return (net == LiveTrainer::plain ? std::string("the net without dropout") :
                                      "the one with p = " + number_text(params.drop_rate, 2)) +
         " has learned " + std::to_string(m.flips_fitted) + " of " + std::to_string(m.flips_total) +
         " wrong labels and gets " + percent_text(LiveTrainer::seen(m, params).test_accuracy, 1) +
         (params.noisy_test ? " of noisy new points" : " of new points") + " right";
}

// What became of the reader's point.
std::string planted_words(const LiveTrainer& widget, const Params& params) {
  if (!params.is_planted()) return "";
  const auto believes = [&](int net) {
    return widget.now(net).answers.back() == widget.net(net).train_set().labels.back();
  };
  const bool plain = believes(LiveTrainer::plain), dropped = believes(LiveTrainer::dropped);
  if (plain && dropped) return " Your wrong point is believed by both.";
  if (plain) return " Your wrong point is believed by the net without dropout alone.";
  return dropped ? " Your wrong point is believed by the net with dropout alone."
                 : " Your wrong point is ignored by both.";
}

}  // namespace

std::string LiveTrainer::describe_twin(const Params& params) const {
  if (step_count() == 0) return fresh_words(*this, params);
  return "After " + plural_text(step_count(), "step", "steps") + " on " + task_words(task_of(params)) + " (RNG seed " +
         std::to_string(params.seed) + ") " + net_words(*this, params, plain) + "; " +
         net_words(*this, params, dropped) + "." + planted_words(*this, params);
}

std::string LiveTrainer::describe_time(const Params& params) const {
  if (step_count() == 0) return fresh_words(*this, params);
  const int net = static_cast<int>(params.shown), lowest = lowest_step(net, params);
  const Moment there = moment(net, looked_step(params));
  const double best = seen(moment(net, lowest).measure, params).test_loss,
               loss = seen(there.measure, params).test_loss;
  std::string sentence = net == plain ? "Without dropout" : "With dropout, p = " + number_text(params.drop_rate, 2) + ",";
  sentence += " the loss on new points is lowest at step " + count_text(lowest) + ", " + number_text(best, 2) +
              ". By step " + count_text(there.step) + " the net has learned " +
              std::to_string(there.measure.flips_fitted) + " of " + std::to_string(there.measure.flips_total) +
              " wrong labels, and its loss on new points is " + number_text(loss, 2);
  return sentence + (loss > 1.5 * best ? ", " + number_text(loss / best, 1) + " times the lowest." : ".");
}

std::string LiveTrainer::describe(const Params& params) const {
  const std::string twin = describe_twin(params);
  return step_count() == 0 ? twin : twin + " " + describe_time(params);
}

}  // namespace lesson
