// family_tables.cpp: what the panels of family draw, as tables.
#include "contract/table.h"
#include "family.h"
#include "kit/plot.h"

namespace lesson {

void Family::masks_table(const Params& params, Table& table) const {
  table.row("Member", "Random decisions", "Dropped now");
  for (const Member member : members)
    table.row(family_card(member).name, count_text(decision_count(params, member)),
              (member == Member::gaussian ? "mean factor " : "") +
                  family_value_text(member, share(params, member, params.mask_number), true));
}

void Family::spread_table(const Params& params, Table& table) const {
  table.row("Member", "Exact mean", "Exact standard deviation", "Drawn mean", "Drawn standard deviation");
  for (const Member member : members) {
    const dropout::ShareLaw exact = law(params, member);
    const auto drawn = [&](double value) {
      return draw_count_ > 0 ? family_value_text(member, value, true) : std::string();
    };
    table.row(family_card(member).name, family_value_text(member, exact.mean, true),
              family_value_text(member, exact.sd, true), drawn(measured_mean(member)), drawn(measured_sd(member)));
  }
}

void Family::card_table(const Params& params, Table& table) const {
  const FamilyCard& card = family_card(params.member);
  table.row("Member", card.name);
  table.row("Removes", card.removes);
  table.row("Mask", card.shape);
  table.row("Training", card.formula);
  table.row("Evaluation", card.test_rule);
  table.row("Typical p", card.typical);
  table.row("More in", card.chapter);
}

}  // namespace lesson
