// text_atlas.h: the fonts of one canvas, baked at exactly the pixels they are shown with.
//
// Only what is asked for is baked: a text size when it is first drawn, signs beyond ASCII when they first appear. Asking
// for something new makes the atlas stale; the frame then bakes and draws once more before anything is shown.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include <imgui.h>

namespace lesson {

class TextAtlas {
 public:
  // Needs a current ImGui context; bakes nothing yet.
  TextAtlas();

  void set_pixel_ratio(float ratio);
  // A renderer that does not blend between texels (SDL's software one) needs every letter on whole pixels.
  void set_whole_pixels(bool whole);

  // Draws in device pixels: x is the left end, baseline the line the letters stand on.
  void draw(ImDrawList& list, float x, float baseline, std::string_view words, float css_size, bool bold,
            ImU32 color);
  // In device pixels.
  float width(std::string_view words, float css_size, bool bold);

  bool stale() const { return stale_; }
  // Rebuilds ImGui's atlas; the caller hands the new texture to the renderer. Not between NewFrame and Render.
  void bake();

 private:
  static constexpr int size_count = 5;
  static constexpr float sizes[size_count] = {12, 14, 16, 20, 28};

  const ImFont* font(float css_size, bool bold);
  // Null for a sign that the fonts do not have.
  const ImFontGlyph* glyph(const ImFont& font, unsigned sign);

  bool places_between_pixels() const { return !whole_pixels_ && ratio_ < 1.75f; }

  float ratio_ = 1;
  bool whole_pixels_ = false;
  bool stale_ = true;
  std::array<bool, 2 * size_count> wanted_{};
  std::array<const ImFont*, 2 * size_count> fonts_{};
  std::vector<ImWchar> signs_;  // beyond ASCII, asked for so far, sorted
  ImVector<ImWchar> ranges_;    // must outlive the atlas
};

}  // namespace lesson
