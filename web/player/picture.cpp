// picture.cpp: display list to marks, and marks to a canvas; see picture.h.
#include "picture.h"

#include <algorithm>
#include <array>

namespace lesson {

namespace {

class PictureReader final : public MarkReader {
 public:
  explicit PictureReader(Picture& picture) : picture_(picture) {}

  void line(Point from, Point to, const Stroke& stroke) override {
    const Point ends[] = {from, to};
    add_stroke(MarkOp::line, ends, stroke);
  }
  void polyline(std::span<const Point> points, const Stroke& stroke) override {
    add_stroke(MarkOp::polyline, points, stroke);
  }
  void polygon(std::span<const Point> points, const Fill& fill) override { add_fill(MarkOp::polygon, points, fill); }
  void rect(const Rect& area, const Fill& fill, float corner_radius) override {
    add_fill(MarkOp::rect, corners(area), fill).size = corner_radius;
  }
  void frame(const Rect& area, const Stroke& stroke, float corner_radius) override {
    add_stroke(MarkOp::frame, corners(area), stroke).size = corner_radius;
  }
  void disk(Point center, float radius, const Fill& fill) override {
    add_fill(MarkOp::disk, {&center, 1}, fill).size = radius;
  }
  void ring(Point center, float radius, const Stroke& stroke) override {
    add_stroke(MarkOp::ring, {&center, 1}, stroke).size = radius;
  }
  void text(Point at, std::string_view words, const TextStyle& style) override {
    PictureMark& mark = add(MarkOp::text, {&at, 1}, style.ink);
    mark.size = style.size;
    mark.align = style.align;
    mark.bold = style.bold;
    mark.part = static_cast<std::uint32_t>(picture_.words.size());
    picture_.words.emplace_back(words);
  }
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) override {
    std::vector<Point> both(lower.begin(), lower.end());
    both.insert(both.end(), upper.begin(), upper.end());
    add_fill(MarkOp::band, both, fill);
  }
  void field(const Field& map) override {
    PictureMark& mark = add(MarkOp::field, corners(map.area), map.high);
    mark.size = map.corner_radius;
    mark.opacity = map.max_opacity;
    mark.part = static_cast<std::uint32_t>(picture_.fields.size());
    picture_.fields.push_back(
        {map.columns, map.rows, picture_.values.size(), map.low, map.high, map.smooth, map.gap});
    picture_.values.insert(picture_.values.end(), map.values.begin(), map.values.end());
  }
  void clip(const Rect& area) override {
    clip_ = static_cast<std::uint32_t>(picture_.clips.size());
    picture_.clips.push_back(area);
  }
  void unclip() override { clip_ = 0; }
  void key(const Key& key) override {
    key_ = {key.name, key.delay_ms, key.takes_ms, std::vector<Point>(key.path.begin(), key.path.end())};
  }
  void explain(const Rect& area, std::string_view words) override {
    picture_.explanations.push_back({area, std::string(words)});
  }
  void touch(const Touch& touch) override { picture_.touches.push_back(touch); }

  // A name that two marks have moves neither the second nor later ones.
  void make_names_unique() {
    std::vector<std::pair<std::uint32_t, std::size_t>> names;
    for (std::size_t i = 0; i < picture_.marks.size(); ++i)
      if (const std::uint32_t name = picture_.name_of(picture_.marks[i])) names.emplace_back(name, i);
    std::sort(names.begin(), names.end());
    for (std::size_t i = 1; i < names.size(); ++i)
      if (names[i].first == names[i - 1].first) picture_.marks[names[i].second].key = 0;
  }

 private:
  static std::array<Point, 2> corners(const Rect& area) {
    return {{{area.x, area.y}, {area.right(), area.bottom()}}};
  }

  PictureMark& add(MarkOp op, std::span<const Point> points, Ink ink) {
    PictureMark mark{.op = op, .ink = ink, .clip = clip_};
    mark.first_point = static_cast<std::uint32_t>(picture_.points.size());
    mark.point_count = static_cast<std::uint32_t>(points.size());
    picture_.points.insert(picture_.points.end(), points.begin(), points.end());
    if (key_.name != 0) {
      mark.key = static_cast<std::uint32_t>(picture_.keys.size());
      picture_.keys.push_back(std::move(key_));
    }
    key_ = {};
    return picture_.marks.emplace_back(mark);
  }
  PictureMark& add_stroke(MarkOp op, std::span<const Point> points, const Stroke& stroke) {
    PictureMark& mark = add(op, points, stroke.ink);
    mark.dash = stroke.dash;
    mark.opacity = stroke.opacity;
    mark.width = stroke.width;
    return mark;
  }
  PictureMark& add_fill(MarkOp op, std::span<const Point> points, const Fill& fill) {
    PictureMark& mark = add(op, points, fill.ink);
    mark.opacity = fill.opacity;
    mark.hatched = fill.hatched;
    return mark;
  }

  Picture& picture_;
  std::uint32_t clip_ = 0;
  Picture::MarkKey key_;
};

}  // namespace

std::optional<Picture> read_picture(std::span<const unsigned char> list) {
  std::optional<Picture> picture(std::in_place);
  PictureReader reader(*picture);
  const std::optional<ListInfo> info = read_list(list, reader);
  if (!info) return std::nullopt;
  picture->width = info->width;
  picture->height = info->height;
  reader.make_names_unique();
  return picture;
}

PictureMark copy_mark(const Picture& from, const PictureMark& mark, Picture& to) {
  PictureMark copy = mark;
  const auto points = from.points_of(mark);
  copy.first_point = static_cast<std::uint32_t>(to.points.size());
  to.points.insert(to.points.end(), points.begin(), points.end());
  copy.key = 0;
  if (mark.clip != 0) {
    copy.clip = static_cast<std::uint32_t>(to.clips.size());
    to.clips.push_back(from.clips[mark.clip]);
  }
  if (mark.op == MarkOp::text) {
    copy.part = static_cast<std::uint32_t>(to.words.size());
    to.words.push_back(from.words[mark.part]);
  } else if (mark.op == MarkOp::field) {
    const Picture::Cells& cells = from.fields[mark.part];
    const auto first = from.values.begin() + static_cast<std::ptrdiff_t>(cells.first_value);
    copy.part = static_cast<std::uint32_t>(to.fields.size());
    to.fields.push_back(cells);
    to.fields.back().first_value = to.values.size();
    to.values.insert(to.values.end(), first, first + std::ptrdiff_t{cells.columns} * cells.rows);
  }
  return copy;
}

void play_mark(const Picture& picture, const PictureMark& mark, Marks& to) {
  const std::span<const Point> points = picture.points_of(mark);
  const float opacity = mark.opacity * mark.fade;
  const Stroke stroke{.ink = mark.ink, .width = mark.width, .dash = mark.dash, .opacity = opacity};
  const Fill fill{.ink = mark.ink, .opacity = opacity, .hatched = mark.hatched};
  const auto area = [&] {
    return Rect{points[0].x, points[0].y, points[1].x - points[0].x, points[1].y - points[0].y};
  };
  switch (mark.op) {
    case MarkOp::line: return to.line(points[0], points[1], stroke);
    case MarkOp::polyline: return to.polyline(points, stroke);
    case MarkOp::polygon: return to.polygon(points, fill);
    case MarkOp::rect: return to.rect(area(), fill, mark.size);
    case MarkOp::frame: return to.frame(area(), stroke, mark.size);
    case MarkOp::disk: return to.disk(points[0], mark.size, fill);
    case MarkOp::ring: return to.ring(points[0], mark.size, stroke);
    case MarkOp::text:
      return to.text(points[0], picture.words[mark.part],
                     {.size = mark.size, .ink = mark.ink, .align = mark.align, .bold = mark.bold});
    case MarkOp::band: return to.band(points.first(points.size() / 2), points.last(points.size() / 2), fill);
    case MarkOp::field: {
      const Picture::Cells& cells = picture.fields[mark.part];
      const auto count = static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows);
      return to.field({.area = area(),
                       .columns = cells.columns,
                       .rows = cells.rows,
                       .values = std::span(picture.values).subspan(cells.first_value, count),
                       .low = cells.low,
                       .high = cells.high,
                       .max_opacity = opacity,
                       .smooth = cells.smooth,
                       .gap = cells.gap,
                       .corner_radius = mark.size});
    }
    default: return;
  }
}

}  // namespace lesson
