// pointer_queue.h: pointer events one frame at a time, so that no press and no release is lost however quick they are.
#pragma once

#include <cstdint>
#include <deque>

#include "picture_touch.h"

namespace lesson {

class PointerQueue {
 public:
  struct Event {
    enum class Kind : std::uint8_t { move, down, up, leave } kind = Kind::move;
    Point at{};  // of a leave: means nothing
  };

  void add(const Event& event) { waiting_.push_back(event); }
  bool waits() const { return !waiting_.empty(); }

  // The pointer after the moves that wait, up to the first press or release: only one of these a frame.
  Pointer next() {
    now_.pressed = now_.released = false;
    while (!waiting_.empty()) {
      const Event event = waiting_.front();
      waiting_.pop_front();
      now_.present = event.kind != Event::Kind::leave;
      if (now_.present) now_.at = event.at;
      const bool down = event.kind == Event::Kind::down;
      if (down || event.kind == Event::Kind::up) {
        now_.pressed = down && !now_.down;
        now_.released = !down && now_.down;
        now_.down = down;
        break;
      }
    }
    return now_;
  }

 private:
  std::deque<Event> waiting_;
  Pointer now_{.present = false};
};

}  // namespace lesson
