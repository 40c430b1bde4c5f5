// memory_test.cpp: thousands of random events on one session of each widget: it holds what it held after the first ones.
// Replaces operator new, so it is its own executable.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#include "event_player.h"

namespace {
std::size_t bytes_held = 0;
constexpr std::size_t header = alignof(std::max_align_t) > sizeof(std::size_t) ? alignof(std::max_align_t)
                                                                               : sizeof(std::size_t);
}  // namespace

// The size stands before the bytes. Not inlined: GCC would see free() meet a pointer of operator new and warn about its own
// replacement.
[[gnu::noinline]] void* operator new(std::size_t size) {
  void* const memory = std::malloc(header + size);
  if (!memory) std::abort();
  *static_cast<std::size_t*>(memory) = size;
  bytes_held += size;
  return static_cast<std::byte*>(memory) + header;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  if (!memory) return;
  void* const whole = static_cast<std::byte*>(memory) - header;
  bytes_held -= *static_cast<std::size_t*>(whole);
  std::free(whole);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

namespace lesson {
namespace {

class Memory : public testing::TestWithParam<const WidgetType*> {};

constexpr int events_of_a_row = 40, first_rounds = 4;

// Ten thousand events; a thousand where one of them may train nets or take thousands of passes. These, too, were seen to
// hold what they held after ten thousand.
int rounds_of(const WidgetType& type) {
  for (const char* const slow : {"arc", "batchnorm_conflict", "co_adaptation", "ensemble", "scaling_schemes"})
    if (std::string(type.text.id) == slow) return 25;
  return 250;
}

// One row of events again and again, so that whatever is kept on purpose (vectors as long as they once had to be, runs that
// may be asked for again) is kept after the first rounds.
TEST_P(Memory, IsTheSameAfterThousandsOfEvents) {
  const int rounds = rounds_of(*GetParam());
  EventPlayer player(*GetParam(), 5);
  std::size_t before = 0;
  for (int round = 0; round < rounds; ++round) {
    player.start_over(5);
    player.play(events_of_a_row);
    if (HasFatalFailure()) return;
    player.start_over(5);
    if (round == first_rounds) before = bytes_held;
    if (round > first_rounds) {
      ASSERT_LE(bytes_held, before) << "after round " << round;
    }
  }
  EXPECT_GT(before, 0u) << "the counter counts";
}

INSTANTIATE_TEST_SUITE_P(Widget, Memory, testing::ValuesIn(all_widgets().begin(), all_widgets().end()),
                         [](const auto& row) { return std::string(row.param->text.id); });

}  // namespace
}  // namespace lesson
