// family_card.cpp: the panel "card" of family and the facts about each member of the family: what it removes, its mask, its formula, its rule in evaluation.
#include "family.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

constexpr FamilyCard cards[] = {
    {"Dropout", "cells", "single activations", "(N, C, H, W) = (2, 4, 6, 6)", "y = m x / (1 − p)", "y = x",
     "0.5 dense, 0.1 transformer", "chapters 1 and 2"},
    {"DropBlock", "squares", "squares of b × b cells", "(N, C, H, W), clustered", "y = m x · count / sum", "y = x",
     "0.1, ramped up, b = 7", "chapter 8"},
    {"Spatial dropout", "channels", "whole channels", "(N, C, 1, 1) = (2, 4, 1, 1)", "y = m x / (1 − p)", "y = x",
     "0.1 to 0.3", "chapter 4"},
    {"Drop path", "examples", "the branch, per example", "(N, 1, 1, 1) = (2, 1, 1, 1)", "y = x + m f(x) / (1 − p)",
     "y = x + f(x)", "0 to 0.1–0.5 with depth", "chapter 7"},
    {"Stochastic depth", "the batch", "the branch, for the batch", "(1, 1, 1, 1), one draw", "y = x + m f(x)",
     "y = x + (1 − p) f(x)", "0 to 0.5 with depth", "chapter 7"},
    {"DropConnect", "weights", "single weights", "(N, O, I) = (2, 6, 24)", "u = (m W) v / (1 − p)",
     "mean W, or sampled", "0.5", "chapter 5"},
    {"Gaussian dropout", "factors", "nothing: it multiplies", "(N, C, H, W) = (2, 4, 6, 6)",
     "y = g x, g ~ N(1, p / (1 − p))", "y = x", "as for dropout", "this chapter"},
};
constexpr std::string_view card_labels[] = {"removes", "mask", "training", "evaluation", "typical p", "more in"};
constexpr int card_lines = 6;

struct CardLayout {
  explicit CardLayout(float width) : tight(width < tight_below), type(panel_type(width)) {
    step = tight ? 2 * type.body + 12 : type.body + 8;
  }
  bool tight;
  TypeSizes type;
  float step;
};

std::string now_words(const Family::Params& params, double share) {
  if (params.member == Family::Member::gaussian) return "mean factor " + number_text(share, 3) + " now, nothing is 0";
  return percent_text(share) + " dropped now, " +
         plural_text(Family::decision_count(params, params.member), "decision", "decisions");
}

static_assert(sizeof cards / sizeof *cards == Family::member_count);

}  // namespace

const FamilyCard& family_card(Family::Member member) { return cards[static_cast<std::size_t>(member)]; }

float Family::card_height(float width) {
  const CardLayout at(width);
  return 6 + 52 + at.step * card_lines + 8;
}

void Family::draw_card(const Params& params, Canvas& canvas) const {
  const FamilyCard& facts = family_card(params.member);
  const Rect area = panel_inside(canvas.bounds());
  const CardLayout at(canvas.bounds().width);
  const std::string_view values[] = {facts.removes,   facts.shape,   facts.formula,
                                     facts.test_rule, facts.typical, facts.chapter};
  canvas.rect({area.x, area.y + 1, 3, 16}, {.ink = Ink::accent}, 1);
  canvas.text({area.x + 9, area.y + 9}, facts.name, {.size = 16, .bold = true});
  const std::string now = now_words(params, share(params, params.member, params.mask_number));
  canvas.text({area.x, area.y + 31}, now, {.size = fitting_size(now, at.type.body, area.width), .ink = Ink::kept});
  const float label_width = at.tight ? 0 : 84;
  std::string all(facts.name);
  for (int i = 0; i < card_lines; ++i) {
    const float y = area.y + 60 + at.step * static_cast<float>(i);
    canvas.text({area.x, y}, card_labels[i], {.size = at.type.body, .ink = Ink::muted});
    canvas.text({area.x + label_width, at.tight ? y + at.type.body + 3 : y}, values[i],
                {.size = fitting_size(values[i], at.type.body, area.width - label_width)});
    all += std::string(i == 0 ? ": " : "; ") + std::string(card_labels[i]) + " " + std::string(values[i]);
  }
  canvas.explain(area, all + ".");
}

}  // namespace lesson
