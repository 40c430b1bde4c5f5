// list_reader.cpp: the table of display_list.h turned round: bytes as marks; see list_reader.h.
#include "list_reader.h"

#include <cmath>
#include <iterator>
#include <vector>

namespace lesson {

namespace {

std::uint32_t word_at(std::span<const unsigned char> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
         static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

// __builtin_bit_cast: std::bit_cast is missing in the libc++ of emcc 3.1.6.

// Takes fields from the bytes of one mark; after the first that does not fit everything is 0 and ok() is false.
class Fields {
 public:
  explicit Fields(std::span<const unsigned char> bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }
  void require(bool fits) { ok_ = ok_ && fits; }

  std::uint32_t word() {
    if (!ok_ || bytes_.size() - at_ < 4) {
      ok_ = false;
      return 0;
    }
    at_ += 4;
    return word_at(bytes_, at_ - 4);
  }
  float number() {
    const auto value = __builtin_bit_cast(float, word());
    require(std::isfinite(value) && std::abs(value) <= farthest);
    return ok_ ? value : 0;
  }
  double big_number() {
    const std::uint64_t low = word(), high = word();
    const auto value = __builtin_bit_cast(double, low | high << 32);
    require(std::isfinite(value));
    return ok_ ? value : 0;
  }
  int count(std::uint32_t least, std::uint32_t most) {
    const std::uint32_t value = word();
    require(value >= least && value <= most);
    return ok_ ? static_cast<int>(value) : 0;
  }
  Point point() {
    const float x = number();
    return {x, number()};
  }
  Rect rect() {
    const Point at = point();
    const float width = number();
    return {at.x, at.y, width, number()};
  }
  Ink ink(std::uint32_t value) {
    require(value < ink_count);
    return ok_ ? static_cast<Ink>(value) : Ink::ink;
  }
  Stroke stroke() {
    Stroke stroke{.width = number(), .opacity = number()};
    const std::uint32_t style = word();
    stroke.ink = ink(style & 0xFF);
    require(style >> 8 <= static_cast<std::uint32_t>(Dash::dotted));
    if (ok_) stroke.dash = static_cast<Dash>(style >> 8);
    return stroke;
  }
  Fill fill() {
    Fill fill{.opacity = number()};
    const std::uint32_t style = word();
    fill.ink = ink(style & 0xFF);
    require(style >> 8 <= 1);
    fill.hatched = style >> 8 == 1;
    return fill;
  }
  TextStyle text_style() {
    TextStyle style{.size = number()};
    const std::uint32_t look = word();
    style.ink = ink(look & 0xFF);
    require((look >> 8 & 0xFF) <= static_cast<std::uint32_t>(Align::right) && look >> 16 <= 1);
    if (ok_) style.align = static_cast<Align>(look >> 8 & 0xFF);
    style.bold = look >> 16 == 1;
    return style;
  }
  std::span<const unsigned char> bytes(std::size_t most) {
    const std::size_t size = word(), filled = (size + 3) / 4 * 4;
    if (!ok_ || size > most || filled > bytes_.size() - at_) {
      ok_ = false;
      return {};
    }
    at_ += filled;
    return bytes_.subspan(at_ - filled, size);
  }
  std::string_view text() {
    const std::span<const unsigned char> words = bytes(longest_text);
    return {reinterpret_cast<const char*>(words.data()), words.size()};
  }
  void points(std::vector<Point>& list) {
    const std::size_t count = word();
    list.clear();
    if (!ok_ || count > most_points || count > (bytes_.size() - at_) / 8) {
      ok_ = false;
      return;
    }
    for (std::size_t i = 0; i < count; ++i) list.push_back(point());
  }

 private:
  std::span<const unsigned char> bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

// Reads marks; with a reader it also plays them. One function a mark, so that checking and playing cannot differ.
struct Player {
  MarkReader* to;
  std::vector<Point> first{}, second{};
  std::vector<float> values{};

  bool complete(const Fields& in) const { return in.ok() && in.at_end(); }

  bool shape(MarkOp op, Fields& in) {
    const Rect area = in.rect();
    if (op == MarkOp::rect) {
      const Fill fill = in.fill();
      const float radius = in.number();
      if (complete(in) && to) to->rect(area, fill, radius);
    } else {
      const Stroke stroke = in.stroke();
      const float radius = in.number();
      if (complete(in) && to) to->frame(area, stroke, radius);
    }
    return complete(in);
  }

  bool curve(MarkOp op, Fields& in) {
    if (op == MarkOp::line) {
      const Point from = in.point(), end = in.point();
      const Stroke stroke = in.stroke();
      if (complete(in) && to) to->line(from, end, stroke);
      return complete(in);
    }
    in.points(first);
    if (op == MarkOp::polyline) {
      const Stroke stroke = in.stroke();
      if (complete(in) && to) to->polyline(first, stroke);
    } else if (op == MarkOp::polygon) {
      const Fill fill = in.fill();
      if (complete(in) && to) to->polygon(first, fill);
    } else {
      in.points(second);
      const Fill fill = in.fill();
      in.require(first.size() == second.size());
      if (complete(in) && to) to->band(first, second, fill);
    }
    return complete(in);
  }

  bool round(MarkOp op, Fields& in) {
    const Point center = in.point();
    const float radius = in.number();
    if (op == MarkOp::disk) {
      const Fill fill = in.fill();
      if (complete(in) && to) to->disk(center, radius, fill);
    } else {
      const Stroke stroke = in.stroke();
      if (complete(in) && to) to->ring(center, radius, stroke);
    }
    return complete(in);
  }

  bool text(Fields& in) {
    const Point at = in.point();
    const std::string_view words = in.text();
    const TextStyle style = in.text_style();
    if (complete(in) && to) to->text(at, words, style);
    return complete(in);
  }

  bool field(Fields& in) {
    Marks::Field map;
    map.area = in.rect();
    map.columns = in.count(1, most_cells);
    map.rows = in.count(1, most_cells);
    const std::uint32_t look = in.word();
    map.low = in.ink(look & 0xFF);
    map.high = in.ink(look >> 8 & 0xFF);
    in.require(look >> 16 <= 1);
    map.smooth = look >> 16 == 1;
    map.max_opacity = in.number();
    map.gap = in.number();
    map.corner_radius = in.number();
    const std::span<const unsigned char> cells = in.bytes(most_cells);
    in.require(cells.size() == static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows));
    if (!complete(in)) return false;
    values.clear();
    for (const unsigned char cell : cells)
      values.push_back(static_cast<float>(static_cast<std::int8_t>(cell)) / 127.0f);
    map.values = values;
    if (to) to->field(map);
    return true;
  }

  bool key(Fields& in) {
    Marks::Key key{.name = in.word(), .delay_ms = in.number(), .takes_ms = in.number()};
    in.points(first);
    in.require(key.delay_ms >= 0 && key.delay_ms <= 1000 && key.takes_ms >= 0 && key.takes_ms <= 1000);
    key.path = first;
    if (complete(in) && to) to->key(key);
    return complete(in);
  }

  static Touch::Line touch_line(Fields& in) {
    Touch::Line line{.min_at = in.point(), .max_at = in.point()};
    line.min = in.big_number();
    line.max = in.big_number();
    return line;
  }

  bool touch(MarkOp op, Fields& in) {
    Touch touch{.area = in.rect(), .place = in.word()};
    if (op == MarkOp::set) {
      touch.kind = Touch::Kind::set;
      touch.value = in.big_number();
    } else if (op == MarkOp::drag) {
      touch.kind = Touch::Kind::drag;
      touch.line = touch_line(in);
      touch.second = in.word();
      touch.second_line = touch_line(in);
    } else if (op == MarkOp::paint) {
      touch.kind = Touch::Kind::paint;
      touch.columns = in.count(1, most_cells);
      touch.rows = in.count(1, most_cells);
      in.require(static_cast<std::size_t>(touch.columns) * static_cast<std::size_t>(touch.rows) <= most_cells);
    }
    if (complete(in) && to) to->touch(touch);
    return complete(in);
  }

  bool area(MarkOp op, Fields& in) {
    if (op == MarkOp::unclip) {
      if (complete(in) && to) to->unclip();
      return complete(in);
    }
    const Rect area = in.rect();
    if (op == MarkOp::clip) {
      if (complete(in) && to) to->clip(area);
    } else if (op == MarkOp::panel) {
      if (complete(in) && to) to->panel(area);
    } else {
      const std::string_view words = in.text();
      if (complete(in) && to) to->explain(area, words);
    }
    return complete(in);
  }

  bool mark(MarkOp op, Fields in) {
    switch (op) {
      case MarkOp::line:
      case MarkOp::polyline:
      case MarkOp::polygon:
      case MarkOp::band: return curve(op, in);
      case MarkOp::rect:
      case MarkOp::frame: return shape(op, in);
      case MarkOp::disk:
      case MarkOp::ring: return round(op, in);
      case MarkOp::text: return text(in);
      case MarkOp::field: return field(in);
      case MarkOp::key: return key(in);
      case MarkOp::clip:
      case MarkOp::unclip:
      case MarkOp::panel:
      case MarkOp::explain: return area(op, in);
      case MarkOp::tap:
      case MarkOp::set:
      case MarkOp::drag:
      case MarkOp::paint: return touch(op, in);
    }
    return false;
  }
};

bool fail(std::string* why, std::string reason) {
  if (why) *why = std::move(reason);
  return false;
}

bool header_fits(std::span<const unsigned char> list, ListInfo& info, std::string* why) {
  if (list.size() < list_header_bytes) return fail(why, "shorter than a header");
  if (word_at(list, 0) != list_magic) return fail(why, "not a display list");
  if (word_at(list, 4) != list_version) return fail(why, "of another version");
  if (word_at(list, 8) != list.size() || list.size() > most_list_bytes || list.size() % 4 != 0)
    return fail(why, "its size does not add up");
  if (word_at(list, 12) > most_marks) return fail(why, "too many marks");
  info.marks = static_cast<int>(word_at(list, 12));
  info.width = __builtin_bit_cast(float, word_at(list, 16));
  info.height = __builtin_bit_cast(float, word_at(list, 20));
  const auto is_size = [](float length) { return std::isfinite(length) && length >= 1 && length <= farthest; };
  return (is_size(info.width) && is_size(info.height)) || fail(why, "of no size");
}

bool play(std::span<const unsigned char> list, const ListInfo& info, MarkReader* reader, std::string* why) {
  Player player{reader};
  std::size_t at = list_header_bytes;
  for (int i = 0; i < info.marks; ++i) {
    const std::string which = why ? "mark " + std::to_string(i) : std::string();
    if (list.size() - at < 4) return fail(why, which + " is missing");
    const std::uint32_t head = word_at(list, at), op = head & 0xFFFF;
    const std::size_t size = std::size_t{head >> 16} * 4;
    if (op >= std::size(mark_formats)) return fail(why, which + " is of an unknown kind");
    if (size < 4 || size > list.size() - at) return fail(why, which + " has a size that does not fit");
    if (!player.mark(static_cast<MarkOp>(op), Fields(list.subspan(at + 4, size - 4))))
      return fail(why, which + " (" + std::string(mark_formats[op].name) + ") does not fit its format");
    at += size;
  }
  return at == list.size() || fail(why, "something follows the last mark");
}

}  // namespace

std::optional<ListInfo> check_list(std::span<const unsigned char> list, std::string* why) {
  ListInfo info;
  if (!header_fits(list, info, why) || !play(list, info, nullptr, why)) return std::nullopt;
  return info;
}

std::optional<ListInfo> read_list(std::span<const unsigned char> list, MarkReader& reader, std::string* why) {
  ListInfo info;
  if (!header_fits(list, info, why) || !play(list, info, &reader, why)) return std::nullopt;
  return info;
}

}  // namespace lesson
