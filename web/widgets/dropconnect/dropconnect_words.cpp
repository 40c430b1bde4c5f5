// dropconnect_words.cpp: the sentences below the panels of dropconnect.
#include <cmath>

#include "dropconnect.h"
#include "kit/plot.h"

namespace lesson {

using Method = DropConnectLab::Method;

namespace {

std::string mask_words(const DropConnectLab& widget, const DropConnectLab::Params& params) {
  const DropConnectLab::Masked layer = DropConnectLab::masked_layer(params);
  const bool units = params.drops_units();
  return std::string(units ? "Dropout" : "DropConnect") + " at p = " + number_text(params.drop_rate, 2) + ", mask " +
         count_text(params.mask_number) + " of RNG seed " + std::to_string(params.seed) + ": " +
         std::to_string(widget.kept_now(params)) + " of " +
         (units ? std::to_string(layer.inputs()) + " units" : std::to_string(layer.weights.size()) + " links") +
         " kept, so output units 1 and " + std::to_string(DropConnectLab::other_unit(params) + 1) + " get " +
         number_text(widget.first_now(params), 1) + " and " + number_text(widget.other_now(params), 1) + ".";
}

std::string count_words(const DropConnectLab& widget, const DropConnectLab::Params& params) {
  return " The layer has " + count_text(std::llround(widget.unit_masks(params))) + " unit masks and " +
         count_text(std::llround(widget.weight_masks(params))) + " link masks.";
}

// "their covariance is ... with dropout and 0 with DropConnect."
std::string covariance_words(const DropConnectLab::Params& params) {
  return "covariance is " + number_text(DropConnectLab::formula(params, Method::dropout).covariance, 2) +
         " with dropout and " + number_text(DropConnectLab::formula(params, Method::drop_connect).covariance, 0) +
         " with DropConnect.";
}

std::string drawn_words(const DropConnectLab& widget, const DropConnectLab::Params& params) {
  if (widget.draw_count(params) == 0) return "";
  return " In " + plural_text(widget.draw_count(params), "draw", "draws") + " the covariance was " +
         number_text(widget.drawn(params, Method::dropout).covariance, 2) + " with dropout and " +
         number_text(widget.drawn(params, Method::drop_connect).covariance, 2) + " with DropConnect.";
}

}  // namespace

std::string DropConnectLab::describe_net(const Params& params) const {
  return mask_words(*this, params) + count_words(*this, params);
}

std::string DropConnectLab::describe_joint(const Params& params) const {
  return "Output units 1 and " + std::to_string(other_unit(params) + 1) +
         " at p = " + number_text(params.drop_rate, 2) + ": over all masks their " + covariance_words(params) +
         drawn_words(*this, params);
}

std::string DropConnectLab::describe_marginal(const Params& params) const {
  const Moments law = formula(params, Method::dropout);
  std::string words = "Output unit 1 alone at p = " + number_text(params.drop_rate, 2) + ": its mean is " +
                      number_text(law.mean[0], 2) + " and its variance " + number_text(law.variance[0], 2) +
                      " with either method.";
  if (draw_count_ == 0) return words;
  return words + " In " + plural_text(draw_count_, "draw", "draws") + " the variance was " +
         number_text(drawn(params, Method::dropout).variance[0], 2) + " with dropout and " +
         number_text(drawn(params, Method::drop_connect).variance[0], 2) + " with DropConnect.";
}

std::string DropConnectLab::describe(const Params& params) const {
  const Moments law = formula(params, Method::dropout);
  return mask_words(*this, params) + " Over all masks their variances are " + number_text(law.variance[0], 2) +
         " and " + number_text(law.variance[1], 2) + " with either method; their " + covariance_words(params) +
         count_words(*this, params) + drawn_words(*this, params);
}

}  // namespace lesson
