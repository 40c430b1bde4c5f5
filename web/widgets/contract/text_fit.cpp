// text_fit.cpp: the estimates of text_fit.h.
#include "text_fit.h"

#include <algorithm>

namespace lesson {

float text_width(std::string_view words, float size, bool bold) {
  // Advance widths of the wider common sans serifs, in units of the text size.
  float ems = 0;
  for (const char sign : words) {
    if ((static_cast<unsigned char>(sign) & 0xC0) == 0x80) continue;  // further bytes of one sign
    if (sign == ' ' || sign == '.' || sign == ',' || sign == ':' || sign == ';' || sign == '|' || sign == '\'')
      ems += 0.34f;
    else if (sign == 'i' || sign == 'j' || sign == 'l' || sign == 'I')
      ems += 0.3f;
    else if (sign == 'f' || sign == 't' || sign == 'r' || sign == '(' || sign == ')' || sign == '-')
      ems += 0.42f;
    else if (sign == 'm' || sign == 'w' || sign == 'M' || sign == 'W' || sign == '%')
      ems += 0.95f;
    else
      ems += 0.63f;
  }
  return ems * size * (bold ? 1.1f : 1.0f);
}

void draw_on_plate(Canvas& canvas, Point at, std::string_view words, const TextStyle& style, Ink plate,
                   float opacity) {
  // Of the estimate, which is for the widest fonts: what the site's own font takes.
  const float width = 0.87f * text_width(words, style.size, style.bold);
  const float left = at.x - (style.align == Align::left ? 0 : style.align == Align::right ? width : width / 2);
  canvas.rect({left - 4, at.y - 0.7f * style.size, width + 8, 1.4f * style.size}, {.ink = plate, .opacity = opacity},
              3);
  canvas.text(at, words, style);
}

float fitting_size(std::string_view words, float size, float width, bool bold) {
  for (const float smaller : {20.0f, 16.0f, 14.0f})
    if (smaller <= size && text_width(words, smaller, bold) <= width) return smaller;
  return 12;
}

std::vector<std::string> wrapped_lines(std::string_view words, float size, float width, bool bold) {
  std::vector<std::string> lines;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    const std::string longer = lines.empty() ? std::string(word) : lines.back() + " " + std::string(word);
    if (lines.empty() || text_width(longer, size, bold) > width)
      lines.emplace_back(word);
    else
      lines.back() = longer;
  }
  return lines;
}

float draw_wrapped(Canvas& canvas, Point at, std::string_view words, float width, const TextStyle& style) {
  for (const std::string& line : wrapped_lines(words, style.size, width, style.bold)) {
    canvas.text(at, line, style);
    at.y += 1.4f * style.size;
  }
  return at.y;
}

std::string_view first_fitting(std::span<const std::string> variants, float size, float width, bool bold) {
  for (const std::string& words : variants)
    if (text_width(words, size, bold) <= width) return words;
  return variants.back();
}

float centered_within(std::string_view words, float size, float at, float left, float right, bool bold) {
  const float half = text_width(words, size, bold) / 2;
  return right - left <= 2 * half ? (left + right) / 2 : std::clamp(at, left + half, right - half);
}

void FreeWords::add(Point at, std::string_view words, const TextStyle& style) {
  const float width = text_width(words, style.size, style.bold);
  const float left = at.x - (style.align == Align::left ? 0 : style.align == Align::right ? width : width / 2);
  const Rect box{left, at.y - style.size / 2, width, style.size};
  const Rect bounds = canvas_.bounds();
  if (box.x < 0 || box.right() > bounds.width || box.y < 0 || box.bottom() > bounds.height) return;
  for (const Entry& other : entries_)
    if (box.x < other.box.right() && other.box.x < box.right() && box.y < other.box.bottom() &&
        other.box.y < box.bottom())
      return;
  entries_.push_back({at, std::string(words), style, box});
}

void FreeWords::draw() const {
  for (const Entry& entry : entries_) canvas_.text(entry.at, entry.words, entry.style);
}

}  // namespace lesson
