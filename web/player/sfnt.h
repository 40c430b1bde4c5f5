// sfnt.h: finds tables and numbers in a TrueType file; for our own fonts, whose outlines nobody checks again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace lesson {

class Sfnt {
 public:
  explicit Sfnt(std::span<const unsigned char> bytes) : bytes_(bytes) {}

  // Whole and with every table that text is drawn from: what a damaged or a wrong download is not.
  bool readable() const {
    if (u32(bytes_, 0) != 0x00010000) return false;
    for (const std::string_view tag : {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})
      if (table(tag).empty()) return false;
    return line_height() > 0;
  }

  // Empty if there is no such table.
  std::span<const unsigned char> table(std::string_view tag) const {
    const std::size_t count = u16(bytes_, 4);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t entry = 12 + 16 * i;
      if (entry + 16 > bytes_.size()) break;
      if (std::string_view(reinterpret_cast<const char*>(&bytes_[entry]), 4) != tag) continue;
      const std::size_t offset = u32(bytes_, entry + 8), length = u32(bytes_, entry + 12);
      if (offset > bytes_.size() || length > bytes_.size() - offset) break;
      return bytes_.subspan(offset, length);
    }
    return {};
  }

  // Height of a line (ascender to descender) for a text size of 1. Dear ImGui asks for the former, designers for the latter.
  float line_height() const {
    const auto head = table("head"), hhea = table("hhea");
    const auto ascender = static_cast<std::int16_t>(u16(hhea, 4)),
               descender = static_cast<std::int16_t>(u16(hhea, 6));
    return static_cast<float>(ascender - descender) / static_cast<float>(std::max(1u, u16(head, 18)));
  }

  static std::uint32_t u16(std::span<const unsigned char> table, std::size_t at) {
    return at + 2 <= table.size() ? static_cast<std::uint32_t>(table[at] << 8 | table[at + 1]) : 0;
  }
  static std::uint32_t u32(std::span<const unsigned char> table, std::size_t at) {
    return u16(table, at) << 16 | u16(table, at + 2);
  }

 private:
  std::span<const unsigned char> bytes_;
};

}  // namespace lesson
