// whole_rows.h: kernels whose rows AddressSanitizer looks at as a whole: element by element it takes three times as long.
#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#define DROPOUT_ROWS_ARE_CHECKED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DROPOUT_ROWS_ARE_CHECKED 1
#endif
#endif

#ifdef DROPOUT_ROWS_ARE_CHECKED
#include <sanitizer/asan_interface.h>

// A function with this mark begins with check_row for each of its rows.
#define DROPOUT_WHOLE_ROWS __attribute__((no_sanitize("address", "undefined"), noinline))

namespace dropout {
// Ends the program, with the sanitizer's report, where an element of the row is not ours.
template <class Scalar>
void check_row(const Scalar* row, std::size_t width) {
  void* const bad = __asan_region_is_poisoned(const_cast<Scalar*>(row), width * sizeof(Scalar));
  if (bad != nullptr) static_cast<void>(*static_cast<volatile char*>(bad));
}
}  // namespace dropout
#else
#define DROPOUT_WHOLE_ROWS

namespace dropout {
template <class Scalar>
constexpr void check_row(const Scalar*, std::size_t) {}
}  // namespace dropout
#endif
