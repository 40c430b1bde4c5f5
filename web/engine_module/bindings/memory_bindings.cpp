// memory_bindings.cpp: memory that JavaScript borrows for one call, and calls that are taken back when there is none left.
//
// The engine has no exceptions: what finds no memory traps, which ends the call in the middle. So each piece that the
// engine takes stands in a list of the call that took it. After the trap JavaScript lets the stack go and gives back all
// that the list holds: a call that changes nothing that was there before has then never been.
#include "memory.h"

#include <malloc.h>

#include <cstdlib>
#include <new>

namespace engine_module {
namespace {

// In front of each piece.
struct alignas(std::max_align_t) Piece {
  Piece *older, *newer;
  std::size_t size;
};

Piece* newest = nullptr;  // of the call that runs
double missing = 0.0;     // bytes that there were not
bool may_be_undone = true;
void* stack_at_start = nullptr;

}  // namespace

void changes_what_is_there() { may_be_undone = false; }

// 0 when there is none left.
ENGINE_EXPORT(memory_take) void* memory_take(int bytes) { return std::malloc(static_cast<std::size_t>(bytes)); }
ENGINE_EXPORT(memory_give) void memory_give(void* taken) { std::free(taken); }

// Before each call. What the one before took is its own from now on.
ENGINE_EXPORT(memory_call_begins) void memory_call_begins() {
  newest = nullptr;
  missing = 0.0;
  may_be_undone = true;
  asm volatile(".globaltype __stack_pointer, i32\n global.get __stack_pointer\n local.set %0" : "=r"(stack_at_start));
}

// After a trap, alone: the frames that the call left on the stack.
ENGINE_EXPORT(memory_let_stack_go) void memory_let_stack_go() {
  asm volatile(".globaltype __stack_pointer, i32\n local.get %0\n global.set __stack_pointer" ::"r"(stack_at_start));
}

// After that: gives back what the call took. The bytes that it needed, as far as it came; 0 when it did not want for
// memory, or changed what was there before.
ENGINE_EXPORT(memory_undo) double memory_undo() {
  if (missing == 0.0 || !may_be_undone) return 0.0;
  double needed = missing;
  while (newest) {
    Piece* piece = newest;
    newest = piece->older;
    needed += static_cast<double>(piece->size);
    std::free(piece);
  }
  return needed;
}

// Bytes, in any number of pieces, without what the memory could still grow by.
ENGINE_EXPORT(memory_free) double memory_free() { return static_cast<double>(mallinfo().fordblks); }

}  // namespace engine_module

using engine_module::Piece;

void* operator new(std::size_t size) {
  auto* piece = size < SIZE_MAX / 2 ? static_cast<Piece*>(std::malloc(sizeof(Piece) + size)) : nullptr;
  if (!piece) {
    engine_module::missing = static_cast<double>(size);
    __builtin_trap();
  }
  *piece = {engine_module::newest, nullptr, size};
  if (piece->older) piece->older->newer = piece;
  engine_module::newest = piece;
  return piece + 1;
}

void operator delete(void* pointer) noexcept {
  if (!pointer) return;
  Piece* piece = static_cast<Piece*>(pointer) - 1;
  if (piece == engine_module::newest) engine_module::newest = piece->older;
  if (piece->older) piece->older->newer = piece->newer;
  if (piece->newer) piece->newer->older = piece->older;
  std::free(piece);
}
void operator delete(void* pointer, std::size_t) noexcept { operator delete(pointer); }
