// whole_rows_test.cpp: rows that the sanitizer looks at as a whole are looked at to their last element.
#include "../src/linear.h"

#include <gtest/gtest.h>

#include <vector>

namespace dropout {
namespace {

// Elsewhere nothing is checked.
#ifdef DROPOUT_ROWS_ARE_CHECKED
TEST(WholeRows, OneElementTooManyEndsTheProgram) {
  std::vector<float> five(5, 1), six(6, 1);
  const auto add = [](const std::vector<float>& row, std::size_t width, std::vector<float>& result) {
    add_scaled_row(1.0f, row.data(), width, result.data());
  };
  add(five, 5, six);
  EXPECT_DEATH(add(five, 6, six), "AddressSanitizer");
  EXPECT_DEATH(add(six, 6, five), "AddressSanitizer");
}
#endif

}  // namespace
}  // namespace dropout
