// player_scene.cpp: the C functions that need no window; see player.h. They run natively in tests too.
#include <algorithm>

#include "fonts.h"
#include "player.h"
#include "scene.h"
#include "sfnt.h"

namespace lesson {

Scene& scene() {
  static Scene only;
  return only;
}

std::span<const unsigned char> canvas_font(bool bold) { return scene().fonts[bold ? 1 : 0]; }

bool show_list(Scene& scene, std::span<const unsigned char> list, Manner manner) {
  std::optional<Picture> picture = read_picture(list);
  if (!picture) return false;
  scene.list.assign(list.begin(), list.end());
  scene.touches.clear();
  for (const Touch& touch : picture->touches)
    if (scene.declared.allows(touch)) scene.touches.push_back(touch);
  scene.streaming = manner == Manner::streaming;
  const bool moving = manner == Manner::moving && !scene.reduced_motion && !scene.touch.dragging();
  scene.motion.show(std::move(*picture), moving);
  return true;
}

namespace {

std::string_view words(const char* text) { return text ? text : ""; }

const char* returned(std::string text) {
  scene().returned_text = std::move(text);
  return scene().returned_text.c_str();
}

}  // namespace

}  // namespace lesson

using namespace lesson;

int player_font(int bold, const unsigned char* bytes, int size) {
  if (!bytes || size <= 0) return 0;
  const std::span font(bytes, static_cast<std::size_t>(size));
  if (!Sfnt(font).readable()) return 0;
  scene().fonts[bold ? 1 : 0].assign(font.begin(), font.end());
  return 1;
}

int player_create(const char* block_json, const char* declaration_json) {
  return read_declared(words(block_json), words(declaration_json), scene().declared) ? 0 : 1;
}

void player_color(int ink, unsigned rgba) {
  if (ink >= 0 && ink < ink_count) scene().colors[static_cast<std::size_t>(ink)] = rgba;
}

void player_options(int flags) {
  scene().reduced_motion = (flags & 1) != 0;
  if (scene().reduced_motion) scene().motion.finish();
}

int player_show(const unsigned char* list, int size, int manner) {
  if (!list || size <= 0 || manner < 0 || manner > static_cast<int>(Manner::streaming)) return 0;
  return show_list(scene(), {list, static_cast<std::size_t>(size)}, static_cast<Manner>(manner)) ? 1 : 0;
}

const char* player_event() { return returned(scene().events.next(scene().declared)); }

void player_focus(const char* param_id) { scene().focused = scene().declared.param(words(param_id)); }

int player_send_words_away() { return scene().hover.send_away() ? 1 : 0; }

const char* player_svg(const char* title, const char* description) {
  return returned(list_as_svg(scene().list,
                              {.title = words(title), .description = words(description), .colors = &scene().colors}));
}
