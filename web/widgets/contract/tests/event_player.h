// event_player.h: somebody who does whatever can be done with a widget, at random: values, actions, ticks, back in time,
// saving, other bytes, resizing, parking.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/list_reader.h"
#include "contract/session.h"
#include "dropout/random_stream.h"

namespace lesson {

// A row of events that a number stands for, played on a session of its own.
class EventPlayer {
 public:
  EventPlayer(const WidgetType& type, int row) : random_(stream_of(row)), session_(type) {}

  void play(int events) {
    for (int i = 0; i < events; ++i) {
      event();
      for (std::size_t at = 0; at < session_.text().readouts.size(); ++at)
        ASSERT_TRUE(std::isfinite(session_.readout(at))) << session_.text().readouts[at].id << " after event " << i;
    }
  }
  const Session& session() const { return session_; }
  // From now on another row, on the same session as it was when it was new.
  void start_over(int row) {
    random_ = stream_of(row);
    std::vector<std::optional<Value>> values;
    for (std::size_t i = 0; i < session_.text().params.size(); ++i) values.push_back(session_.whole_default(i));
    session_.apply(values);
    session_.reset();
  }
  // Other bytes of a saved run: whatever they are, it is taken or refused, and everything can be asked of it.
  void load_spoiled() {
    std::vector<std::byte> bytes = session_.save();
    for (int i = 0; i < 4 && !bytes.empty(); ++i)
      bytes[place(bytes.size())] = static_cast<std::byte>(random_.below(256));
    if (random_.uniform() < 0.3) bytes.resize(place(bytes.size() + 8));
    session_.load(bytes);
    for (std::size_t at = 0; at < session_.text().readouts.size(); ++at) session_.readout(at);
    see();
  }

 private:
  static dropout::RandomStream stream_of(int row) {
    return {static_cast<std::uint64_t>(1000 + row), dropout::StreamPurpose::study};
  }
  std::size_t place(std::size_t count) {
    return random_.below(static_cast<std::uint32_t>(std::max<std::size_t>(count, 1)));
  }
  int ticks() { return static_cast<int>(random_.below(4)); }

  void event() {
    switch (random_.below(10)) {
      case 0:
      case 1: set(); break;
      case 2:
        if (!session_.text().actions.empty()) session_.act(place(session_.text().actions.size()));
        break;
      case 3: session_.step(ticks()); break;
      case 4: session_.run(); break;
      case 5: session_.advance(ticks()); break;
      case 6: session_.seek(static_cast<int>(place(static_cast<std::size_t>(session_.reached()) + 1))); break;
      case 7: come_back(); break;
      case 8: see(); break;
      default: session_.pause();
    }
  }

  void set() {
    const std::size_t param = place(session_.text().params.size());
    const ParamInfo& info = session_.text().params[param];
    const double number = info.range.min + random_.uniform() * (info.range.max - info.range.min);
    std::vector<std::optional<Value>> values(session_.text().params.size());
    values[param] = fitted(info, is_number(info.control) ? Value{number} : Value(6, number));
    session_.apply(values);
  }

  // Saved and loaded where it is, or parked: by the values and bytes of this one a new one goes on.
  void come_back() {
    const std::vector<std::byte> bytes = session_.save();
    if (random_.uniform() < 0.5) {
      ASSERT_TRUE(session_.load(bytes));
    } else {
      std::vector<std::optional<Value>> values;
      for (std::size_t i = 0; i < session_.text().params.size(); ++i) {
        const ParamInfo& info = session_.text().params[i];
        const Reading reading = read_value(info, link_text(info, session_.whole_value(i)));
        ASSERT_EQ(reading.value, session_.whole_value(i)) << info.id;
        values.push_back(reading.value);
      }
      Session fresh(session_.type());
      fresh.apply(values);
      ASSERT_TRUE(fresh.load(bytes));
      session_ = std::move(fresh);
    }
    ASSERT_EQ(session_.save(), bytes);
  }

  void see() {
    const auto width = static_cast<float>(200 + random_.below(1000));
    const std::vector<unsigned char> list = session_.picture(width, random_.below(4));
    std::string why;
    EXPECT_TRUE(check_list(list, &why)) << why;
    EXPECT_FALSE(session_.describe().empty());
    session_.response();
  }

  dropout::RandomStream random_;
  Session session_;
};

}  // namespace lesson
