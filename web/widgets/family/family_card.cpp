// family_card.cpp: the facts about each member of the family: what it removes, its mask, its formula, its rule in evaluation.
#include "family.h"

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
static_assert(sizeof cards / sizeof *cards == Family::member_count);

}  // namespace

const FamilyCard& family_card(Family::Member member) { return cards[static_cast<std::size_t>(member)]; }

}  // namespace lesson
