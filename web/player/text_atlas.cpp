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
  wanted_[2] = true;  // 14 px regular: ImGui wants at least one font
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  // Lines are drawn as shapes, the pointer by the browser.
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
}

void TextAtlas::set_pixel_ratio(float ratio) {
  if (ratio == ratio_) return;
  ratio_ = ratio;
  stale_ = true;
}

void TextAtlas::set_whole_pixels(bool whole) {
  if (whole == whole_pixels_) return;
  whole_pixels_ = whole;
  stale_ = true;
}

void TextAtlas::bake() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  ranges_.clear();
  ranges_.push_back(first_sign);
  ranges_.push_back(last_ascii);
  for (const ImWchar sign : signs_) {
    ranges_.push_back(sign);
    ranges_.push_back(sign);
  }
  ranges_.push_back(0);

  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    fonts_[i] = nullptr;
    if (!wanted_[i]) continue;
    const auto bytes = i % 2 == 0 ? inter_regular() : inter_semibold();
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // Three samples across keep the shape of letters that stand between pixels. Small pixels need none.
    config.OversampleH = places_between_pixels() ? 3 : 1;
    config.OversampleV = 1;
    // stb_truetype only reads the bytes; its interface is older than const.
    fonts_[i] = atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()),
                                           sizes[i / 2] * ratio_ * Sfnt(bytes).line_height(), &config, ranges_.Data);
  }
  atlas.Build();
  for (ImFont* font : atlas.Fonts) make_digits_equal(*font);
  stale_ = false;
}

const ImFont* TextAtlas::font(float css_size, bool bold) {
  int nearest = 0;
  for (int i = 1; i < size_count; ++i)
    if (std::abs(sizes[i] - css_size) < std::abs(sizes[nearest] - css_size)) nearest = i;
  const auto slot = static_cast<std::size_t>(2 * nearest + (bold ? 1 : 0));
  if (!wanted_[slot]) wanted_[slot] = stale_ = true;
  return fonts_[slot];
}

const ImFontGlyph* TextAtlas::glyph(const ImFont& font, unsigned sign) {
  if (sign > 0xFFFF) return nullptr;
  const auto code = static_cast<ImWchar>(sign);
  if (const ImFontGlyph* const found = font.FindGlyphNoFallback(code)) return found;
  const auto at = std::lower_bound(signs_.begin(), signs_.end(), code);
  if (code > last_ascii && (at == signs_.end() || *at != code)) {
    signs_.insert(at, code);
    stale_ = true;
  }
  return nullptr;
}

float TextAtlas::width(std::string_view words, float css_size, bool bold) {
  const ImFont* const face = font(css_size, bold);
  float x = 0;
  while (face && !words.empty())
    if (const ImFontGlyph* const found = glyph(*face, take_sign(words))) x += found->AdvanceX;
  return x;
}

void TextAtlas::draw(ImDrawList& list, float x, float baseline, std::string_view words, float css_size, bool bold,
                     ImU32 color) {
  const ImFont* const face = font(css_size, bold);
  // Whole pixels downwards, else the horizontal strokes blur.
  const float top = std::round(baseline) - std::round(face ? face->Ascent : 0);
  while (face && !words.empty()) {
    const ImFontGlyph* const found = glyph(*face, take_sign(words));
    if (!found) continue;
    if (found->Visible) {
      // Without oversampling there is one picture a letter, so it has to stand on whole pixels.
      const float left = places_between_pixels() ? x : std::round(x + found->X0) - found->X0;
      list.PrimReserve(6, 4);
      list.PrimRectUV({left + found->X0, top + found->Y0}, {left + found->X1, top + found->Y1},
                      {found->U0, found->V0}, {found->U1, found->V1}, color);
    }
    x += found->AdvanceX;
  }
}

}  // namespace lesson
