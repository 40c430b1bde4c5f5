// fonts_test.cpp: the canvas fonts have every sign of signs.txt, and the measures that the canvas relies on; other bytes are refused.
#include "fonts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "player.h"
#include "scene.h"
#include "sfnt.h"
#include "utf8.h"

namespace lesson {
namespace {

using Bytes = std::vector<unsigned char>;

Bytes file_bytes(const std::string& name) {
  std::ifstream file(std::string(FONTS_FOLDER) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// As the page does it.
int hand_over(bool bold, const Bytes& bytes) {
  return player_font(bold ? 1 : 0, bytes.data(), static_cast<int>(bytes.size()));
}

struct Fonts : testing::Test {
  const Bytes regular = file_bytes("inter_regular.ttf"), bold = file_bytes("inter_semibold.ttf");
  void SetUp() override { scene() = Scene{}; }
};

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

TEST_F(Fonts, HaveEverySignOfTheList) {
  const Bytes bytes = file_bytes("signs.txt");
  std::string_view signs(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  int count = 0;
  while (!signs.empty()) {
    const std::uint32_t sign = take_sign(signs);
    if (sign == '\n') continue;
    ++count;
    EXPECT_NE(glyph_of(regular, sign), 0u) << "U+" << std::hex << sign;
    EXPECT_NE(glyph_of(bold, sign), 0u) << "U+" << std::hex << sign;
  }
  EXPECT_GT(count, 150);
}

TEST_F(Fonts, LackSignsOutsideTheList) { EXPECT_EQ(glyph_of(regular, 0x4E2D), 0u); }

TEST_F(Fonts, HaveInterMeasures) {
  // Ascender 0.96875, descender 0.2412109375 of the text size; text is centered by them.
  EXPECT_FLOAT_EQ(Sfnt(regular).line_height(), 1.2099609375f);
  EXPECT_FLOAT_EQ(Sfnt(bold).line_height(), 1.2099609375f);
}

TEST_F(Fonts, AreSmall) {
  // Every reader downloads them: 20 KB each are a tenth of the budget.
  EXPECT_LT(regular.size(), 20000u);
  EXPECT_LT(bold.size(), 20000u);
}

TEST_F(Fonts, AreCopiedAsThePageHandsThemOver) {
  EXPECT_TRUE(canvas_font(false).empty());
  EXPECT_TRUE(canvas_font(true).empty());
  ASSERT_EQ(hand_over(true, bold), 1);
  EXPECT_TRUE(canvas_font(false).empty());
  ASSERT_EQ(hand_over(false, regular), 1);
  EXPECT_EQ(Bytes(canvas_font(false).begin(), canvas_font(false).end()), regular);
  EXPECT_EQ(Bytes(canvas_font(true).begin(), canvas_font(true).end()), bold);
}

TEST_F(Fonts, OtherBytesAreRefused) {
  const std::string page = "<!doctype html><title>Sign in</title><p>This network asks who you are.</p>";
  EXPECT_EQ(hand_over(false, Bytes(page.begin(), page.end())), 0);
  EXPECT_EQ(player_font(0, nullptr, 100), 0);
  EXPECT_EQ(player_font(0, regular.data(), -1), 0);
  for (const std::size_t size : {1u, 11u, 30u, 200u, 5000u, static_cast<unsigned>(regular.size()) - 4})
    EXPECT_EQ(hand_over(false, Bytes(regular.begin(), regular.begin() + static_cast<std::ptrdiff_t>(size))), 0)
        << size;
  EXPECT_TRUE(canvas_font(false).empty());
}

}  // namespace
}  // namespace lesson
