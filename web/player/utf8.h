// utf8.h: reads text sign by sign.
#pragma once

#include <cstdint>
#include <string_view>

namespace lesson {

inline constexpr std::uint32_t replacement_sign = 0xFFFD;

// Takes the first sign off `text`, which must not be empty. Broken bytes give the replacement sign, one byte each.
constexpr std::uint32_t take_sign(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(0);
  std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  std::uint32_t sign = length <= 1 ? first : first & (0xFFu >> (length + 1));
  if (length > text.size()) length = 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) {
      length = 0;
      break;
    }
    sign = sign << 6 | (byte(i) & 0x3F);
  }
  if (length == 0) {
    length = 1;
    sign = replacement_sign;
  }
  text.remove_prefix(length);
  return sign;
}

}  // namespace lesson
