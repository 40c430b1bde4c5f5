// svg_writer_test.cpp: the SVG text that marks become.
#include "contract/svg_writer.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace lesson {
namespace {

int count_of(const std::string& text, std::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(SvgNumber, HasAtMostTwoDecimalsAndNoSurplusZeros) {
  EXPECT_EQ(svg_number(12), "12");
  EXPECT_EQ(svg_number(0.5f), "0.5");
  EXPECT_EQ(svg_number(3.25f), "3.25");
  EXPECT_EQ(svg_number(0.05f), "0.05");
  EXPECT_EQ(svg_number(-7.126f), "-7.13");
  EXPECT_EQ(svg_number(100), "100");
}

TEST(SvgNumber, NeverWritesNegativeZeroOrHugeNumbers) {
  EXPECT_EQ(svg_number(-0.001f), "0");
  EXPECT_EQ(svg_number(std::numeric_limits<float>::infinity()), "1000000");
  EXPECT_EQ(svg_number(-1e30f), "-1000000");
}

TEST(SvgWriter, EscapesWordsInTextAndTitles) {
  SvgWriter canvas({.id_prefix = "a"});
  canvas.text({1, 2}, "<b>\"x\" & 'y'\x01", {});
  canvas.explain({0, 0, 10, 10}, "a < b & c");
  const std::string svg = canvas.finish(100, 100);
  EXPECT_NE(svg.find("&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39; <"), std::string::npos) << svg;
  EXPECT_NE(svg.find("<title>a &lt; b &amp; c</title>"), std::string::npos) << svg;
}

TEST(SvgWriter, KeepsSignsBeyondAscii) {
  SvgWriter canvas({.id_prefix = "a"});
  canvas.text({1, 2}, "−1 ± 2", {});
  EXPECT_NE(canvas.finish(100, 100).find("−1 ± 2"), std::string::npos);
}

TEST(SvgWriter, CarriesColorAsClassesAndNeverAsStyle) {
  SvgWriter canvas({.id_prefix = "a"});
  canvas.disk({5, 5}, 3, {.ink = Ink::kept});
  canvas.line({0, 0}, {5, 5}, {.ink = Ink::class_a});
  canvas.text({1, 2}, "words", {.ink = Ink::muted});
  const std::string svg = canvas.finish(100, 100);
  EXPECT_NE(svg.find("class=\"fill-kept\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"stroke-class-a\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"fill-muted\""), std::string::npos);
  EXPECT_EQ(svg.find("style"), std::string::npos);
  EXPECT_EQ(svg.find("rgb"), std::string::npos);
}

TEST(SvgWriter, PutsThePrefixOnEveryIdAndEveryUseOfIt) {
  SvgWriter canvas({.id_prefix = "mask-wide"});
  canvas.rect({0, 0, 10, 10}, {.ink = Ink::test, .hatched = true}, 0);
  canvas.rect({20, 0, 10, 10}, {.ink = Ink::test, .hatched = true}, 0);
  const std::string svg = canvas.finish(100, 100);
  EXPECT_EQ(count_of(svg, " id=\"mask-wide-hatch-test\""), 1);
  EXPECT_EQ(count_of(svg, "url(#mask-wide-hatch-test)"), 2);
  EXPECT_EQ(count_of(svg, " id=\""), 1);
}

TEST(SvgWriter, NamesItsSizeAndTakesThePagesAttributes) {
  const std::string svg = SvgWriter({.svg_attributes = "role=\"img\""}).finish(720, 300.5f);
  EXPECT_EQ(svg.find("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 300.5\" role=\"img\">"), 0u) << svg;
}

TEST(SvgWriter, DashesScaleWithTheWidthOfTheLine) {
  SvgWriter canvas({.id_prefix = "a"});
  canvas.line({0, 0}, {9, 0}, {.width = 2, .dash = Dash::dashed});
  EXPECT_NE(canvas.finish(100, 100).find("stroke-dasharray=\"6 4\""), std::string::npos);
}

TEST(SvgWriter, RoundsTextToWholeSizesFrom12To44) {
  SvgWriter canvas({.id_prefix = "a"});
  canvas.text({0, 0}, "a", {.size = 13.4f});
  canvas.text({0, 0}, "b", {.size = 99});
  const std::string svg = canvas.finish(100, 100);
  EXPECT_NE(svg.find("font-size=\"13\""), std::string::npos);
  EXPECT_NE(svg.find("font-size=\"44\""), std::string::npos);
}

TEST(SvgWriter, ResolvesColorsOfAPictureThatStandsAlone) {
  InkColors colors{};
  colors[static_cast<std::size_t>(Ink::kept)] = 0x00786cff;
  SvgWriter canvas({.title = "A & B", .colors = &colors});
  canvas.disk({5, 5}, 3, {.ink = Ink::kept});
  canvas.rect({0, 0, 9, 9}, {.ink = Ink::kept, .hatched = true}, 0);
  const std::string svg = canvas.finish(100, 100);
  EXPECT_EQ(svg.find("class="), std::string::npos) << svg;
  EXPECT_NE(svg.find("r=\"3\" fill=\"#00786c\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("stroke=\"#00786c\""), std::string::npos) << "the hatch too";
  EXPECT_NE(svg.find("<title>A &amp; B</title>"), std::string::npos);
}

TEST(SvgWriter, APanelIsAGroupThatIsDrawnFromItsCorner) {
  const auto drawn = [](Point corner) {
    SvgWriter canvas;
    canvas.panel({corner.x, corner.y, 50, 40});
    canvas.clip({corner.x, corner.y, 9, 9});
    canvas.text({corner.x + 1, corner.y + 20}, "words", {});
    canvas.disk({corner.x + 4, corner.y + 5}, 3, {});
    const std::array<Point, 2> ends = {{{corner.x, corner.y + 1}, {corner.x + 7, corner.y + 8}}};
    canvas.polyline(ends, {});
    return canvas.finish(100, 100);
  };
  const std::string first = drawn({0, 0}), moved = drawn({12, 30.5f});
  const std::size_t group = moved.find("<g transform=\"translate(12 30.5)\">\n");
  ASSERT_NE(group, std::string::npos) << moved;
  EXPECT_EQ(first.find("translate"), std::string::npos) << "a panel that stands at 0, 0 needs no group";
  const auto marks = [](const std::string& svg) {
    return svg.substr(svg.find("<text"), svg.find("</g>") - svg.find("<text"));
  };
  EXPECT_EQ(marks(first), marks(moved));
  EXPECT_NE(moved.find("</g>\n</g>\n</svg>"), std::string::npos) << "clip and panel both end";
}

TEST(SvgWriter, ClipsEndWithTheNextClipAndWithThePicture) {
  SvgWriter canvas({.id_prefix = "a"});
  canvas.clip({1, 2, 3, 4});
  canvas.clip({5, 6, 7, 8});
  canvas.disk({5, 5}, 3, {});
  const std::string svg = canvas.finish(100, 100);
  EXPECT_EQ(count_of(svg, "<clipPath id=\"a-clip-"), 2);
  EXPECT_EQ(count_of(svg, "<g "), count_of(svg, "</g>"));
  EXPECT_NE(svg.find("<g clip-path=\"url(#a-clip-1)\">\n<circle"), std::string::npos) << svg;
}

TEST(SvgField, CrispCellsAreSquaresWithTheirGap) {
  SvgWriter canvas;
  const std::array<float, 4> values = {1, 0, 0, -0.5f};
  canvas.field({.area = {0, 0, 20, 20},
                .columns = 2,
                .rows = 2,
                .values = values,
                .max_opacity = 1,
                .smooth = false,
                .gap = 2});
  const std::string svg = canvas.finish(100, 100);
  EXPECT_NE(svg.find("d=\"M1 1h8v8h-8z\" class=\"fill-positive\"/>"), std::string::npos) << svg;
  EXPECT_NE(svg.find("d=\"M11 11h8v8h-8z\" class=\"fill-negative\" fill-opacity=\"0.5\"/>"), std::string::npos)
      << svg;
  EXPECT_EQ(count_of(svg, "<path"), 2);
}

TEST(SvgField, MergesEqualCellsIntoOneOutline) {
  SvgWriter canvas({.id_prefix = "a"});
  const std::array<float, 9> values = {1, 1, 0, 1, 1, 0, 0, 0, 0};
  canvas.field({.area = {10, 10, 30, 30}, .columns = 3, .rows = 3, .values = values});
  const std::string svg = canvas.finish(100, 100);
  EXPECT_EQ(count_of(svg, "d=\"M0 0h2v2h-2z\""), 1) << svg;  // all levels hold the same cells
  EXPECT_EQ(count_of(svg, "fill-negative"), 0);
}

TEST(SvgField, LevelsOfOtherCellsLieOnEachOther) {
  SvgWriter canvas({.id_prefix = "a"});
  const std::array<float, 4> values = {1, 0.5f, 0, 0};
  canvas.field({.area = {0, 0, 20, 20}, .columns = 2, .rows = 2, .values = values, .max_opacity = 0.6f});
  const std::string svg = canvas.finish(100, 100);
  // 4 of 7 levels at 0.6 are 0.34; what is added to come to 0.6 is 1 - 0.4 / 0.66.
  EXPECT_NE(svg.find("d=\"M0 0h2v1h-2z\" class=\"fill-positive\" fill-opacity=\"0.34\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("d=\"M0 0h1v1h-1z\" class=\"fill-positive\" fill-opacity=\"0.39\""), std::string::npos) << svg;
  EXPECT_EQ(count_of(svg, "<path"), 2);
}

TEST(SvgField, KeepsCellsThatTouchInACornerApart) {
  SvgWriter canvas({.id_prefix = "a"});
  const std::array<float, 4> values = {0.08f, 0, 0, 0.08f};
  canvas.field({.area = {0, 0, 20, 20}, .columns = 2, .rows = 2, .values = values});
  EXPECT_NE(canvas.finish(100, 100).find("d=\"M0 0h1v1h-1zM1 1h1v1h-1z\""), std::string::npos)
      << canvas.finish(100, 100);
}

TEST(SvgField, CutsHolesOutOfARing) {
  SvgWriter canvas({.id_prefix = "a"});
  const std::array<float, 9> values = {-.08f, -.08f, -.08f, -.08f, 0, -.08f, -.08f, -.08f, -.08f};
  canvas.field({.area = {0, 0, 30, 30}, .columns = 3, .rows = 3, .values = values});
  const std::string svg = canvas.finish(100, 100);
  // The hole runs the other way round, so both fill rules leave it empty.
  EXPECT_NE(svg.find("M0 0h3v3h-3zM1 2h1v-1h-1z"), std::string::npos) << svg;
  EXPECT_NE(svg.find("fill-negative"), std::string::npos);
}

TEST(SvgField, StackedLevelsReachTheWantedOpacity) {
  SvgWriter canvas({.id_prefix = "a"});
  const std::array<float, 1> values = {1};
  canvas.field({.area = {0, 0, 10, 10}, .columns = 1, .rows = 1, .values = values, .max_opacity = 0.5f});
  const std::string svg = canvas.finish(100, 100);
  double rest = 1;
  const std::string_view key = "fill-opacity=\"";
  for (std::size_t at = svg.find(key); at != std::string::npos; at = svg.find(key, at + 1))
    rest *= 1 - std::stod(svg.substr(at + key.size(), 6));
  EXPECT_NEAR(1 - rest, 0.5, 7 * 0.005);  // seven numbers, each rounded to two decimals
}

// A circle with a soft edge, about what a decision boundary looks like.
TEST(SvgField, StaysSmallFor64Times64Cells) {
  std::array<float, 64 * 64> values{};
  for (int y = 0; y < 64; ++y)
    for (int x = 0; x < 64; ++x)
      values[static_cast<std::size_t>(y * 64 + x)] =
          std::clamp((20 - std::hypot(static_cast<float>(x) - 32, static_cast<float>(y) - 32)) / 20, -1.0f, 1.0f);
  SvgWriter canvas({.id_prefix = "a"});
  canvas.field({.area = {0, 0, 400, 400}, .columns = 64, .rows = 64, .values = values});
  EXPECT_LT(canvas.finish(100, 100).size(), 8000u);
}

}  // namespace
}  // namespace lesson
