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

// One sentence about the marked rate; how far the runs are stands in the picture.
std::string RateSweep::describe(const Params& params) const {
  const std::string task = task_words(task_of(params)) + " with " + percent_text(params.flip_share) +
                           " of the training labels flipped" + (params.noisy_test ? " (test labels too)" : "");
  if (source(params) == Source::nothing)
    return "No numbers yet for " + task + ": there is no table of it, so run the sweep.";
  const Point& shown = marked(params);
  std::string sentence = "On " + task + ", " +
                         (params.drop_rate > 0 ? "p = " + rate_text(params.drop_rate) : std::string("no dropout")) +
                         " gets " + number_text(shown.test.mean, 1) + " % of new points right";
  if (params.drop_rate > 0)
    sentence += ", a gain over no dropout of " + signed_text(shown.gain.mean, 1) + " ± " +
                number_text(shown.gain.half_width, 1) + " points";
  return sentence + " (" + source_words(*this, params) + "); " + best_words(*this, params) + "." +
         followed_words(*this, params);
}

}  // namespace lesson
