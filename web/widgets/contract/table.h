// table.h: what a panel draws, as rows of words: for screen readers, print and saved data.
//
// A panel fills it from the same data that it draws:
//   table.row("Unit", "Kept", "Share of draws");          // the first row is the heading
//   table.row("3", "yes", percent_text(share));           // the first cell of each row names it
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace lesson {

class Table {
 public:
  // Rows beyond the 2,000th are left out. Tabs and line ends within a cell become blanks.
  template <class... Words>
  void row(const Words&... words) {
    add({std::string_view(words)...});
  }
  void row(std::span<const std::string> cells);

  // Rows end with \n, cells are parted by \t.
  const std::string& text() const { return text_; }

 private:
  static constexpr int most_rows = 2000;
  void add(std::initializer_list<std::string_view> cells);
  bool begin_row();
  void cell(std::string_view words, bool first);

  std::string text_;
  int rows_ = 0;
};

}  // namespace lesson
