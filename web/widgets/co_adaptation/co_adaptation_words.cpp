// co_adaptation_words.cpp: the sentence below co_adaptation's picture, and the titles of its nets.
#include "co_adaptation.h"
#include "co_adaptation_picture.h"
#include "kit/plot.h"

namespace lesson {

std::string decay_words(const CoAdaptation::Params& params) {
  const double weight_decay = params.weight_decay, decoupled_decay = params.decoupled_decay;
  std::string words = "weight decay ";
  if (weight_decay > 0 || decoupled_decay == 0) words += "(L2) " + number_text(weight_decay, 3);
  if (weight_decay > 0 && decoupled_decay > 0) words += " and ";
  if (decoupled_decay > 0) words += "(AdamW) " + number_text(decoupled_decay, 1);
  return words;
}

std::string net_title(const CoAdaptation::Params& params, int net) {
  if (net == 0) return "No dropout";
  if (net == 2) {
    std::string words = decay_words(params);
    words[0] = 'W';
    return words;
  }
  return params.rate() > 0 ? "Dropout, p = " + number_text(params.rate(), 2) : "Dropout switched off";
}

namespace {

// "without dropout", "with dropout at p = 0.50", "with weight decay (L2) 0.010".
std::string with_words(const CoAdaptation::Params& params, int net) {
  if (net == 0) return "without dropout";
  if (net == 2) return "with " + decay_words(params);
  return params.rate() > 0 ? "with dropout at p = " + number_text(params.rate(), 2) : "with dropout switched off";
}

// "a, b and c", one for each net.
template <class Words>
std::string for_each_net(const CoAdaptation& widget, Words&& words) {
  std::string list;
  for (int net = 0; net < widget.net_count(); ++net)
    list += (net == 0 ? "" : net + 1 == widget.net_count() ? " and " : ", ") + words(net);
  return list;
}

// "After 12 steps on 80 points of moons with 16 flipped labels (RNG seed 51)"
std::string run_words(const CoAdaptation& widget, const CoAdaptation::Params& params) {
  const int steps = widget.step_count();
  std::string words = steps == 0 ? "Not trained yet" : "After " + plural_text(steps, "step", "steps");
  words += " on 80 points of ";
  words += params.data == CoAdaptation::Data::moons ? "moons" : "spirals";
  return words + " with " + plural_text(widget.flips(params), "flipped label", "flipped labels") + " (RNG seed " +
         std::to_string(params.seed) + ")";
}

std::string largest_words(const CoAdaptation& widget, const CoAdaptation::Params& params) {
  return ", removing the one unit that matters most costs " +
         for_each_net(widget,
                      [&](int net) {
                        return number_text(widget.dependence(net).damage.largest_drop(), 1) +
                               (net == 0 ? " points of training accuracy " : " ") + with_words(params, net);
                      }) +
         ". ";
}

std::string orders_words(const CoAdaptation& widget) {
  return "n " + plural_text(widget.orders_done(), "random order", "random orders") +
         " a tenth of the training accuracy is gone after " +
         for_each_net(widget, [&](int net) { return number_text(widget.mean_broken(net), 1); }) +
         " units on average.";
}

}  // namespace

std::string CoAdaptation::describe_removal(const Params& params) const {
  if (orders_done_ == 0)
    return run_words(*this, params) + ", no random order has been tried. Press “Remove at random” after training.";
  const auto right = [&](int net) { return number_text(mean_right(net, params.gone), 0); };
  std::string words = "With " + plural_text(params.gone, "unit", "units") +
                      " of 32 gone, the net trained with dropout still gets " + right(1) +
                      " of its 80 points right; without it " + right(0);
  if (net_count() > 2) words += ", with weight decay " + right(2);
  return words + " (mean of " + plural_text(orders_done_, "random order", "random orders") + ").";
}

std::string CoAdaptation::describe(const Params& params) const {
  std::string sentence = run_words(*this, params) + largest_words(*this, params);
  bool is_whole = true;
  for (int net = 0; net < net_count(); ++net) is_whole = is_whole && standing(params, net).removed == 0;
  if (!is_whole)
    sentence += "With " +
                for_each_net(*this, [&](int net) { return std::to_string(standing(params, net).removed); }) +
                " of 32 units removed, training";
  else
    sentence += "Training";
  sentence += " accuracy is " +
              for_each_net(*this, [&](int net) { return percent_text(standing(params, net).train, 1); }) +
              ", test accuracy " +
              for_each_net(*this, [&](int net) { return percent_text(standing(params, net).test, 1); }) + ".";
  if (orders_done_ == 0) return sentence;
  return sentence + " I" + orders_words(*this);
}

}  // namespace lesson
