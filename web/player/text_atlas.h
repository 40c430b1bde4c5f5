// text_atlas.h: the fonts of one canvas, baked at exactly the pixels they are shown with.
//
// Only what is asked for is baked: a size when it is first drawn or measured, signs when they first appear in it. Asking
// for something new makes the atlas stale; the frame then bakes and draws once more before anything is shown. So drawing
// without a font is how a first frame says what it needs.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include <imgui.h>

namespace lesson {

class TextAtlas {
 public:
  // The sizes of TextStyle, whole CSS pixels; others are drawn with the nearest.
  static constexpr int smallest = 12, largest = 44;

  // Needs a current ImGui context; bakes nothing yet.
  TextAtlas();

  // Sizes and signs that were asked for before count no more.
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
  static constexpr int size_count = largest - smallest + 1;
  // One weight in one size.
  struct Face {
    bool wanted = false;
    ImFont* font = nullptr;        // null until the next bake
    std::vector<ImWchar> signs{};  // asked for so far, sorted
    ImVector<ImWchar> ranges{};    // must outlive the atlas
  };

  static int size_of(float css_size);
  Face& face(float css_size, bool bold);
  // Null for a sign that the fonts do not have, or that is baked next time.
  const ImFontGlyph* glyph(Face& face, unsigned sign);
  static void list_ranges(Face& face, bool all_of_ascii);

  bool places_between_pixels() const { return !whole_pixels_ && ratio_ < 1.75f; }

  float ratio_ = 1;
  bool whole_pixels_ = false;
  bool stale_ = true;
  std::array<Face, 2 * size_count> faces_{};
};

}  // namespace lesson
