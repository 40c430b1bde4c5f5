// list_canvas.cpp: marks as bytes; see list_canvas.h and the table in display_list.h.
#include "list_canvas.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "dropout/bits.h"

namespace lesson {

namespace {

void store(std::vector<unsigned char>& bytes, std::size_t at, std::uint32_t word) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<unsigned char>(word >> (8 * i));
}

// At most so many bytes, cut between two characters.
std::string_view shortened(std::string_view words) {
  if (words.size() <= longest_text) return words;
  std::size_t end = longest_text;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
  return words.substr(0, end);
}

float within(float number) { return std::isfinite(number) ? std::clamp(number, -farthest, farthest) : -farthest; }

// The nearest of -127 .. 127, halves away from 0; 0 for what is not finite. Without a call: a picture has thousands of cells,
// and the first one is made before the browser has optimized anything.
unsigned char cell_byte(float value) {
  if (!(value - value == 0)) return 0;
  const float scaled = 127 * (value < -1 ? -1 : value > 1 ? 1 : value);
  const int whole = static_cast<int>(scaled);
  const float rest = scaled - static_cast<float>(whole);
  return static_cast<unsigned char>(whole + (rest >= 0.5f ? 1 : rest <= -0.5f ? -1 : 0));
}

}  // namespace

ListCanvas::ListCanvas(const WidgetText& text, float width, float height)
    : text_(text), width_(width), height_(height), area_{0, 0, width, height} {
  bytes_.assign(list_header_bytes, 0);
}

void ListCanvas::begin(const Rect& panel) {
  area_ = {};
  if (open(MarkOp::panel)) {
    put(panel);
    close();
  }
  area_ = panel;
}

std::vector<unsigned char> ListCanvas::finish() {
  store(bytes_, 0, list_magic);
  store(bytes_, 4, list_version);
  store(bytes_, 8, static_cast<std::uint32_t>(bytes_.size()));
  store(bytes_, 12, marks_);
  store(bytes_, 16, dropout::bits_as<std::uint32_t>(width_));
  store(bytes_, 20, dropout::bits_as<std::uint32_t>(height_));
  std::vector<unsigned char> list = std::move(bytes_);
  bytes_.assign(list_header_bytes, 0);
  marks_ = 0;
  return list;
}

bool ListCanvas::open(MarkOp op) {
  // The longest mark is a full list of points; a list that could not take one more is full.
  constexpr std::size_t longest_mark = most_points * 8 + 64;
  if (marks_ >= most_marks || bytes_.size() + longest_mark > most_list_bytes) return false;
  mark_at_ = bytes_.size();
  put(static_cast<std::uint32_t>(op));
  return true;
}

void ListCanvas::close() {
  const auto words = static_cast<std::uint32_t>((bytes_.size() - mark_at_) / 4);
  bytes_[mark_at_ + 2] = static_cast<unsigned char>(words);
  bytes_[mark_at_ + 3] = static_cast<unsigned char>(words >> 8);
  ++marks_;
}

void ListCanvas::put(std::uint32_t word) {
  bytes_.resize(bytes_.size() + 4);
  store(bytes_, bytes_.size() - 4, word);
}
void ListCanvas::put(float number) { put(dropout::bits_as<std::uint32_t>(within(number))); }
void ListCanvas::put(double number) {
  const auto bits = dropout::bits_as<std::uint64_t>(std::isfinite(number) ? number : 0.0);
  put(static_cast<std::uint32_t>(bits));
  put(static_cast<std::uint32_t>(bits >> 32));
}
void ListCanvas::put(Point point) {
  put(point.x + area_.x);
  put(point.y + area_.y);
}
void ListCanvas::put(const Rect& area) {
  put(Point{area.x, area.y});
  put(area.width);
  put(area.height);
}
void ListCanvas::put(const Stroke& stroke) {
  put(stroke.width);
  put(stroke.opacity);
  put(static_cast<std::uint32_t>(stroke.ink) | static_cast<std::uint32_t>(stroke.dash) << 8);
}
void ListCanvas::put(const Fill& fill) {
  put(fill.opacity);
  put(static_cast<std::uint32_t>(fill.ink) | (fill.hatched ? 1u << 8 : 0u));
}
void ListCanvas::put(std::string_view words) {
  const std::string_view text = shortened(words);
  put(static_cast<std::uint32_t>(text.size()));
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  bytes_.resize((bytes_.size() + 3) / 4 * 4);
}
void ListCanvas::put(std::span<const Point> points) {
  const std::span<const Point> some = points.first(std::min(points.size(), most_points));
  put(static_cast<std::uint32_t>(some.size()));
  for (const Point& point : some) put(point);
}

void ListCanvas::line(Point from, Point to, const Stroke& stroke) {
  if (!open(MarkOp::line)) return;
  put(from);
  put(to);
  put(stroke);
  close();
}
void ListCanvas::polyline(std::span<const Point> points, const Stroke& stroke) {
  if (points.size() < 2 || !open(MarkOp::polyline)) return;
  put(points);
  put(stroke);
  close();
}
void ListCanvas::polygon(std::span<const Point> points, const Fill& fill) {
  if (points.size() < 3 || !open(MarkOp::polygon)) return;
  put(points);
  put(fill);
  close();
}
void ListCanvas::rect(const Rect& area, const Fill& fill, float corner_radius) {
  if (!open(MarkOp::rect)) return;
  put(area);
  put(fill);
  put(corner_radius);
  close();
}
void ListCanvas::frame(const Rect& area, const Stroke& stroke, float corner_radius) {
  if (!open(MarkOp::frame)) return;
  put(area);
  put(stroke);
  put(corner_radius);
  close();
}
void ListCanvas::disk(Point center, float radius, const Fill& fill) {
  if (!open(MarkOp::disk)) return;
  put(center);
  put(radius);
  put(fill);
  close();
}
void ListCanvas::ring(Point center, float radius, const Stroke& stroke) {
  if (!open(MarkOp::ring)) return;
  put(center);
  put(radius);
  put(stroke);
  close();
}
void ListCanvas::text(Point at, std::string_view words, const TextStyle& style) {
  if (words.empty() || !open(MarkOp::text)) return;
  put(at);
  put(words);
  put(style.size);
  put(static_cast<std::uint32_t>(style.ink) | static_cast<std::uint32_t>(style.align) << 8 |
      (style.bold ? 1u << 16 : 0u));
  close();
}
void ListCanvas::band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) {
  const std::size_t count = std::min({lower.size(), upper.size(), most_points / 2});
  if (count < 2 || !open(MarkOp::band)) return;
  put(lower.first(count));
  put(upper.first(count));
  put(fill);
  close();
}
void ListCanvas::field(const Field& map) {
  if (map.columns < 1 || map.rows < 1) return;
  const std::size_t cells = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  if (cells > most_cells || !open(MarkOp::field)) return;
  put(map.area);
  put(static_cast<std::uint32_t>(map.columns));
  put(static_cast<std::uint32_t>(map.rows));
  put(static_cast<std::uint32_t>(map.low) | static_cast<std::uint32_t>(map.high) << 8 | (map.smooth ? 1u << 16 : 0u));
  put(map.max_opacity);
  put(map.gap);
  put(map.corner_radius);
  put(static_cast<std::uint32_t>(cells));
  const std::size_t first = bytes_.size();
  bytes_.resize(first + (cells + 3) / 4 * 4);
  const std::size_t given = std::min(cells, map.values.size());
  for (std::size_t i = 0; i < given; ++i) bytes_[first + i] = cell_byte(map.values[i]);
  close();
}
void ListCanvas::clip(const Rect& area) {
  if (!open(MarkOp::clip)) return;
  put(area);
  close();
}
void ListCanvas::unclip() {
  if (open(MarkOp::unclip)) close();
}
void ListCanvas::key(const Key& key) {
  if (!open(MarkOp::key)) return;
  put(key.name);
  put(std::clamp(key.delay_ms, 0.0f, 1000.0f));
  put(std::clamp(key.takes_ms, 0.0f, 1000.0f));
  put(key.path);
  close();
}
void ListCanvas::explain(const Rect& area, std::string_view words) {
  if (!open(MarkOp::explain)) return;
  put(area);
  put(words);
  close();
}
void ListCanvas::tap(const Rect& area, std::string_view action_id) {
  const auto found = std::find_if(text_.actions.begin(), text_.actions.end(),
                                  [action_id](const ActionInfo& info) { return info.id == action_id; });
  if (found == text_.actions.end() || !open(MarkOp::tap)) return;
  put(area);
  put(static_cast<std::uint32_t>(found - text_.actions.begin()));
  close();
}
void ListCanvas::tap_to_set(const Rect& area, std::string_view param_id, double value) {
  const std::uint32_t place = param(param_id);
  if (place == no_param || !open(MarkOp::set)) return;
  put(area);
  put(place);
  put(value);
  close();
}
void ListCanvas::drag(const Drag& handle) {
  const std::uint32_t place = param(handle.param_id);
  if (place == no_param || !open(MarkOp::drag)) return;
  put(handle.area);
  put(place);
  put(handle.min_at);
  put(handle.max_at);
  put(handle.min);
  put(handle.max);
  put(handle.second_id.empty() ? no_param : param(handle.second_id));
  put(handle.second_min_at);
  put(handle.second_max_at);
  put(handle.second_min);
  put(handle.second_max);
  close();
}
void ListCanvas::paint(const Paint& grid) {
  const std::uint32_t place = param(grid.param_id);
  const bool fits = grid.columns >= 1 && grid.rows >= 1 &&
                    static_cast<std::size_t>(grid.columns) <= most_cells / static_cast<std::size_t>(grid.rows);
  if (place == no_param || !fits || !open(MarkOp::paint)) return;
  put(grid.area);
  put(place);
  put(static_cast<std::uint32_t>(grid.columns));
  put(static_cast<std::uint32_t>(grid.rows));
  close();
}

std::uint32_t ListCanvas::param(std::string_view id) const {
  for (std::size_t i = 0; i < text_.params.size(); ++i)
    if (text_.params[i].id == id) return static_cast<std::uint32_t>(i);
  return no_param;
}

}  // namespace lesson
