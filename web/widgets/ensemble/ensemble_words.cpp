// ensemble_words.cpp: the sentences below the panels of ensemble.
#include <algorithm>

#include "ensemble.h"
#include "kit/plot.h"

namespace lesson {

std::string shape_text(const Ensemble::Params& params) {
  std::string text = "2-";
  for (const int width : params.widths()) text += std::to_string(width) + "-";
  return text + "1";
}

std::string count_of(double value) { return count_text(static_cast<std::int64_t>(value + 0.5)); }

namespace {

std::string place_words(const Ensemble::Params& params) {
  return " At x = " + number_text(params.x, 2) + ", y = " + number_text(params.y, 2) + " ";
}

std::string net_words(const Ensemble& widget, const Ensemble::Params& params) {
  return "A " + shape_text(params) + " net at p = " + number_text(params.drop_rate, 2) + " (RNG seed " +
         std::to_string(params.seed) + ") holds " + count_of(widget.member_count(params)) + " thinned nets.";
}

std::string accuracy_words(const Ensemble& widget, const Ensemble::Params& params) {
  const dropout::EnsembleAccuracy& share = widget.accuracies(params);
  return " On 400 test points the ensemble gets " + percent_text(share.arithmetic, 1) + " right, one pass " +
         percent_text(share.pass, 1) + ", an average member " + percent_text(share.member, 1) + ".";
}

std::string visited_words(const Ensemble& widget, const Ensemble::Params& params) {
  if (widget.draw_count(params) == 0) return "";
  return " " + count_text(widget.draw_count(params)) + " draws met " + count_text(widget.distinct_count(params)) +
         " of the " + count_of(widget.member_count(params)) + " members.";
}

}  // namespace

std::string Ensemble::describe_outputs(const Params& params) const {
  const Answers& all = answers(params);
  const auto [least, most] = std::minmax_element(all.outputs.begin(), all.outputs.end());
  const std::string sentence = net_words(*this, params) + place_words(params);
  const std::string range = number_text(*least, 2) + " to " + number_text(*most, 2);
  if (!params.is_enumerated())
    return sentence + count_text(drawn_members) + " drawn ones answer " + range + ", the one pass " +
           number_text(all.pass, 3) + ".";
  return sentence + "they answer " + range + ": arithmetic mean " + number_text(all.means.arithmetic, 3) +
         ", geometric mean " + number_text(all.means.geometric, 3) + ", one pass " + number_text(all.pass, 3) +
         ", mean of " + plural_text(params.pass_count(), "pass", "passes") + " " +
         number_text(monte_carlo(params), 3) + ".";
}

std::string Ensemble::describe_member(const Params& params) const {
  return net_words(*this, params) + " The member of draw " + count_text(params.member) + " keeps " +
         std::to_string(kept(params)) + " of " + std::to_string(params.unit_count) + " hidden units." +
         place_words(params) + "it answers " + number_text(member_output(params), 3) + ", the whole net " +
         number_text(pass(params), 3) + ".";
}

std::string Ensemble::describe_errors(const Params& params) const {
  const std::string sentence = net_words(*this, params) + place_words(params) + "the mean of " +
                               plural_text(params.pass_count(), "pass", "passes") + " is typically " +
                               number_text(expected_error(params), 4) + " away from the mean of all members";
  if (!params.is_enumerated()) return sentence + ", judged by " + count_text(drawn_members) + " drawn ones.";
  return sentence + "; measured over " + std::to_string(repeat_count) +
         " repeats: " + number_text(measured_error(params), 4) + ".";
}

std::string Ensemble::describe_accuracy(const Params& params) const {
  return net_words(*this, params) + accuracy_words(*this, params);
}

std::string Ensemble::describe_visited(const Params& params) const {
  return net_words(*this, params) + visited_words(*this, params);
}

std::string Ensemble::describe(const Params& params) const {
  return describe_outputs(params) + accuracy_words(*this, params) + visited_words(*this, params);
}

}  // namespace lesson
