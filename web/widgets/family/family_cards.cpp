// family_cards.cpp: what there is to know about each member of the family: what it takes, its coins, its mask, its rule in evaluation.
#include "family.h"
#include "kit/plot.h"

namespace lesson {

using Member = Family::Member;

namespace {

constexpr FamilyCard cards[] = {
    {"Dropout", "Dropout", "single cells", "one a cell", "4 × 4 × 6 × 6", "nothing to do", "dense layers",
     "0.5 in dense layers, 0.1 in transformers"},
    {"DropBlock", "DropBlock", "squares of cells", "one a place for a square", "4 × 4 × 6 × 6, in squares",
     "nothing to do", "feature maps that are smooth", "0.1, raised slowly"},
    {"Spatial dropout", "Spatial", "a channel of an example", "one a channel", "4 × 4 × 1 × 1", "nothing to do",
     "feature maps: neighbors know", "0.1 to 0.3"},
    {"Drop path", "Drop path", "the branch of an example", "one an example", "4 × 1 × 1 × 1", "nothing to do",
     "deep residual nets", "0 to 0.5, growing with depth"},
    {"Stochastic depth", "Depth", "the branch of the batch", "one for the batch", "1 × 1 × 1 × 1",
     "as published: branch × (1 − p)", "deep residual nets; saves time", "0 to 0.5, growing with depth"},
    {"DropConnect", "DropConnect", "single weights", "one a weight", "6 × 6, for each example",
     "mean weights, or samples", "dense layers", "0.5"},
    {"Gaussian dropout", "Gaussian", "nothing: cells are multiplied", "one factor a cell", "4 × 4 × 6 × 6",
     "nothing to do", "dense layers", "as for dropout"},
};
static_assert(sizeof cards / sizeof *cards == Family::member_count);

}  // namespace

const FamilyCard& family_card(Member member) {
  return cards[member == Member::all ? 0 : static_cast<std::size_t>(member)];
}

std::string family_value_text(Member member, double value, bool with_unit) {
  if (member == Member::gaussian) return number_text(value, 3);
  return number_text(100 * value, 1) + (with_unit ? " %" : "");
}

std::string family_coins_text(const Family::Params& params, Member member) {
  const int count = Family::decision_count(params, member);
  return member == Member::gaussian ? plural_text(count, "factor", "factors") : plural_text(count, "coin", "coins");
}

}  // namespace lesson
