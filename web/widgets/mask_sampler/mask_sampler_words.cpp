// mask_sampler_words.cpp: the sentences below the panels of mask_sampler.
#include <cmath>

#include "kit/plot.h"
#include "mask_sampler.h"

namespace lesson {

namespace {

// "At p = 0.50", with the kind of mask if it is one.
std::string rate_words(const MaskSampler::Params& params) { return "At p = " + number_text(params.drop_rate, 2); }

std::string drawn_sentence(const MaskSampler& widget, const MaskSampler::Params& params) {
  const MaskSampler::FitTest fit = widget.fit_test(params);
  std::string sentence = " In " + plural_text(widget.draw_count(params), "drawn mask", "drawn masks") + ", " +
                         number_text(widget.mean_kept(params), 2) + " of " + std::to_string(params.unit_count) +
                         " units were kept on average";
  if (fit.degrees_of_freedom == 0) return sentence + ".";
  return sentence + "; chi-square " + number_text(fit.chi_square, 1) + ", p-value " + number_text(fit.p_value, 2) +
         ".";
}

std::string law_of_sum(const MaskSampler& widget, const MaskSampler::Params& params) {
  return " Over all masks the sum is " + number_text(widget.mean_sum(params), 2) +
         " on average, with a standard deviation of " + number_text(widget.sum_sd(params), 2) + ".";
}

}  // namespace

std::string MaskSampler::describe_units(const Params& params) const {
  const Sums s = sums(params);
  const auto shown = mask(params);
  std::string kept_units;
  for (int unit = 0, listed = 0; unit < params.unit_count; ++unit) {
    if (shown[static_cast<std::size_t>(unit)] == 0) continue;
    ++listed;
    kept_units += (listed == 1 ? "" : listed == s.kept ? " and " : ", ") + std::to_string(unit + 1);
  }
  std::string sentence = rate_words(params) + ", mask " + count_text(params.mask_number) + " of RNG seed " +
                         std::to_string(params.seed) + " keeps ";
  sentence += s.kept == 0 ? "none" : std::to_string(s.kept);
  sentence += " of " + std::to_string(params.unit_count) + (params.relu ? " ReLU units" : " units");
  if (s.kept > 0) sentence += " (" + kept_units + ")";
  sentence += ": a sum of " + number_text(s.surviving, 1) + " out of " + number_text(s.full, 1);
  if (s.full != 0) sentence += ", which is " + number_text(sum_share(params), 0) + " %";
  return sentence + ".";
}

std::string MaskSampler::describe_sums(const Params& params) const {
  return rate_words(params) + ", this mask leaves a sum of " + number_text(sums(params).surviving, 1) + " out of " +
         number_text(sums(params).full, 1) + "." + law_of_sum(*this, params);
}

std::string MaskSampler::describe_kept(const Params& params) const {
  const double n = params.unit_count, keep_rate = 1 - params.drop_rate;
  const std::string law = rate_words(params) + " a mask keeps " + number_text(n * keep_rate, 2) + " of " +
                          plural_text(params.unit_count, "unit", "units") +
                          " on average, with a standard deviation of " +
                          number_text(std::sqrt(n * keep_rate * params.drop_rate), 2) + "; this one keeps " +
                          std::to_string(kept(params)) + ".";
  return draw_count_ > 0 ? law + drawn_sentence(*this, params) : law;
}

std::string MaskSampler::describe_settle(const Params& params) const {
  const std::string truth = number_text(mean_sum(params), 2);
  if (draw_count_ == 0)
    return rate_words(params) + " the mean over all masks is " + truth + ". No mask is drawn yet.";
  const double reach = 1.96 * sum_sd(params) / std::sqrt(static_cast<double>(draw_count_));
  return rate_words(params) + ", after " + plural_text(draw_count_, "mask", "masks") +
         ", the mean of the surviving sum is " + number_text(run_sums_[0] / draw_count_, 2) +
         "; over all masks it is " + truth + ". About 95 % of such means lie within " + number_text(reach, 2) +
         " of it.";
}

std::string MaskSampler::describe(const Params& params) const {
  const std::string sentence = describe_units(params) + law_of_sum(*this, params);
  return draw_count_ > 0 ? sentence + drawn_sentence(*this, params) : sentence;
}

}  // namespace lesson
