// hover_words.h: which words stand beside the pointer, and beside which place; knows no window and no toolkit.
//
// They come with the thing under the pointer and stay where they came up while the pointer is on that thing, on the words,
// or on the way from one to the other. They go when something is held, and when words that lie in the way are pressed. The
// reader can send them away; they come again when the pointer moves to another thing.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "picture_touch.h"

namespace lesson {

class HoverWords {
 public:
  // held: the pointer drags or paints.
  void update(const Pointer& pointer, bool held, std::span<const Explanation> explanations);
  // False: there were none.
  bool send_away();
  // Where words() are drawn now.
  void drawn_at(const Rect& card) { card_ = card; }

  // After update(); "" none.
  std::string_view words() const { return thing_ && !away_ ? std::string_view(thing_->words) : std::string_view(); }
  Point place() const { return place_; }

 private:
  bool reaches_card(Point from, Point to, std::span<const Explanation> explanations) const;
  bool on_the_way(Point at) const;
  bool is_another(const Explanation* under) const;
  void forget();

  std::optional<Explanation> thing_;
  bool away_ = false;
  Point place_{}, at_{};  // of the pointer when the words came, and now
  Rect card_{};
};

}  // namespace lesson
