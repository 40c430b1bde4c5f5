// text_atlas.cpp: baking and drawing text; see text_atlas.h.
#include "text_atlas.h"

#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "sfnt.h"
#include "utf8.h"

namespace lesson {

namespace {

constexpr ImWchar first_sign = 0x20, last_ascii = 0x7E;
// The text beside the pointer can say anything: all of ASCII at once. Every other face holds digits, which change, and
// what was asked for.
constexpr int hover_size = 14;
// Large letters need no finer place than a pixel.
constexpr int largest_between_pixels = 20;
constexpr int largest_of_columns = 20;  // larger numbers stand alone: their digits are as wide as the font has them

// Inter's digits have different widths; numbers that change in place must not dance. So all take the widest one's.
void make_digits_equal(ImFont& font) {
  float widest = 0;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, font.GetCharAdvance(digit));
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = (widest - glyph.AdvanceX) / 2;
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = widest;
  }
  font.BuildLookupTable();
}

}  // namespace

TextAtlas::TextAtlas() {
  face(hover_size, false);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  // Lines are drawn as shapes, the pointer by the browser.
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
}

void TextAtlas::set_pixel_ratio(float ratio) {
  if (ratio == ratio_) return;
  ratio_ = ratio;
  for (Face& each : faces_) {
    each.wanted = false;
    each.font = nullptr;
    each.signs.clear();
  }
  face(hover_size, false);
  stale_ = true;
}

void TextAtlas::set_whole_pixels(bool whole) {
  if (whole == whole_pixels_) return;
  whole_pixels_ = whole;
  stale_ = true;
}

void TextAtlas::list_ranges(Face& face, bool all_of_ascii) {
  face.ranges.clear();
  const auto add = [&](ImWchar from, ImWchar to) {
    face.ranges.push_back(from);
    face.ranges.push_back(to);
  };
  if (all_of_ascii) {
    add(first_sign, last_ascii);
  } else {
    add(first_sign, first_sign);
    add('0', '9');
  }
  for (const ImWchar sign : face.signs) add(sign, sign);
  face.ranges.push_back(0);
}

void TextAtlas::bake() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  for (std::size_t i = 0; i < faces_.size(); ++i) {
    Face& each = faces_[i];
    each.font = nullptr;
    if (!each.wanted) continue;
    const int size = smallest + static_cast<int>(i / 2);
    list_ranges(each, size == hover_size && i % 2 == 0);
    const auto bytes = canvas_font(i % 2 != 0);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // Three samples across keep the shape of letters that stand between pixels. Small pixels and large text need none.
    config.OversampleH = places_between_pixels() && size <= largest_between_pixels ? 3 : 1;
    config.OversampleV = 1;
    // stb_truetype only reads the bytes; its interface is older than const.
    each.font = atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()),
                                           static_cast<float>(size) * ratio_ * Sfnt(bytes).line_height(), &config,
                                           each.ranges.Data);
  }
  atlas.Build();
  for (std::size_t i = 0; i < faces_.size(); ++i)
    if (smallest + static_cast<int>(i / 2) <= largest_of_columns && faces_[i].font)
      make_digits_equal(*faces_[i].font);
  stale_ = false;
}

int TextAtlas::size_of(float css_size) {
  return std::clamp(static_cast<int>(std::lround(std::clamp(css_size, 0.f, 1000.f))), smallest, largest);
}

TextAtlas::Face& TextAtlas::face(float css_size, bool bold) {
  Face& found = faces_[static_cast<std::size_t>(2 * (size_of(css_size) - smallest) + (bold ? 1 : 0))];
  if (!found.wanted) found.wanted = stale_ = true;
  return found;
}

const ImFontGlyph* TextAtlas::glyph(Face& face, unsigned sign) {
  if (sign > 0xFFFF || sign < first_sign) return nullptr;
  const auto code = static_cast<ImWchar>(sign);
  if (const ImFontGlyph* const found = face.font ? face.font->FindGlyphNoFallback(code) : nullptr) return found;
  const auto at = std::lower_bound(face.signs.begin(), face.signs.end(), code);
  if (at == face.signs.end() || *at != code) {
    face.signs.insert(at, code);
    stale_ = true;
  }
  return nullptr;
}

float TextAtlas::width(std::string_view words, float css_size, bool bold) {
  Face& used = face(css_size, bold);
  float x = 0;
  while (!words.empty())
    if (const ImFontGlyph* const found = glyph(used, take_sign(words))) x += found->AdvanceX;
  return x;
}

void TextAtlas::draw(ImDrawList& list, float x, float baseline, std::string_view words, float css_size, bool bold,
                     ImU32 color) {
  Face& used = face(css_size, bold);
  // Without oversampling there is one picture a letter, so it has to stand on whole pixels.
  const bool between = places_between_pixels() && size_of(css_size) <= largest_between_pixels;
  // Whole pixels downwards, else the horizontal strokes blur.
  const float top = std::round(baseline) - std::round(used.font ? used.font->Ascent : 0);
  list.PushTextureID(ImGui::GetIO().Fonts->TexID);
  while (!words.empty()) {
    const ImFontGlyph* const found = glyph(used, take_sign(words));
    if (!found) continue;
    if (found->Visible) {
      const float left = between ? x : std::round(x + found->X0) - found->X0;
      list.PrimReserve(6, 4);
      list.PrimRectUV({left + found->X0, top + found->Y0}, {left + found->X1, top + found->Y1},
                      {found->U0, found->V0}, {found->U1, found->V1}, color);
    }
    x += found->AdvanceX;
  }
  list.PopTextureID();
}

}  // namespace lesson
