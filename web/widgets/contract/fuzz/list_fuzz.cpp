// list_fuzz.cpp: bytes as a display list: refused whole, or every mark lies within the bounds that display_list.h states.
#include <cmath>
#include <cstring>
#include <vector>

#include "contract/svg_writer.h"
#include "demand.h"

namespace lesson {
namespace {

// Reads all that a mark hands over, so that the sanitizers see it.
class Everything final : public MarkReader {
 public:
  void line(Point from, Point to, const Stroke& stroke) override { see(from, to), see(stroke); }
  void polyline(std::span<const Point> points, const Stroke& stroke) override { see(points), see(stroke); }
  void polygon(std::span<const Point> points, const Fill& fill) override { see(points), see(fill); }
  void rect(const Rect& area, const Fill& fill, float radius) override { see(area), see(fill), see(radius); }
  void frame(const Rect& area, const Stroke& stroke, float radius) override { see(area), see(stroke), see(radius); }
  void disk(Point center, float radius, const Fill& fill) override { see(center), see(radius), see(fill); }
  void ring(Point center, float radius, const Stroke& stroke) override { see(center), see(radius), see(stroke); }
  void text(Point at, std::string_view words, const TextStyle& style) override {
    see(at), see(words), see(style.size), see(style.ink);
  }
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) override {
    demand(lower.size() == upper.size(), "a band has as many points below as above");
    see(lower), see(upper), see(fill);
  }
  void field(const Field& map) override {
    const auto cells = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
    demand(map.values.size() == cells && cells <= most_cells, "a field has a value for each cell");
    for (const float value : map.values) demand(std::abs(value) <= 129.0f / 127, "a cell is a share");
    see(map.area), see(map.low), see(map.high), see(map.max_opacity), see(map.gap), see(map.corner_radius);
  }
  void key(const Key& key) override { see(key.path), see(key.delay_ms), see(key.takes_ms); }
  void clip(const Rect& area) override { see(area); }
  void unclip() override {}
  void explain(const Rect& area, std::string_view words) override { see(area), see(words); }
  void panel(const Rect& area) override { see(area); }
  void touch(const Touch& touch) override {
    see(touch.area);
    demand(std::isfinite(touch.value), "a touch sets a finite value");
    for (const Touch::Line& line : {touch.line, touch.second_line}) {
      see(line.min_at, line.max_at);
      demand(std::isfinite(line.min) && std::isfinite(line.max), "a line leads from one finite value to another");
    }
    demand(touch.columns >= 1 && touch.rows >= 1, "a grid has cells");
  }
  std::size_t bytes_seen() const { return bytes_; }

 private:
  void see(float number) { demand(std::isfinite(number) && std::abs(number) <= farthest, "a number is within"); }
  void see(Point at) { see(at.x), see(at.y); }
  void see(Point first, Point second) { see(first), see(second); }
  void see(std::span<const Point> points) {
    for (const Point at : points) see(at);
  }
  void see(const Rect& area) { see(Point{area.x, area.y}, Point{area.width, area.height}); }
  void see(Ink ink) { demand(static_cast<int>(ink) < ink_count, "an ink is known"); }
  void see(const Stroke& stroke) { see(stroke.width), see(stroke.opacity), see(stroke.ink); }
  void see(const Fill& fill) { see(fill.opacity), see(fill.ink); }
  void see(std::string_view words) {
    for (const char sign : words) bytes_ += sign != 0 ? 1 : 0;
  }

  std::size_t bytes_ = 0;
};

void put(std::vector<unsigned char>& list, std::size_t at, std::uint32_t word) {
  for (std::size_t i = 0; i < 4; ++i) list[at + i] = static_cast<unsigned char>(word >> (8 * i));
}

// The same marks under a header that adds up: else nearly every input would end there.
std::vector<unsigned char> with_good_header(std::span<const unsigned char> bytes) {
  std::vector<unsigned char> list(bytes.begin(), bytes.end());
  list.resize(std::max(list.size() / 4 * 4, list_header_bytes));
  std::uint32_t marks = 0;
  for (std::size_t at = list_header_bytes; at < list.size(); ++marks) {
    const std::size_t left = (list.size() - at) / 4, words = list[at + 2] + 256u * list[at + 3];
    const std::size_t size = words < 1 || words > left ? left : words;
    list[at + 2] = static_cast<unsigned char>(size & 0xFF);
    list[at + 3] = static_cast<unsigned char>(size >> 8);
    at += 4 * size;
  }
  put(list, 0, list_magic), put(list, 4, list_version);
  put(list, 8, static_cast<std::uint32_t>(list.size())), put(list, 12, marks);
  const float width = 400, height = 300;
  std::memcpy(&list[16], &width, 4), std::memcpy(&list[20], &height, 4);
  return list;
}

void read(std::span<const unsigned char> list) {
  std::string why;
  Everything everything;
  const bool good = check_list(list, &why).has_value();
  demand(read_list(list, everything).has_value() == good, "checking and reading agree");
  demand(why.empty() == good, "a damaged list is refused with words");
  const std::string svg = list_as_svg(list, {.title = "a", .description = "b"});
  demand(svg.empty() != good && everything.bytes_seen() <= list.size(), "only a good list is a picture");
}

}  // namespace
}  // namespace lesson

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lesson::read({data, size});
  lesson::read(lesson::with_good_header({data, size}));
  return 0;
}
