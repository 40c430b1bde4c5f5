// memory_bindings.cpp: memory that JavaScript borrows for one call.
#include <cstdlib>

#include "fields.h"

// 0 when there is none left.
ENGINE_EXPORT(memory_take) void* memory_take(int bytes) { return std::malloc(static_cast<std::size_t>(bytes)); }
ENGINE_EXPORT(memory_give) void memory_give(void* taken) { std::free(taken); }
