// fonts_test.cpp: the embedded fonts have every sign of signs.txt, and the measures that the canvas relies on.
#include "fonts.h"

#include <gtest/gtest.h>

#include "sfnt.h"
#include "utf8.h"

namespace lesson {
namespace {

// The glyph of a sign by the font's cmap (format 4); 0 if it has none.
std::uint32_t glyph_of(std::span<const unsigned char> font, std::uint32_t sign) {
  const auto cmap = Sfnt(font).table("cmap");
  for (std::size_t i = 0; i < Sfnt::u16(cmap, 2); ++i) {
    const std::size_t table = Sfnt::u32(cmap, 4 + 8 * i + 4);
    if (Sfnt::u16(cmap, table) != 4) continue;
    const std::size_t doubled_count = Sfnt::u16(cmap, table + 6);
    const std::size_t ends = table + 14, starts = ends + doubled_count + 2;
    const std::size_t deltas = starts + doubled_count, offsets = deltas + doubled_count;
    for (std::size_t s = 0; s < doubled_count; s += 2) {
      if (sign > Sfnt::u16(cmap, ends + s) || sign < Sfnt::u16(cmap, starts + s)) continue;
      const std::uint32_t offset = Sfnt::u16(cmap, offsets + s), delta = Sfnt::u16(cmap, deltas + s);
      if (offset == 0) return (sign + delta) & 0xFFFF;
      const std::uint32_t glyph = Sfnt::u16(cmap, offsets + s + offset + 2 * (sign - Sfnt::u16(cmap, starts + s)));
      return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }
  }
  return 0;
}

TEST(Fonts, HaveEverySignOfTheList) {
  const auto bytes = font_signs();
  std::string_view signs(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  int count = 0;
  while (!signs.empty()) {
    const std::uint32_t sign = take_sign(signs);
    if (sign == '\n') continue;
    ++count;
    EXPECT_NE(glyph_of(inter_regular(), sign), 0u) << "U+" << std::hex << sign;
    EXPECT_NE(glyph_of(inter_semibold(), sign), 0u) << "U+" << std::hex << sign;
  }
  EXPECT_GT(count, 150);
}

TEST(Fonts, LackSignsOutsideTheList) { EXPECT_EQ(glyph_of(inter_regular(), 0x4E2D), 0u); }

TEST(Fonts, HaveInterMeasures) {
  // Ascender 0.96875, descender 0.2412109375 of the text size; text is centered by them.
  EXPECT_FLOAT_EQ(Sfnt(inter_regular()).line_height(), 1.2099609375f);
  EXPECT_FLOAT_EQ(Sfnt(inter_semibold()).line_height(), 1.2099609375f);
}

TEST(Fonts, AreSmall) {
  // Every reader downloads them: 20 KB each are a tenth of the budget.
  EXPECT_LT(inter_regular().size(), 20000u);
  EXPECT_LT(inter_semibold().size(), 20000u);
}

}  // namespace
}  // namespace lesson
