// arc_story.cpp: the panel "story" of arc: a thread that carries p, and four pictures that hang on it.
#include <algorithm>
#include <string>

#include "arc.h"
#include "arc_pictures.h"
#include "kit/knob.h"
#include "kit/panel_space.h"

namespace lesson {

namespace {

using Params = Arc::Params;
using Picture = Arc::Picture;

constexpr int count = Arc::picture_count;
constexpr std::string_view titles[count] = {
    "Anyone may be missing: nobody is indispensable", "Who stays works harder, by 1/k",
    "Each mask is a net; one pass speaks for all", "Take more than the neighbors can fill in"};
constexpr std::string_view short_titles[count] = {"Nobody is indispensable", "Who stays: × 1/k",
                                                  "One pass for all nets", "Take bigger pieces"};
constexpr std::string_view chapters[count] = {"Chapter 0", "Chapter 2", "Chapter 3", "Chapters 4 to 8"};

// Four pictures in a row below the thread, or below each other beside it.
struct StoryLayout {
  explicit StoryLayout(float width)
      : across(width >= 680), tight(width < tight_below), inside(panel_inside({0, 0, width, 0})) {
    if (across) {
      gap = 40;
      const float column = (inside.width - 3 * gap) / 4, tall = 0.92f * column;
      for (int i = 0; i < count; ++i) {
        pictures[i] = {inside.x + static_cast<float>(i) * (column + gap), inside.y + 58, column, tall};
        words[i] = {pictures[i].x, pictures[i].bottom() + 20, column + (i < count - 1 ? gap - 12 : 0), 0};
        title_lines = std::max(title_lines, wrapped_lines(titles[i], 15, words[i].width, true).size());
      }
      track_from = {inside.x + knob_reach, inside.y + 17};
      track_to = {inside.right() - knob_reach, inside.y + 17};
      height = words[0].y + 21 * static_cast<float>(title_lines) + 42;
      return;
    }
    const float left = inside.x + 2 * knob_reach + 4,
                wide_picture = tight ? inside.right() - left : std::min(150.0f, 0.37f * width),
                pitch = tight ? 148.0f : 101.0f, tall = tight ? 110.0f : 92.0f;
    for (int i = 0; i < count; ++i) {
      const float top = inside.y + pitch * static_cast<float>(i);
      pictures[i] = {left, top, wide_picture, tall};
      words[i] = tight ? Rect{left, pictures[i].bottom() + 14, wide_picture, 0}
                       : Rect{left + wide_picture + 14, top + 9, inside.right() - left - wide_picture - 14, 0};
    }
    const float x = inside.x + knob_reach;
    track_from = {x, pictures[0].y + 46};
    track_to = {x, pictures[count - 1].bottom() - 46};
    height = inside.y + pitch * count + 4;
  }
  Point knob(const Params& params) const {
    const auto share = static_cast<float>(params.drop_rate / Arc::most_dropped);
    return {track_from.x + (track_to.x - track_from.x) * share, track_from.y + (track_to.y - track_from.y) * share};
  }
  bool across, tight;
  Rect inside, pictures[count], words[count];
  std::size_t title_lines = 1;  // of a row of pictures
  float gap = 0, height = 0;
  Point track_from, track_to;
};

// What the four have in common: the thread, a line from it to each, and arrows for the order in which they are told.
void draw_thread(const StoryLayout& at, Canvas& canvas) {
  const Stroke thick{.ink = Ink::kept, .width = 4};
  canvas.line(at.track_from, at.track_to, thick);
  for (int i = 0; i < count; ++i) {
    const Rect& picture = at.pictures[i];
    const Point from = at.across ? Point{picture.center().x, at.track_from.y}
                                 : Point{at.track_from.x, picture.center().y},
                to = at.across ? Point{from.x, picture.y} : Point{picture.x, from.y};
    canvas.line(from, to, {.ink = Ink::kept, .width = 2});
    canvas.disk(from, 5, {.ink = Ink::kept});
    if (!at.across || i == count - 1) continue;
    const Point tip{picture.right() + at.gap - 8, picture.center().y};
    canvas.line({picture.right() + 8, tip.y}, {tip.x - 6, tip.y}, {.ink = Ink::kept, .width = 2});
    const Point head[] = {{tip.x - 9, tip.y - 6}, tip, {tip.x - 9, tip.y + 6}};
    canvas.polygon(head, {.ink = Ink::kept});
  }
}

void draw_rate(const Params& params, const StoryLayout& at, Canvas& canvas) {
  const Point knob = at.knob(params);
  const std::string value = number_text(params.drop_rate, 2), words = "p = " + value;
  TextStyle style{.size = 15, .ink = Ink::accent, .bold = true};
  if (at.across) {
    style.align = Align::center;
    draw_on_plate(canvas, {knob.x, knob.y + 25}, words, style);
  } else {
    style.size = 14;
    style.align = Align::center;
    canvas.text({at.track_from.x, at.pictures[0].y + 12}, "p", style);
    canvas.text({at.track_from.x, at.pictures[count - 1].bottom() - 12}, value, style);
  }
  draw_knob(canvas, knob, at.across ? Ways::sideways : Ways::up_and_down, mark_name("arc.knob"));
  canvas.drag({.area = knob_area(knob),
               .param_id = "p",
               .min_at = at.track_from,
               .max_at = at.track_to,
               .min = 0,
               .max = Arc::most_dropped});
}

void draw_words(const Arc& widget, const Params& params, int i, const StoryLayout& at, Canvas& canvas) {
  const Rect& words = at.words[i];
  const std::vector<std::string> facts = arc_facts(widget, params, static_cast<Picture>(i + 1));
  if (at.tight)
    return canvas.text({words.x, words.y}, short_titles[i],
                       {.size = fitting_size(short_titles[i], 14, words.width, true), .bold = true});
  const float size = at.across ? 15.0f : 14.0f;
  const bool fits = at.across || wrapped_lines(titles[i], size, words.width, true).size() <= 3;
  float y = draw_wrapped(canvas, {words.x, words.y}, fits ? titles[i] : short_titles[i], words.width,
                         {.size = size, .bold = true});
  if (at.across) y = words.y + 21 * static_cast<float>(at.title_lines);
  const std::string_view fact = first_fitting(facts, 14, words.width);
  if (text_width(fact, 14) <= words.width) canvas.text({words.x, y + 2}, fact, {.size = 14, .ink = Ink::muted});
  y += 21;
  if (at.across) canvas.text({words.x, y + 3}, chapters[i], {.size = 14, .ink = Ink::muted});
}

}  // namespace

float Arc::story_height(float width) { return StoryLayout(width).height; }

void Arc::draw_story(const Params& params, Canvas& canvas) const {
  const StoryLayout at(canvas.bounds().width);
  draw_thread(at, canvas);
  for (int i = 0; i < count; ++i) {
    const Rect& area = at.pictures[i];
    const auto picture = static_cast<Picture>(i + 1);
    const bool chosen = params.picture == picture;
    canvas.rect(area, {.ink = Ink::paper}, 4);
    draw_arc_picture(*this, params, picture, area, canvas);
    canvas.frame(area, {.ink = chosen ? Ink::accent : Ink::rule, .width = chosen ? 2.5f : 1.5f}, 4);
    draw_words(*this, params, i, at, canvas);
    canvas.tap_to_set(area, "picture", static_cast<double>(chosen ? Picture::all : picture));
  }
  draw_rate(params, at, canvas);
}

}  // namespace lesson
