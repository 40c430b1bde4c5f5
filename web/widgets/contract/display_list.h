// display_list.h: the byte format of a picture, the border between a model and everything that shows it.
//
// A list is one header and then marks, little endian, every field aligned to four bytes:
//   header   u32 magic, u16 version, u16 zero, u32 bytes (of the whole list), u32 marks, f32 width, f32 height
//   mark     u16 op (MarkOp), u16 words (four-byte words of this mark, these two numbers included), then its fields
// The fields of each op stand in mark_formats, one letter a field:
//   f  f32, finite             u  u32                       d  f64, finite
//   s  text: u32 bytes, UTF-8, filled with zeros to the next word; at most longest_text bytes
//   p  points: u32 count, then f32 x, f32 y each; at most most_points
//   b  bytes: u32 count, filled to the next word; at most most_cells
//   S  Stroke: f32 width, f32 opacity, u32 ink | dash << 8
//   F  Fill: f32 opacity, u32 ink | hatched << 8
//   T  TextStyle: f32 size, u32 ink | align << 8 | bold << 16
// Parameters and actions are named by their place in the declaration. Coordinates are canvas space (canvas.h), within
// +-farthest. A reader refuses a list whole when its version is another one, a size does not add up, a number is not
// finite or out of bounds, or an op, ink, dash or align is unknown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lesson {

inline constexpr std::uint32_t list_magic = 0x54534C44;  // "DLST"
inline constexpr std::uint16_t list_version = 3;
inline constexpr std::size_t list_header_bytes = 24;

inline constexpr std::size_t most_list_bytes = 1 << 20, most_marks = 20000, longest_text = 4096, most_points = 16383,
                             most_cells = 65000;
inline constexpr float farthest = 1e6f;
inline constexpr std::uint32_t no_param = 0xFFFFFFFF;

enum class MarkOp : std::uint16_t {
  line,
  polyline,
  polygon,
  rect,
  frame,
  disk,
  ring,
  text,
  band,
  field,
  clip,
  unclip,
  panel,
  key,
  explain,
  tap,
  set,
  drag,
  paint,
};

struct MarkFormat {
  MarkOp op;
  std::string_view name, fields;
};
inline constexpr MarkFormat mark_formats[] = {
    {MarkOp::line, "line", "ffffS"},       // from, to
    {MarkOp::polyline, "polyline", "pS"},  //
    {MarkOp::polygon, "polygon", "pF"},    // convex
    {MarkOp::rect, "rect", "ffffFf"},      // x, y, width, height; corner radius
    {MarkOp::frame, "frame", "ffffSf"},    // x, y, width, height; corner radius
    {MarkOp::disk, "disk", "fffF"},        // center, radius
    {MarkOp::ring, "ring", "fffS"},        // center, radius
    {MarkOp::text, "text", "ffsT"},        // at, words
    {MarkOp::band, "band", "ppF"},         // lower, upper: as many points each, equal x
    {MarkOp::field, "field",
     "ffffuuufffb"},                        // area; columns; rows; low | high << 8 | smooth << 16; max opacity; gap;
                                            // corner radius; columns * rows values, i8: value * 127
    {MarkOp::clip, "clip", "ffff"},         // area
    {MarkOp::unclip, "unclip", ""},         //
    {MarkOp::panel, "panel", "ffff"},       // where the panel stands that the marks up to the next one belong to
    {MarkOp::key, "key", "uffp"},           // name, delay and length in ms, path: of the mark that follows
    {MarkOp::explain, "explain", "ffffs"},  // area, words
    {MarkOp::tap, "tap", "ffffu"},          // area, action
    {MarkOp::set, "set", "ffffud"},         // area, param, value
    {MarkOp::drag, "drag", "ffffuffffdduffffdd"},  // area; param, min at, max at, min, max; second param or no_param,
                                                   // its min at, max at, min, max
    {MarkOp::paint, "paint", "ffffuuu"},           // area, param, columns, rows: at most most_cells together
};

}  // namespace lesson
