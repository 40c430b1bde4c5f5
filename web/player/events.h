// events.h: what the reader touched, waiting for the page; as JSON, in the words of player.h.
#pragma once

#include <deque>
#include <string>

#include "declared.h"
#include "picture_touch.h"

namespace lesson {

class Events {
 public:
  // Locked parts of a wish are left out. A value that nobody has fetched yet gives way to a newer one of the same params.
  void add(const PictureTouch::Wish& wish, const Declared& declared);
  bool empty() const { return waiting_.empty(); }
  // The oldest one, taken out; "" when none waits. {"set": {"p": 0.5}}, {"act": "new_mask"} or
  // {"paint": "cells", "cell": 7, "begins": true}.
  std::string next(const Declared& declared);

 private:
  std::deque<PictureTouch::Wish> waiting_;
};

}  // namespace lesson
