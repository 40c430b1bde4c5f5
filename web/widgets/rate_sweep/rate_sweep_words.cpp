// rate_sweep_words.cpp: what rate_sweep says about its numbers: where they come from, the best rate, the followed seed.
#include <cmath>

#include "kit/plot.h"
#include "rate_sweep.h"

namespace lesson {

namespace {

using Params = RateSweep::Params;

std::string rate_text(double rate) { return number_text(rate, 1); }

// What a reader of that one seed would have concluded.
std::string followed_words(const RateSweep& widget, const Params& params) {
  const std::vector<double> percents = widget.followed_percents(params);
  if (percents.size() < static_cast<std::size_t>(RateSweep::rate_count)) return "";
  const double best = widget.followed_best(params);
  return " RNG seed " + std::to_string(numbered_seed(params, params.followed)) + " alone would have told you " +
         (best == 0 ? std::string("never to use dropout.") : "p = " + rate_text(best) + ".");
}

std::string progress_words(const RateSweep& widget, const Params& params) {
  const int left = widget.runs_left(params);
  if (left == 0) return "All " + plural_text(widget.wanted_runs(params), "run", "runs") + " are done.";
  return plural_text(widget.runs_done(params), "run", "runs") + " of " + std::to_string(widget.wanted_runs(params)) +
         " done, " + count_text(std::llround(widget.steps_left(params))) + " training steps to go.";
}

}  // namespace

std::string seeds_words(std::uint64_t first, int count) {
  if (count == 1) return "RNG seed " + std::to_string(first);
  return "RNG seeds " + std::to_string(first) + " to " +
         std::to_string(first + static_cast<std::uint64_t>(count) - 1);
}

std::string source_words(const RateSweep& widget, const Params& params) {
  switch (widget.source(params)) {
    case RateSweep::Source::nothing: return "nothing computed yet";
    case RateSweep::Source::table: {
      const RateTable& table = *rate_table_of(task_of(params));
      return "pre-computed table, " + seeds_words(static_cast<std::uint64_t>(table.first_seed), table.seed_count);
    }
    case RateSweep::Source::runs: {
      const int seeds = widget.complete_seeds(params);
      const bool partial = widget.shown_runs(params) > seeds * RateSweep::rate_count;
      return "computed here, " + seeds_words(params.seed, seeds) + (partial ? " and part of the next" : "");
    }
  }
  return "";
}

std::string best_words(const RateSweep& widget, const Params& params) {
  if (widget.source(params) == RateSweep::Source::nothing) return "";
  const auto [first, last] = widget.best_zone(params);
  const std::string low = rate_text(RateSweep::rate(first)), high = rate_text(RateSweep::rate(last));
  if (first == last) return "highest mean: " + low;
  return "best: " + low + (last == first + 1 ? " or " : " to ") + high + ", too close to call";
}

std::string RateSweep::describe(const Params& params) const {
  const std::string task = task_words(task_of(params)) + " with " + percent_text(params.flip_share) +
                           " of the training labels flipped" + (params.noisy_test ? " (test labels too)" : "");
  const std::string todo = progress_words(*this, params);
  if (source(params) == Source::nothing)
    return "No numbers yet for " + task + ": there is no table of it, so run the sweep. " + todo;
  const Points& shown = points(params);
  const auto mean_at = [&](double rate) {
    return number_text(shown[static_cast<std::size_t>(std::lround(10 * rate))].test.mean, 1) +
           " % at p = " + rate_text(rate);
  };
  const double best = best_rate(params);
  std::string sentence =
      "On new points of " + task + " (" + source_words(*this, params) + ") the mean is " + mean_at(0);
  if (best > 0) sentence += ", highest with " + mean_at(best);
  if (best < 0.9) sentence += ", and " + mean_at(0.9);
  sentence += "; " + best_words(*this, params) + ".";
  if (params.drop_rate > 0) {
    const dropout::MeanInterval& gain = marked(params).gain;
    sentence += " At p = " + rate_text(params.drop_rate) + " the gain over no dropout is " +
                signed_text(gain.mean, 1) + " ± " + number_text(gain.half_width, 1) + " points.";
  }
  return sentence + followed_words(*this, params) + " " + todo;
}

}  // namespace lesson
