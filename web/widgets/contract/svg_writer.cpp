// svg_writer.cpp: marks as SVG elements; see svg_writer.h.
#include "svg_writer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

namespace lesson {

namespace {

// A field becomes this many nested areas for each sign: enough for a smooth look, few enough for a small file.
constexpr int field_levels = 7;
constexpr float smallest_text = 12, largest_text = 44;

std::string_view cap(Dash dash) { return dash == Dash::dotted ? " stroke-linecap=\"round\"" : ""; }

// The outline of all cells that `inside` marks, as closed loops along cell edges: the path data in cell units.
// Edges run clockwise round the marked cells. Where two loops touch in a corner each turns right, so they stay apart.
std::string cell_outlines(const std::vector<char>& inside, int columns, int rows) {
  enum Way : std::size_t { east, south, west, north };
  constexpr int step_x[] = {1, 0, -1, 0}, step_y[] = {0, 1, 0, -1};
  const auto is_inside = [&](int x, int y) {
    return x >= 0 && y >= 0 && x < columns && y < rows && inside[static_cast<std::size_t>(y * columns + x)] != 0;
  };
  const auto corner = [&](int x, int y) { return static_cast<std::size_t>(y * (columns + 1) + x); };
  std::vector<std::array<bool, 4>> edges(corner(0, rows + 1));
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x) {
      if (!is_inside(x, y)) continue;
      if (!is_inside(x, y - 1)) edges[corner(x, y)][east] = true;
      if (!is_inside(x + 1, y)) edges[corner(x + 1, y)][south] = true;
      if (!is_inside(x, y + 1)) edges[corner(x + 1, y + 1)][west] = true;
      if (!is_inside(x - 1, y)) edges[corner(x, y + 1)][north] = true;
    }

  std::string path;
  for (int y = 0; y <= rows; ++y)
    for (int x = 0; x <= columns; ++x) {
      if (!edges[corner(x, y)][east]) continue;
      path += "M" + std::to_string(x) + " " + std::to_string(y);
      int at_x = x, at_y = y;
      std::size_t way = east;
      while (edges[corner(at_x, at_y)][way]) {
        int length = 0;
        while (edges[corner(at_x, at_y)][way]) {
          edges[corner(at_x, at_y)][way] = false;
          at_x += step_x[way];
          at_y += step_y[way];
          ++length;
          if (edges[corner(at_x, at_y)][(way + 1) % 4]) break;  // a corner: turning right comes first
        }
        if (at_x == x && at_y == y) break;  // z draws the last edge
        path +=
            (way == east || way == west ? "h" : "v") + std::to_string(way == east || way == south ? length : -length);
        for (const std::size_t turn : {1u, 3u})
          if (edges[corner(at_x, at_y)][(way + turn) % 4]) {
            way = (way + turn) % 4;
            break;
          }
      }
      path += "z";
    }
  return path;
}

}  // namespace

std::string svg_number(float value) {
  const long hundredths = std::lround(std::clamp(value, -1e6f, 1e6f) * 100.0f);
  const long size = std::labs(hundredths);
  std::string text = hundredths < 0 ? "-" : "";
  text += std::to_string(size / 100);
  if (size % 100 != 0) {
    text += size % 100 < 10 ? ".0" : ".";
    text += std::to_string(size % 10 == 0 ? size % 100 / 10 : size % 100);
  }
  return text;
}

namespace {

// Of one point of many: a tenth of a pixel is not seen, and a page holds thousands.
std::string svg_place(float value) { return svg_number(std::round(10 * value) / 10); }

}  // namespace

std::string xml_escaped(std::string_view words) {
  std::string escaped;
  for (const char sign : words) switch (sign) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += static_cast<unsigned char>(sign) < 0x20 || sign == 0x7f ? ' ' : sign;
    }
  return escaped;
}

std::string list_as_svg(std::span<const unsigned char> list, const SvgOptions& options) {
  SvgWriter writer(options);
  const std::optional<ListInfo> info = read_list(list, writer);
  return info ? writer.finish(info->width, info->height) : std::string();
}

SvgWriter::SvgWriter(const SvgOptions& options) : options_(options), prefix_(options.id_prefix) {}

std::string SvgWriter::finish(float width, float height) const {
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + svg_number(width) + " " +
                    svg_number(height) + "\"";
  if (!options_.svg_attributes.empty()) svg += " " + std::string(options_.svg_attributes);
  if (options_.colors)
    svg += " width=\"" + svg_number(width) + "\" height=\"" + svg_number(height) +
           "\" font-family=\"Inter, system-ui, sans-serif\"";
  svg += ">\n";
  if (!options_.title.empty()) svg += "<title>" + xml_escaped(options_.title) + "</title>\n";
  if (!options_.description.empty()) svg += "<desc>" + xml_escaped(options_.description) + "</desc>\n";
  if (options_.colors) svg += "<rect width=\"100%\" height=\"100%\"" + color("fill", Ink::paper) + "/>\n";
  for (std::size_t i = 0; i < hatched_.size(); ++i) {
    if (!hatched_[i]) continue;
    const std::string name(ink_names[i]);
    svg += "<defs><pattern id=\"" + prefix_ + "-hatch-" + name +
           "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
           "<path d=\"M1.5 0v6\"" +
           color("stroke", static_cast<Ink>(i)) + " stroke-width=\"2.5\"/></pattern></defs>\n";
  }
  return svg + clips_ + body_ + (clipped_ ? "</g>\n" : "") + (grouped_ ? "</g>\n" : "") + "</svg>\n";
}

void SvgWriter::open(std::string_view element) {
  body_ += '<';
  body_ += element;
}

void SvgWriter::number(std::string_view name, float value) {
  body_ += ' ';
  body_ += name;
  body_ += "=\"" + svg_number(value) + "\"";
}

void SvgWriter::box(const Rect& area, float corner_radius) {
  number("x", area.x - origin_.x);
  number("y", area.y - origin_.y);
  number("width", std::max(0.0f, area.width));
  number("height", std::max(0.0f, area.height));
  if (corner_radius > 0) number("rx", corner_radius);
}

std::string SvgWriter::color(std::string_view kind, Ink ink) const {
  const auto place = static_cast<std::size_t>(ink);
  const std::string name(kind);
  if (!options_.colors) return " class=\"" + name + "-" + std::string(ink_names[place]) + "\"";
  char digits[8];
  std::snprintf(digits, sizeof digits, "#%06x", static_cast<unsigned>((*options_.colors)[place] >> 8));
  return " " + name + "=\"" + digits + "\"";
}

void SvgWriter::add_fill(const Fill& fill) {
  const auto ink = static_cast<std::size_t>(fill.ink);
  if (fill.hatched) {
    hatched_[ink] = true;
    body_ += " fill=\"url(#" + prefix_ + "-hatch-" + std::string(ink_names[ink]) + ")\"";
  } else {
    body_ += color("fill", fill.ink);
  }
  if (fill.opacity < 1) number("fill-opacity", fill.opacity);
}

void SvgWriter::add_stroke(const Stroke& stroke) {
  body_ += " fill=\"none\"" + color("stroke", stroke.ink);
  number("stroke-width", stroke.width);
  if (stroke.dash == Dash::dashed)
    body_ += " stroke-dasharray=\"" + svg_number(3 * stroke.width) + " " + svg_number(2 * stroke.width) + "\"";
  if (stroke.dash == Dash::dotted) body_ += " stroke-dasharray=\"0 " + svg_number(2.5f * stroke.width) + "\"";
  body_ += cap(stroke.dash);
  if (stroke.opacity < 1) number("stroke-opacity", stroke.opacity);
}

void SvgWriter::path_points(std::span<const Point> points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    body_ += i == 0 ? "M" : i == 1 ? "L" : " ";
    body_ += svg_place(points[i].x - origin_.x) + " " + svg_place(points[i].y - origin_.y);
  }
}

void SvgWriter::line(Point from, Point to, const Stroke& stroke) {
  const Point points[] = {from, to};
  polyline(points, stroke);
}

void SvgWriter::polyline(std::span<const Point> points, const Stroke& stroke) {
  if (points.size() < 2) return;
  open("path d=\"");
  path_points(points);
  body_ += "\"";
  add_stroke(stroke);
  if (points.size() > 2) body_ += " stroke-linejoin=\"round\"";
  body_ += "/>\n";
}

void SvgWriter::polygon(std::span<const Point> points, const Fill& fill) {
  if (points.size() < 3) return;
  open("path d=\"");
  path_points(points);
  body_ += "z\"";
  add_fill(fill);
  body_ += "/>\n";
}

void SvgWriter::rect(const Rect& area, const Fill& fill, float corner_radius) {
  // A hatched area carries a faint tint as well: lines alone read as "empty".
  if (fill.hatched) rect(area, {fill.ink, fill.opacity * 0.16f, false}, corner_radius);
  open("rect");
  box(area, corner_radius);
  add_fill(fill);
  body_ += "/>\n";
}

void SvgWriter::frame(const Rect& area, const Stroke& stroke, float corner_radius) {
  open("rect");
  box(area, corner_radius);
  add_stroke(stroke);
  body_ += "/>\n";
}

void SvgWriter::disk(Point center, float radius, const Fill& fill) {
  open("circle");
  number("cx", center.x - origin_.x);
  number("cy", center.y - origin_.y);
  number("r", radius);
  add_fill(fill);
  body_ += "/>\n";
}

void SvgWriter::ring(Point center, float radius, const Stroke& stroke) {
  open("circle");
  number("cx", center.x - origin_.x);
  number("cy", center.y - origin_.y);
  number("r", radius);
  add_stroke(stroke);
  body_ += "/>\n";
}

void SvgWriter::text(Point at, std::string_view words, const TextStyle& style) {
  const float size = std::clamp(std::round(style.size), smallest_text, largest_text);
  open("text");
  number("x", at.x - origin_.x);
  // SVG places text by its baseline. Digits and capitals are about 0.7 high, so their middle is 0.35 above it.
  number("y", at.y - origin_.y + 0.35f * size);
  number("font-size", size);
  if (style.align == Align::center) body_ += " text-anchor=\"middle\"";
  if (style.align == Align::right) body_ += " text-anchor=\"end\"";
  if (style.bold) body_ += " font-weight=\"600\"";
  body_ += color("fill", style.ink) + ">";
  body_ += xml_escaped(words) + "</text>\n";
}

void SvgWriter::band(std::span<const Point> lower, std::span<const Point> upper, const Fill& fill) {
  std::vector<Point> outline(lower.begin(), lower.end());
  outline.insert(outline.end(), upper.rbegin(), upper.rend());
  polygon(outline, fill);
}

void SvgWriter::field(const Field& map) {
  if (map.columns < 1 || map.rows < 1) return;
  if (!map.smooth && (map.gap > 0 || map.corner_radius > 0)) return add_cells(map);
  open("g transform=\"translate(");
  body_ += svg_number(map.area.x - origin_.x) + " " + svg_number(map.area.y - origin_.y) + ") scale(";
  // Four decimals: 64 cells times a rounding error of 0.005 would be a third of a pixel.
  char scale[64];
  std::snprintf(scale, sizeof scale, "%.4f %.4f", static_cast<double>(map.area.width) / map.columns,
                static_cast<double>(map.area.height) / map.rows);
  body_ += scale;
  body_ += ")\" shape-rendering=\"crispEdges\">\n";
  add_levels(map, -1, map.low);
  add_levels(map, 1, map.high);
  body_ += "</g>\n";
}

// Level k covers all cells with |value| >= k / levels and lies on the levels below it. For the opacities a_k of the
// stack to come out right each adds d_k with  1 - a_k = (1 - a_(k-1)) (1 - d_k). Levels of the same cells are one area.
void SvgWriter::add_levels(const Field& map, float sign, Ink ink) {
  const std::size_t cells = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  const auto inside_of = [&](int level) {
    std::vector<char> inside(cells);
    for (std::size_t i = 0; i < std::min(cells, map.values.size()); ++i)
      inside[i] = sign * map.values[i] * field_levels >= static_cast<float>(level) - 0.5f;
    return inside;
  };
  const auto stacked = [&](int k) { return map.max_opacity * static_cast<float>(k) / field_levels; };
  std::vector<char> inside = inside_of(1);
  for (int level = 1, below = 0; level <= field_levels; ++level) {
    std::vector<char> next = level < field_levels ? inside_of(level + 1) : std::vector<char>(cells);
    if (next == inside) continue;
    open("path d=\"");
    body_ += cell_outlines(inside, map.columns, map.rows) + "\"";
    add_fill({ink, 1 - (1 - stacked(level)) / (1 - stacked(below)), false});
    body_ += "/>\n";
    below = level;
    inside = std::move(next);
  }
}

// Cells of one ink and one shade, of twenty, are one path: a map has hundreds.
void SvgWriter::add_cells(const Field& map) {
  constexpr float shades = 20;
  const float width = map.area.width / static_cast<float>(map.columns);
  const float height = map.area.height / static_cast<float>(map.rows);
  const std::string side = svg_number(width - map.gap), down = svg_number(height - map.gap);
  const std::string outline = "h" + side + "v" + down + "h-" + side + "z";
  std::map<std::pair<Ink, float>, std::string> paths;
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    const float value = map.values[i], shade = std::round(std::abs(value) * map.max_opacity * shades) / shades;
    if (shade == 0) continue;
    const auto column = static_cast<float>(i % static_cast<std::size_t>(map.columns));
    const auto row = static_cast<float>(i / static_cast<std::size_t>(map.columns));
    const Rect cell{map.area.x + column * width, map.area.y + row * height, width, height};
    const Fill fill{.ink = value < 0 ? map.low : map.high, .opacity = shade};
    if (map.corner_radius > 0)
      rect(cell.inset(map.gap / 2), fill, map.corner_radius);
    else
      paths[{fill.ink, fill.opacity}] += "M" + svg_place(cell.x + map.gap / 2 - origin_.x) + " " +
                                         svg_place(cell.y + map.gap / 2 - origin_.y) + outline;
  }
  for (const auto& [fill, path] : paths) {
    open("path d=\"");
    body_ += path + "\"";
    add_fill({.ink = fill.first, .opacity = fill.second});
    body_ += "/>\n";
  }
}

void SvgWriter::clip(const Rect& area) {
  unclip();
  const std::string id = prefix_ + "-clip-" + std::to_string(clip_count_++);
  const std::string before = std::move(body_);
  body_.clear();
  box(area, 0);
  clips_ += "<clipPath id=\"" + id + "\"><rect" + body_ + "/></clipPath>\n";
  body_ = before + "<g clip-path=\"url(#" + id + ")\">\n";
  clipped_ = true;
}

void SvgWriter::unclip() {
  if (clipped_) body_ += "</g>\n";
  clipped_ = false;
}

void SvgWriter::panel(const Rect& area) {
  unclip();
  if (grouped_) body_ += "</g>\n";
  origin_ = {area.x, area.y};
  grouped_ = area.x != 0 || area.y != 0;
  if (!grouped_) return;
  open("g transform=\"translate(");
  body_ += svg_number(area.x) + " " + svg_number(area.y) + ")\">\n";
}

void SvgWriter::explain(const Rect& area, std::string_view words) {
  open("rect");
  box(area, 0);
  body_ += " fill=\"none\" pointer-events=\"all\"><title>" + xml_escaped(words) + "</title></rect>\n";
}

}  // namespace lesson
