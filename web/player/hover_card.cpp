// hover_card.cpp: words in a small frame; see hover_card.h.
#include "hover_card.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace lesson {

namespace {

constexpr TextStyle style{.size = 14};
constexpr float line_height = 20, padding = 8, most_width = 280, away = 16;

std::vector<std::string> broken_into_lines(ImGuiCanvas& canvas, std::string_view words, float width) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word(words.substr(at, end - at));
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (!lines.back().empty() && canvas.measure(longer, style) > width)
      lines.push_back(word);
    else
      lines.back() = longer;
    at = end + 1;
  }
  return lines;
}

}  // namespace

Rect draw_hover_card(ImGuiCanvas& canvas, std::string_view words, Point place, const Rect& space) {
  const auto lines =
      broken_into_lines(canvas, words, std::max(60.f, std::min(most_width, space.width - 2 * padding - 2)));
  float widest = 0;
  for (const std::string& line : lines) widest = std::max(widest, canvas.measure(line, style));

  Rect card{0, 0, std::ceil(widest) + 2 * padding, line_height * static_cast<float>(lines.size()) + 2 * padding - 4};
  card.x = std::clamp(std::round(place.x - card.width / 2), 1.f, std::max(1.f, space.width - card.width - 1));
  const float above = std::round(place.y - away - card.height), below = std::round(place.y + away + 8);
  card.y = above >= 1 ? above : std::min(below, std::max(1.f, space.height - card.height - 1));
  canvas.rect({card.x, card.y + 2, card.width, card.height}, {.ink = Ink::ink, .opacity = 0.12f}, 4);
  canvas.rect(card, {.ink = Ink::surface}, 4);
  canvas.frame(card, {.ink = Ink::muted, .width = 1, .opacity = 0.6f}, 4);
  for (std::size_t i = 0; i < lines.size(); ++i)
    canvas.text({card.x + padding, card.y + padding - 2 + line_height * (static_cast<float>(i) + 0.5f)}, lines[i],
                style);
  return card;
}

}  // namespace lesson
