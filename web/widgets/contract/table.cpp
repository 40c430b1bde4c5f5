// table.cpp: rows of words; see table.h.
#include "table.h"

namespace lesson {

bool Table::begin_row() {
  if (rows_ >= most_rows) return false;
  ++rows_;
  return true;
}

void Table::cell(std::string_view words, bool first) {
  if (!first) text_ += '\t';
  for (const char sign : words) text_ += sign == '\t' || sign == '\n' || sign == '\r' ? ' ' : sign;
}

void Table::add(std::initializer_list<std::string_view> cells) {
  if (!begin_row()) return;
  for (const std::string_view& words : cells) cell(words, &words == cells.begin());
  text_ += '\n';
}

void Table::row(std::span<const std::string> cells) {
  if (!begin_row()) return;
  for (const std::string& words : cells) cell(words, &words == cells.data());
  text_ += '\n';
}

}  // namespace lesson
