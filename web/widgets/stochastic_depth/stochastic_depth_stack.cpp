// stochastic_depth_stack.cpp: the stack of residual blocks, which of them run in the shown pass, and their survival.
#include <algorithm>
#include <cmath>

#include "stochastic_depth_picture.h"

namespace lesson {

std::string fitting_words(std::initializer_list<std::string> words, float size, float width) {
  const std::string* chosen = words.begin();
  while (chosen + 1 != words.end() && text_width(*chosen, size) > width) ++chosen;
  return *chosen;
}

namespace {

using Params = StochasticDepth::Params;
constexpr int examples = StochasticDepth::example_count;

void draw_pass(const StochasticDepth& widget, const Params& params, const Rect& area, float size, Canvas& canvas) {
  const std::string blocks = std::to_string(params.block_count), computed = std::to_string(widget.pass().computed);
  const bool per_batch = params.draw == StochasticDepth::Draw::batch;
  const std::string depth = number_text(widget.pass().depth, 1);
  const std::string headline =
      per_batch ? computed + " of " + blocks + " blocks run in this pass"
                : fitting_words({depth + " of " + blocks + " blocks used, " + computed + " computed",
                                 depth + " used, " + computed + " computed"},
                                17, area.width);
  canvas.text({area.x, area.y + 8}, headline, {.size = fitting_size(headline, 16, area.width, true), .bold = true});
  const std::string pass = "pass " + std::to_string(widget.pass_number(params));
  const std::string note =
      fitting_words({pass + (per_batch ? ", one draw for the whole batch"
                                       : ", a draw for each of " + std::to_string(examples) + " examples"),
                     pass + (per_batch ? ", one draw for all" : ", a draw for each row"), pass},
                    size, area.width);
  canvas.text({area.x, area.y + 30}, note, {.size = size, .ink = Ink::muted});
}

// ---- the stack -------------------------------------------------------------------------------------------------------

// Columns and rows of the stack below the two lines of words; block 0 stands at the bottom.
struct Stack {
  Stack(const Rect& bounds, const Params& params)
      : small(panel_type(bounds.width).small),
        inside(panel_inside(bounds)),
        rows{inside.x, inside.y + 84, inside.width, inside.height - 84 - small - 10},
        pitch(rows.height / static_cast<float>(params.block_count)),
        trunk(inside.x + 2 * small + 16) {
    const float numbers = text_width("100 %", small) + 10;
    const float space = rows.right() - numbers - trunk;
    box_left = trunk + std::min(28.0f, 0.12f * space);
    box_width = 0.44f * space;
    box_height = std::min(0.8f * pitch, 30.0f);
    survival = {0, 1, box_left + box_width + 18, rows.right() - numbers};
  }
  float middle(int block) const { return rows.bottom() - pitch * (static_cast<float>(block) + 0.5f); }
  Rect box(int block) const { return {box_left, middle(block) - box_height / 2, box_width, box_height}; }
  // Every so many blocks have room for a number, the first and the last one always.
  bool is_labelled(int block, int count) const {
    const int every = static_cast<int>(std::ceil((small + 3) / pitch));
    return block == 0 || block == count - 1 || (block % every == 0 && count - 1 - block >= every);
  }

  float small;
  Rect inside, rows;
  float pitch, trunk, box_left = 0, box_width = 0, box_height = 0;
  Axis survival;
};

// Out of the trunk, through the branch, back into the sum.
void draw_links(const Stack& stack, int block, Canvas& canvas) {
  const Rect box = stack.box(block);
  const Stroke link{.ink = Ink::kept, .width = 1.5f};
  if (stack.box_height < 13) {
    canvas.line({stack.trunk, box.center().y}, {box.x, box.center().y}, link);
    return;
  }
  const float out = box.bottom() - 0.2f * box.height, back = box.y + 0.2f * box.height;
  canvas.line({stack.trunk, out}, {box.x, out}, link);
  canvas.line({stack.trunk, back}, {box.x, back}, link);
  canvas.disk({stack.trunk, back}, 4, {.ink = Ink::surface});
  canvas.ring({stack.trunk, back}, 4, link);
  canvas.line({stack.trunk - 2, back}, {stack.trunk + 2, back}, {.ink = Ink::kept, .width = 1});
  canvas.line({stack.trunk, back - 2}, {stack.trunk, back + 2}, {.ink = Ink::kept, .width = 1});
}

void draw_skipped(const Rect& box, Canvas& canvas) {
  const Stroke stroke{.ink = Ink::dropped, .width = 1, .dash = Dash::dashed};
  canvas.frame(box, stroke, std::min(4.0f, box.height / 3));
  const float arm = std::min(6.0f, 0.3f * box.height);
  const Point c = box.center();
  canvas.line({c.x - arm, c.y - arm}, {c.x + arm, c.y + arm}, {.ink = Ink::dropped});
  canvas.line({c.x - arm, c.y + arm}, {c.x + arm, c.y - arm}, {.ink = Ink::dropped});
}

// One stripe an example, filled where it uses the branch; neighbors in one piece.
void draw_examples(const StochasticDepth& widget, int block, const Rect& box, Canvas& canvas) {
  const std::uint8_t* used = widget.pass().used.data() + static_cast<std::ptrdiff_t>(block) * examples;
  const float stripe = box.width / examples;
  for (int first = 0, last = 0; first < examples; first = last) {
    for (last = first + 1; last < examples && used[last] == used[first];) ++last;
    if (used[first] != 0)
      canvas.rect(
          {box.x + stripe * static_cast<float>(first), box.y, stripe * static_cast<float>(last - first), box.height},
          {.ink = Ink::kept});
  }
  canvas.frame(box, {.ink = Ink::kept, .width = 1});
}

void draw_block(const StochasticDepth& widget, const Params& params, const Stack& stack, int block, Canvas& canvas) {
  const Rect box = stack.box(block);
  const int rows = widget.pass().rows[static_cast<std::size_t>(block)];
  if (rows == 0) return draw_skipped(box, canvas);
  draw_links(stack, block, canvas);
  if (params.draw == StochasticDepth::Draw::row) return draw_examples(widget, block, box, canvas);
  canvas.key({.name = mark_name("block", static_cast<std::uint32_t>(block))});
  canvas.rect(box, {.ink = Ink::kept}, std::min(4.0f, box.height / 3));
  if (box.height >= 15)
    canvas.text(box.center(), "f(x)", {.size = 12, .ink = Ink::surface, .align = Align::center, .bold = true});
}

std::string block_words(const StochasticDepth& widget, const Params& params, int block) {
  const auto i = static_cast<std::size_t>(block);
  std::string words = "Block " + std::to_string(block + 1) + " survives with probability " +
                      number_text(1 - widget.drop_rates()[i], 3) + ". ";
  const int rows = widget.pass().rows[i];
  if (params.draw == StochasticDepth::Draw::row)
    words += "In this pass " + std::to_string(rows) + " of " + std::to_string(examples) + " examples use it" +
             (rows > 0 ? "; it is computed for all of them." : "; it is not computed.");
  else
    words += rows > 0 ? "In this pass it runs." : "In this pass it is skipped: only the identity is left.";
  const std::int64_t made = widget.tally_size(params);
  if (made > 0)
    words += " So far it was used in " + percent_text(widget.block_tally()[i] / static_cast<double>(made), 1) +
             " of " + count_text(made) + (params.draw == StochasticDepth::Draw::row ? " rows." : " passes.");
  return words;
}

// ---- survival --------------------------------------------------------------------------------------------------------

// The slope of the exact probabilities over bars of what was drawn; its upper end can be dragged.
void draw_survival(const StochasticDepth& widget, const Params& params, const Stack& stack, Canvas& canvas) {
  const Axis& x = stack.survival;
  const int count = params.block_count;
  const std::int64_t made = widget.tally_size(params);
  for (const float edge : {x.from, x.to})
    canvas.line({edge, stack.rows.y}, {edge, stack.rows.bottom()}, {.ink = Ink::rule, .width = 1});
  for (int block = 0; block < count; ++block) {
    const auto i = static_cast<std::size_t>(block);
    const Rect box = stack.box(block);
    const float exact = x(1 - widget.drop_rates()[i]);
    canvas.rect({x.from, box.y, exact - x.from, box.height}, {.ink = Ink::rule, .opacity = 0.4f});
    if (made > 0) {
      const double share = widget.block_tally()[i] / static_cast<double>(made);
      if (share > 0) {
        canvas.key({.name = mark_name("share", static_cast<std::uint32_t>(block))});
        canvas.rect({x.from, box.y, x(share) - x.from, box.height}, {.ink = Ink::kept, .opacity = 0.4f});
      }
    }
    canvas.key({.name = mark_name("survival", static_cast<std::uint32_t>(block))});
    canvas.line({exact, box.y}, {exact, box.bottom()}, {.ink = Ink::ink, .width = 2});
    if (stack.is_labelled(block, count))
      canvas.text({stack.rows.right(), box.center().y}, percent_text(1 - widget.drop_rates()[i]),
                  {.size = stack.small, .ink = Ink::muted, .align = Align::right});
  }
  const Point low{x(1 - widget.drop_rates().front()), stack.middle(0)};
  const Point high{x(1 - widget.drop_rates().back()), stack.middle(count - 1)};
  canvas.line(low, high, {.ink = Ink::accent, .width = 1, .dash = Dash::dotted});
  canvas.key({.name = mark_name("p_last")});
  canvas.disk(high, 6, {.ink = Ink::accent});
  canvas.drag({.area = {x.from - 6, stack.rows.y, x.to - x.from + 12, stack.rows.height},
               .param_id = "p_last",
               .min_at = {x.to, high.y},
               .max_at = {x.from, high.y},
               .min = 0,
               .max = 1});
}

// The identity line, from the input at the bottom to the answer.
void draw_trunk(const Stack& stack, Canvas& canvas) {
  const TextStyle muted{.size = stack.small, .ink = Ink::muted};
  const float top = stack.rows.y - 8, bottom = stack.rows.bottom() + 8;
  canvas.line({stack.trunk, bottom}, {stack.trunk, top}, {.ink = Ink::ink, .width = 2});
  const Point tip[] = {{stack.trunk - 4, top}, {stack.trunk + 4, top}, {stack.trunk, top - 7}};
  canvas.polygon(tip, {.ink = Ink::ink});
  canvas.text({stack.trunk + 10, top - 6}, "answer", muted);
  canvas.text(
      {stack.trunk + 10, bottom + 6},
      fitting_words({"input, through the identity line", "input"}, muted.size, stack.rows.right() - stack.trunk - 10),
      muted);
}

}  // namespace

float StochasticDepth::stack_height(float width) { return is_wide(width) ? 444 : 424; }

void StochasticDepth::draw_stack(const Params& params, Canvas& canvas) const {
  const Stack stack(canvas.bounds(), params);
  draw_pass(*this, params, stack.inside, stack.small, canvas);
  const std::string survival =
      fitting_words({"survival probability", "survival"}, stack.small, stack.rows.right() - stack.survival.from);
  canvas.text({stack.rows.right(), stack.rows.y - 14}, survival,
              {.size = stack.small, .ink = Ink::muted, .align = Align::right});
  draw_trunk(stack, canvas);
  for (int block = 0; block < params.block_count; ++block) {
    draw_block(*this, params, stack, block, canvas);
    if (stack.is_labelled(block, params.block_count))
      canvas.text({stack.trunk - 12, stack.middle(block)}, std::to_string(block + 1),
                  {.size = stack.small, .ink = Ink::muted, .align = Align::right});
  }
  draw_survival(*this, params, stack, canvas);
  for (int block = 0; block < params.block_count; ++block)
    canvas.explain({stack.rows.x, stack.middle(block) - stack.pitch / 2, stack.rows.width, stack.pitch},
                   block_words(*this, params, block));
}

}  // namespace lesson
