// family_masks.cpp: the panel "masks" of family: fewer coins, bigger pieces. One mask of each member, or of one, large, with its facts.
#include <algorithm>
#include <cmath>
#include <string>

#include "family.h"
#include "contract/table.h"
#include "family_tile.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Member = Family::Member;
using Params = Family::Params;

constexpr Member shown[] = {Member::all,   Member::element, Member::gaussian, Member::channel,
                            Member::block, Member::weight,  Member::row,      Member::batch};
constexpr int tiles = 8;

// Both views have one height, a function of the width alone.
struct MasksLayout {
  explicit MasksLayout(float width) : wide(is_wide(width)), tight(width < tight_below), margin(panel_margin(width)) {
    columns = wide ? 4 : tight ? 2 : 3;
    const float gap = wide ? 16.0f : 8.0f;
    full = width - 2 * margin;
    column = (full - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    side = tile_side(std::min(column, wide ? 162.0f : tight ? 120.0f : 101.0f));
    beside = column >= side + beside_room;
    name = wide ? 26.0f : 20.0f;
    const float row = name + side + (beside ? 0.0f : wide ? 22.0f : 20.0f) + (wide ? 16.0f : 5.0f);
    for (int i = 0; i < tiles + 1; ++i)
      corners[i] = {margin + static_cast<float>(i % columns) * (column + gap),
                    6 + static_cast<float>(i / columns) * row};
    height = corners[tiles - 1].y + row;
    // The large view: beside its facts, or above them.
    const float room = wide ? height - 6 - 34 : std::min(full, height - 6 - name - 100);
    large_side = tile_side(wide ? std::min(room, full - 32 - 200) : room);
    large = {margin, wide ? 6.0f : 8 + name, large_side, large_side};
    facts = wide ? Rect{large.right() + 32, 6, full - large_side - 32, height - 12}
                 : Rect{margin, large.bottom() + 12, full, height - large.bottom() - 18};
  }
  Rect square(int tile) const { return {corners[tile].x, corners[tile].y + name, side, side}; }
  static constexpr float beside_room = 58;
  bool wide, tight, beside;
  int columns;
  float margin, full, column, side, name, height, large_side;
  Point corners[tiles + 1];
  Rect large, facts;
};

// ---- the overview ----------------------------------------------------------------------------------------------------

// Two arrows that point away from each other: this can be seen large.
void draw_enlarge(Point center, Canvas& canvas) {
  const Stroke stroke{.ink = Ink::accent, .width = 1.5f};
  canvas.line({center.x - 4.5f, center.y + 4.5f}, {center.x + 4.5f, center.y - 4.5f}, stroke);
  for (const float way : {-1.0f, 1.0f}) {
    const Point tip{center.x + way * 4.5f, center.y - way * 4.5f};
    canvas.line(tip, {tip.x - way * 4, tip.y}, stroke);
    canvas.line(tip, {tip.x, tip.y + way * 4}, stroke);
  }
}

void draw_coins(const Params& params, Member member, const Rect& square, const MasksLayout& at, Canvas& canvas) {
  if (member == Member::all) {
    const std::string words[] = {"4 digits × 4 filters", "complete"};
    if (!at.beside)
      return canvas.text({square.x, square.bottom() + 11}, first_fitting(words, 14, at.column),
                         {.size = 14, .ink = Ink::muted});
    canvas.text({square.right() + 10, square.bottom() - 30}, "4 digits", {.size = 14, .ink = Ink::muted});
    return canvas.text({square.right() + 10, square.bottom() - 10}, "4 filters", {.size = 14, .ink = Ink::muted});
  }
  const std::string words = family_coins_text(params, member);
  if (!at.beside) return canvas.text({square.x, square.bottom() + 11}, words, {.size = 14, .ink = Ink::muted});
  const std::size_t blank = words.find(' ');
  canvas.text({square.right() + 10, square.bottom() - 33}, words.substr(0, blank), {.size = 20, .bold = true});
  canvas.text({square.right() + 10, square.bottom() - 10}, words.substr(blank + 1), {.size = 14, .ink = Ink::muted});
}

void draw_overview(const Params& params, const MasksLayout& at, Canvas& canvas) {
  for (int tile = 0; tile < tiles; ++tile) {
    const Member member = shown[tile];
    const bool whole = member == Member::all;
    const Point corner = at.corners[tile];
    const Rect square = at.square(tile);
    const FamilyCard& card = family_card(member);
    const float icon = whole ? 0 : 18, right = at.beside ? square.right() : corner.x + at.column;
    const std::string names[] = {std::string(whole ? "The tensor" : card.name),
                                 std::string(whole ? "Tensor" : card.name_short)};
    const std::string_view name = first_fitting(names, 14, right - corner.x - icon, true);
    canvas.text({corner.x, corner.y + 9}, name,
                {.size = fitting_size(name, at.wide ? 15.0f : 14.0f, right - corner.x - icon, true),
                 .ink = whole ? Ink::muted : Ink::ink,
                 .bold = true});
    draw_family_tile(params, member, square, canvas);
    draw_coins(params, member, square, at, canvas);
    if (whole) continue;
    draw_enlarge({square.right() - 6, corner.y + 9}, canvas);
    canvas.tap_to_set({corner.x, corner.y, right - corner.x, at.name + at.side + 20}, "member",
                      static_cast<double>(member));
  }
  if (at.columns != 3) return;
  const Point free = at.corners[tiles];
  canvas.text({free.x + at.side / 2, free.y + at.name + at.side / 2 - 10},
              "Tap one:", {.size = 14, .ink = Ink::accent, .align = Align::center, .bold = true});
  canvas.text({free.x + at.side / 2, free.y + at.name + at.side / 2 + 10}, "see it large",
              {.size = 14, .ink = Ink::accent, .align = Align::center, .bold = true});
}

// ---- one member, large -----------------------------------------------------------------------------------------------

std::string dropped_words(const Params& params, Member member) {
  const double now = Family::share(params, member, params.mask_number);
  const dropout::ShareLaw law = Family::law(params, member);
  if (member == Member::gaussian) return "nothing; mean factor " + number_text(now, 3);
  if (member == Member::batch) return percent_text(now) + "; all or nothing";
  return percent_text(now) + "; typical " + number_text(100 * std::max(0.0, law.mean - law.sd), 0) + " to " +
         percent_text(std::min(1.0, law.mean + law.sd));
}

struct Fact {
  std::string label, value;
};

std::vector<Fact> facts_of(const Params& params, Member member) {
  const FamilyCard& card = family_card(member);
  const std::string b = std::to_string(params.block_size);
  std::vector<Fact> facts = {
      {"Goes missing",
       member == Member::block ? "squares of " + b + " × " + b + " cells" : std::string(card.missing)},
      {"Coins", count_text(Family::decision_count(params, member)) + ", " + std::string(card.coins)},
      {"Dropped now", dropped_words(params, member)},
      {"Mask shape", std::string(card.shape)},
      {"In evaluation", std::string(card.test_rule)},
  };
  const double wobble = Family::wobble(params, member);
  if (wobble >= 0) facts.push_back({"A mean of 3 × 3 strays by", "±" + percent_text(wobble) + " of it"});
  facts.push_back({"Fits", std::string(card.fits)});
  facts.push_back({"Where people start", std::string(card.rate)});
  return facts;
}

// Beside the tile, in one or two columns: as many facts as there is room for; the table has all.
void draw_facts_beside(const Params& params, const MasksLayout& at, Canvas& canvas) {
  const Rect& area = at.facts;
  const float bottom = area.bottom() - 30;
  canvas.text({area.x, area.y + 11}, family_card(params.member).name, {.size = 18, .bold = true});
  const std::vector<Fact> facts = facts_of(params, params.member);
  const bool two = area.width >= 460;
  const float width = two ? (area.width - 24) / 2 : area.width, top = area.y + (two ? 52.0f : 43.0f);
  const std::size_t half = (facts.size() + 1) / 2;
  float y = top;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const float x = area.x + (two && i >= half ? width + 24 : 0);
    if (two) y = top + 76 * static_cast<float>(i % half);
    const float lines = static_cast<float>(wrapped_lines(facts[i].value, 15, width).size());
    if (y + 18 + 20 * (lines - 1) > bottom) continue;
    canvas.text({x, y}, facts[i].label, {.size = 14, .ink = Ink::muted});
    draw_wrapped(canvas, {x, y + (two ? 22.0f : 19.0f)}, facts[i].value, width, {.size = 15});
    y += 20 + 21 * lines;
  }
}

// Below the tile, a line each.
void draw_facts_below(const Params& params, const MasksLayout& at, Canvas& canvas) {
  const Rect& area = at.facts;
  float y = area.y + 8;
  for (const Fact& fact : facts_of(params, params.member)) {
    const float label = text_width(fact.label + "  ", 14);
    if (y > area.bottom() - 4 || label + text_width(fact.value, 14) > area.width) continue;
    canvas.text({area.x, y}, fact.label, {.size = 14, .ink = Ink::muted});
    canvas.text({area.x + label, y}, fact.value, {.size = 14});
    y += 22;
  }
}

void draw_large(const Params& params, const MasksLayout& at, Canvas& canvas) {
  constexpr auto all = static_cast<double>(Member::all);
  draw_family_tile(params, params.member, at.large, canvas);
  canvas.tap_to_set(at.large, "member", all);
  if (at.wide)
    draw_facts_beside(params, at, canvas);
  else
    draw_facts_below(params, at, canvas);
  const std::string back = at.wide ? "← All seven" : "← all";
  const float back_width = text_width(back, 15, true);
  if (!at.wide) {
    canvas.text({at.margin, 15}, family_card(params.member).name, {.size = 16, .bold = true});
    canvas.text({at.margin + at.full, 15}, back,
                {.size = 15, .ink = Ink::accent, .align = Align::right, .bold = true});
    return canvas.tap_to_set({at.margin + at.full - back_width - 8, 0, back_width + 8, 6 + at.name}, "member", all);
  }
  const float y = at.height - 18;
  if (params.member != Member::weight) {
    const std::string notes[] = {"rows: 4 handwritten digits, columns: 4 filters", "rows: digits, columns: filters"};
    canvas.text({at.large.x, y}, first_fitting(notes, 14, at.large_side), {.size = 14, .ink = Ink::muted});
  }
  canvas.text({at.facts.x, y}, back, {.size = 15, .ink = Ink::accent, .bold = true});
  canvas.tap_to_set({at.facts.x, y - 18, back_width + 8, 36}, "member", all);
}

}  // namespace

float Family::masks_height(float width) { return MasksLayout(width).height; }

void Family::draw_masks(const Params& params, Canvas& canvas) const {
  const MasksLayout at(canvas.bounds().width);
  if (params.member == Member::all) return draw_overview(params, at, canvas);
  draw_large(params, at, canvas);
}

void Family::masks_table(const Params& params, Table& table) const {
  if (params.member != Member::all) {
    table.row("Fact", family_card(params.member).name);
    for (const Fact& fact : facts_of(params, params.member)) table.row(fact.label, fact.value);
    return;
  }
  table.row("Member", "Coins", "Goes missing", "Dropped now");
  for (const Member member : members)
    table.row(family_card(member).name, family_coins_text(params, member), family_card(member).missing,
              (member == Member::gaussian ? "mean factor " : "") +
                  family_value_text(member, share(params, member, params.mask_number), true));
}

}  // namespace lesson
