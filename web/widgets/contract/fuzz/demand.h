// demand.h: what a fuzz target holds for true; where it is not, the program ends and the input is kept.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace lesson {

inline void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "not true: %s\n", what);
  std::abort();
}

}  // namespace lesson
