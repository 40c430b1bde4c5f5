// display_list_test.cpp: what is recorded is what is played, and a damaged list is refused whole.
#include "contract/display_list.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "contract/list_canvas.h"
#include "contract/list_reader.h"
#include "contract/svg_writer.h"
#include "test_support.h"

namespace lesson {
namespace {

using Bytes = std::vector<unsigned char>;

// Writes down what it is given, a line a mark.
class Notes : public MarkReader {
 public:
  std::string text_;
  void note(std::string_view name, std::initializer_list<double> numbers, std::string_view words = {}) {
    text_ += name;
    for (const double number : numbers) text_ += " " + std::to_string(number);
    text_ += " " + std::string(words) + "\n";
  }
  void line(Point a, Point b, const Stroke& s) override {
    note("line", {a.x, a.y, b.x, b.y, s.width, s.opacity, double(s.ink), double(s.dash)});
  }
  void polyline(std::span<const Point> p, const Stroke& s) override {
    note("polyline", {double(p.size()), p[1].y, s.width});
  }
  void polygon(std::span<const Point> p, const Fill& f) override {
    note("polygon", {double(p.size()), p[2].x, double(f.hatched)});
  }
  void rect(const Rect& r, const Fill& f, float c) override {
    note("rect", {r.x, r.height, f.opacity, double(f.ink), c});
  }
  void frame(const Rect& r, const Stroke& s, float c) override { note("frame", {r.y, r.width, s.width, c}); }
  void disk(Point p, float r, const Fill& f) override { note("disk", {p.x, p.y, r, double(f.ink)}); }
  void ring(Point p, float r, const Stroke& s) override { note("ring", {p.x, p.y, r, double(s.dash)}); }
  void text(Point p, std::string_view w, const TextStyle& s) override {
    note("text", {p.x, p.y, s.size, double(s.align), double(s.bold)}, w);
  }
  void band(std::span<const Point> a, std::span<const Point> b, const Fill& f) override {
    note("band", {a[0].y, b[1].y, f.opacity});
  }
  void field(const Field& m) override {
    note("field", {double(m.columns), double(m.rows), m.values[1], double(m.smooth), m.gap, m.corner_radius});
  }
  void clip(const Rect& r) override { note("clip", {r.x, r.y, r.width, r.height}); }
  void unclip() override { note("unclip", {}); }
  void panel(const Rect& r) override { note("panel", {r.x, r.y, r.width, r.height}); }
  void key(const Key& k) override { note("key", {double(k.name), k.delay_ms, k.takes_ms, double(k.path.size())}); }
  void explain(const Rect& r, std::string_view w) override { note("explain", {r.x}, w); }
  void touch(const Touch& t) override {
    note("touch", {double(t.kind), t.area.x, double(t.place), t.value, t.line.max_at.y, t.line.max, double(t.second),
                   t.second_line.min, double(t.columns)});
  }
};

const WidgetText& declaration() { return find_widget("mask_sampler")->text; }

// One of each kind of mark.
Bytes every_mark() {
  ListCanvas canvas(declaration(), 320, 200);
  const std::array<Point, 3> a = {{{0, 1}, {2, 3}, {4, 5}}}, b = {{{0, 6}, {2, 7}, {4, 8}}};
  const std::array<float, 4> cells = {0, 0.5f, -1, 1};
  canvas.line({1, 2}, {3, 4}, {.ink = Ink::train, .width = 2, .dash = Dash::dotted, .opacity = 0.5f});
  canvas.polyline(a, {.width = 3});
  canvas.polygon(a, {.ink = Ink::test, .hatched = true});
  canvas.rect({1, 2, 3, 4}, {.ink = Ink::kept, .opacity = 0.25f}, 2);
  canvas.frame({1, 2, 3, 4}, {.width = 1}, 5);
  canvas.disk({9, 8}, 7, {.ink = Ink::accent});
  canvas.ring({9, 8}, 7, {.dash = Dash::dashed});
  canvas.text({1, 2}, "−1 ± 2", {.size = 44, .align = Align::right, .bold = true});
  canvas.band(a, b, {.opacity = 0.5f});
  canvas.field({.area = {0, 0, 8, 8},
                .columns = 2,
                .rows = 2,
                .values = cells,
                .smooth = false,
                .gap = 1,
                .corner_radius = 3});
  canvas.clip({1, 2, 3, 4});
  canvas.unclip();
  canvas.begin({30, 40, 100, 80});
  canvas.disk({1, 2}, 3, {});
  canvas.begin({0, 0, 320, 200});
  canvas.key({.name = 7, .delay_ms = 20, .takes_ms = 900, .path = a});
  canvas.explain({1, 2, 3, 4}, "words");
  canvas.tap({1, 2, 3, 4}, "new_mask");
  canvas.tap_to_set({1, 2, 3, 4}, "units", 5);
  Canvas::Drag handle{.area = {1, 2, 3, 4}, .param_id = "p", .min_at = {}, .max_at = {0, 9}, .max = 4294967295.0};
  handle.second_id = "x1";
  handle.second_min = -4;
  canvas.drag(handle);
  canvas.paint({.area = {1, 2, 3, 4}, .param_id = "p", .columns = 3, .rows = 2});
  return canvas.finish();
}

class CellNotes final : public Notes {
 public:
  void field(const Field& map) override { cells_.assign(map.values.begin(), map.values.end()); }
  std::vector<float> cells_;
};

TEST(DisplayList, ACellIsTheNearestStepAndNothingThatIsNoNumber) {
  constexpr float infinite = std::numeric_limits<float>::infinity(),
                  no_number = std::numeric_limits<float>::quiet_NaN();
  const std::array<float, 10> drawn = {0.499f / 127, 0.501f / 127, -0.501f / 127, 62.4f / 127, 1, 2,
                                       -2,           infinite,     -infinite,     no_number};
  const std::array<float, 10> steps = {0, 1, -1, 62, 127, 127, -127, 0, 0, 0};
  ListCanvas canvas(declaration(), 320, 200);
  // Two more cells than values: they are empty.
  canvas.field({.area = {0, 0, 8, 8}, .columns = 6, .rows = 2, .values = drawn});
  CellNotes notes;
  ASSERT_TRUE(read_list(canvas.finish(), notes));
  ASSERT_EQ(notes.cells_.size(), 12u);
  for (std::size_t i = 0; i < drawn.size(); ++i) EXPECT_EQ(notes.cells_[i], steps[i] / 127) << drawn[i];
  EXPECT_EQ(notes.cells_[10], 0);
  EXPECT_EQ(notes.cells_[11], 0);
}

TEST(DisplayList, TheTableIsInTheOrderOfTheOps) {
  for (std::size_t i = 0; i < std::size(mark_formats); ++i)
    EXPECT_EQ(static_cast<std::size_t>(mark_formats[i].op), i) << mark_formats[i].name;
}

TEST(DisplayList, PlaysWhatWasRecorded) {
  Notes notes;
  std::string why;
  ASSERT_TRUE(read_list(every_mark(), notes, &why)) << why;
  for (const MarkFormat& format : mark_formats) {
    const bool is_touch = format.op >= MarkOp::tap;
    EXPECT_NE(("\n" + notes.text_).find("\n" + std::string(is_touch ? "touch" : format.name) + " "),
              std::string::npos)
        << format.name;
  }
  EXPECT_NE(notes.text_.find("line 1.000000 2.000000 3.000000 4.000000 2.000000 0.500000 7.000000 2.000000"),
            std::string::npos)
      << notes.text_;
  EXPECT_NE(notes.text_.find("text 1.000000 2.000000 44.000000 2.000000 1.000000 −1 ± 2"), std::string::npos);
  EXPECT_NE(notes.text_.find("field 2.000000 2.000000 0.503937 0.000000 1.000000 3.000000"), std::string::npos)
      << "an eighth-bit value is within 1/254 of what was drawn";
  EXPECT_NE(notes.text_.find("panel 30.000000 40.000000 100.000000 80.000000 \ndisk 31.000000 42.000000 3.000000"),
            std::string::npos)
      << "a panel draws from its own corner: " << notes.text_;
  EXPECT_NE(notes.text_.find("key 7.000000 20.000000 900.000000 3.000000"), std::string::npos);
  EXPECT_NE(notes.text_.find("touch 1.000000 1.000000 1.000000 5.000000"), std::string::npos) << "tap_to_set units 5";
  EXPECT_NE(
      notes.text_.find("touch 2.000000 1.000000 0.000000 0.000000 9.000000 4294967295.000000 5.000000 -4.000000"),
      std::string::npos)
      << notes.text_;
}

// The sizes that the letters of the table promise, counted without the reader.
std::size_t words_of(std::string_view fields, const Bytes& list, std::size_t at) {
  const std::size_t start = at;
  const auto word = [&](std::size_t place) {
    std::uint32_t value = 0;
    std::memcpy(&value, list.data() + place, 4);
    return value;
  };
  for (const char letter : fields) switch (letter) {
      case 'f':
      case 'u': at += 4; break;
      case 'd':
      case 'F':
      case 'T': at += 8; break;
      case 'S': at += 12; break;
      case 'p': at += 4 + 8 * word(at); break;
      default: at += 4 + (word(at) + 3) / 4 * 4;
    }
  return (at - start) / 4;
}

TEST(DisplayList, EveryMarkHasTheFieldsOfTheTable) {
  const Bytes list = every_mark();
  for (std::size_t at = list_header_bytes; at < list.size();) {
    const std::size_t op = list[at], words = static_cast<std::size_t>(list[at + 2] | list[at + 3] << 8);
    EXPECT_EQ(words - 1, words_of(mark_formats[op].fields, list, at + 4)) << mark_formats[op].name;
    at += 4 * words;
  }
}

TEST(DisplayList, RefusesEveryShorterList) {
  const Bytes list = every_mark();
  for (std::size_t size = 0; size < list.size(); ++size) {
    Bytes cut(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(check_list(cut)) << size;
    if (size < list_header_bytes) continue;
    for (int i = 0; i < 4; ++i) cut[8 + static_cast<std::size_t>(i)] = static_cast<unsigned char>(size >> (8 * i));
    EXPECT_FALSE(check_list(cut)) << "with a header that agrees, " << size;
  }
}

TEST(DisplayList, RefusesAListWholeAndSaysWhy) {
  const auto refused = [](Bytes list, std::size_t at, unsigned char value, std::string_view reason) {
    list[at] = value;
    Notes notes;
    std::string why;
    EXPECT_FALSE(read_list(list, notes, &why)) << reason;
    EXPECT_NE(why.find(reason), std::string::npos) << why;
    EXPECT_FALSE(check_list(list)) << reason;
    EXPECT_EQ(list_as_svg(list), "") << "nothing is shown of a damaged list";
  };
  const Bytes list = every_mark();
  refused(list, 0, 'X', "not a display list");
  refused(list, 4, list_version + 1, "another version");
  refused(list, 12, static_cast<unsigned char>(list[12] + 1), "is missing");
  refused(list, 12, static_cast<unsigned char>(list[12] - 1), "follows the last mark");
  refused(list, 16 + 3, 0xFF, "of no size");
  refused(list, list_header_bytes, 99, "unknown kind");
  refused(list, list_header_bytes + 4 + 3, 0x7F, "mark 0 (line)");        // a coordinate beyond the bounds
  refused(list, list_header_bytes + 4 + 24, ink_count, "mark 0 (line)");  // an unknown ink
  refused(list, list_header_bytes + 4 + 25, 3, "mark 0 (line)");          // an unknown dash
}

// Whatever byte is damaged, a reader either plays marks within the bounds or refuses; the sanitizers see the rest.
TEST(DisplayList, SurvivesAnyDamagedByte) {
  const Bytes list = every_mark();
  int refused = 0;
  for (std::size_t at = 0; at < list.size(); ++at)
    for (const int value : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
      Bytes damaged = list;
      damaged[at] = static_cast<unsigned char>(value);
      refused += check_list(damaged) ? 0 : 1;
      list_as_svg(damaged);
    }
  EXPECT_GT(refused, 500);
}

// A cell's number has to fit where it is counted.
TEST(DisplayList, AGridToPaintHasNoMoreCellsThanAField) {
  const auto list_of = [](int columns, int rows) {
    ListCanvas canvas(declaration(), 320, 200);
    canvas.paint({.area = {0, 0, 9, 9}, .param_id = "p", .columns = columns, .rows = rows});
    return canvas.finish();
  };
  EXPECT_EQ(check_list(list_of(650, 100))->marks, 1);
  EXPECT_EQ(check_list(list_of(651, 100))->marks, 0) << "not recorded";
  Bytes list = list_of(650, 100);
  list[list.size() - 3] = 1;  // rows: 100 + 256
  EXPECT_FALSE(check_list(list));
}

TEST(DisplayList, RecordsNothingThatAReaderWouldRefuse) {
  ListCanvas canvas(declaration(), 320, 200);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  canvas.disk({nan, 1e30f}, -nan, {.opacity = nan});
  canvas.text({0, 0}, std::string(5000, 'x') + "é", {.size = 1e9f});
  canvas.tap({0, 0, 1, 1}, "no_such_action");
  canvas.drag({.area = {0, 0, 1, 1}, .param_id = "no_such_param", .min_at = {}, .max_at = {}});
  canvas.tap_to_set({0, 0, 1, 1}, "p", std::numeric_limits<double>::infinity());
  const std::vector<Point> many(100000);
  canvas.polyline(many, {});
  canvas.band(many, many, {});
  for (int i = 0; i < 30000; ++i) canvas.line({0, 0}, {1, 1}, {});
  const Bytes list = canvas.finish();
  std::string why;
  const std::optional<ListInfo> info = check_list(list, &why);
  ASSERT_TRUE(info) << why;
  EXPECT_LE(list.size(), most_list_bytes);
  EXPECT_EQ(check_list(canvas.finish())->marks, 0) << "the canvas is empty afterwards";
}

TEST(DisplayList, EveryWidgetFitsAtEveryWidth) {
  for (const WidgetType* type : all_widgets())
    for (const float width : {240.0f, 376.0f, 720.0f, 1200.0f}) {
      const Session session(*type);
      const Bytes list = session.picture(width);
      std::string why;
      const std::optional<ListInfo> info = check_list(list, &why);
      ASSERT_TRUE(info) << type->text.id << ": " << why;
      EXPECT_EQ(info->width, width);
      EXPECT_EQ(info->height, session.picture_height(width));
      EXPECT_LT(list.size(), 128u * 1024) << type->text.id << " at " << width;
    }
}

}  // namespace
}  // namespace lesson
