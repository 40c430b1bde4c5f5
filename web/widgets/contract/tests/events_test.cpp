// events_test.cpp: random events on every widget: readouts stay finite, what was saved comes back, and the same events give
// the same bytes again.
#include <string>

#include "contract_fixture.h"
#include "event_player.h"

namespace lesson {
namespace {

class Events : public Contract {};

// One under sanitizers and as WebAssembly, where TEST_SETTINGS are few.
constexpr int rows = TEST_SETTINGS >= 12 ? 2 : 1, events_of_a_row = 40;

TEST_P(Events, LeaveAStateThatTheSameEventsGiveAgain) {
  for (int row = 0; row < rows; ++row) {
    EventPlayer first(*GetParam(), row), second(*GetParam(), row);
    first.play(events_of_a_row);
    second.play(events_of_a_row);
    if (HasFatalFailure()) return;
    EXPECT_EQ(first.session().save(), second.session().save()) << row;
    EXPECT_EQ(first.session().picture(640), second.session().picture(640)) << row;
  }
}

TEST_P(Events, AndOtherBytesDoNoHarm) {
  for (int row = 0; row < rows; ++row) {
    EventPlayer player(*GetParam(), row);
    player.play(6);
    for (int i = 0; i < 20; ++i) player.load_spoiled();
  }
}

INSTANTIATE_TEST_SUITE_P(Widget, Events, testing::ValuesIn(all_widgets().begin(), all_widgets().end()),
                         [](const auto& row) { return std::string(row.param->text.id); });

// What a session of a cheap widget leaves behind, the sanitizers of the clang preset tell.
TEST(EventsOfOneSession, TenThousandEndWhereTheyEnd) {
  EventPlayer player(*find_widget("mask_sampler"), 77);
  player.play(10000);
  EXPECT_LE(player.session().ticks(), player.session().last_tick());
}

}  // namespace
}  // namespace lesson
