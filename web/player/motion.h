// motion.h: from one picture to the next: marks with equal names move from where they are to where they belong.
//
// A move takes 160 ms, or as long as its mark says, and slows down towards its end; new marks with a name fade in, those that are gone fade out. What
// cannot be blended (words, ink, dash, cells, another number of points) changes at once. Nothing ever loops: when moving()
// is false, shown() is the last picture. No window, no clock: time comes in by advance().
#pragma once

#include <vector>

#include "picture.h"

namespace lesson {

class Motion {
 public:
  static constexpr float move_ms = 160, leave_ms = 100;

  // A new picture. moving: from what is shown now, in the middle of a move too; else at once. The first is at once.
  void show(Picture next, bool moving);
  // The first call after show() counts as at most one frame: time without frames is no time of a move.
  void advance(double elapsed_ms);
  void finish();  // at once: everything is where it belongs

  bool moving() const { return !moves_.empty(); }
  // To be drawn. Touches and explanations are those of the new picture, where its marks belong.
  const Picture& shown() const { return shown_; }

 private:
  // All about a mark that can be blended.
  struct Pose {
    std::vector<Point> points;
    float size = 0, opacity = 1, width = 0, fade = 1;
    bool operator==(const Pose& other) const;
  };
  struct Move {
    std::size_t mark = 0;  // in shown_
    Pose from, to;
    std::vector<Point> path;  // of its center; empty: straight
    float wait_ms = 0, takes_ms = move_ms, passed_ms = 0;
    bool leaves = false;
    float progress() const;  // 0 to 1, eased
  };
  struct Old;

  static Pose pose_of(const Picture& picture, const PictureMark& mark);
  void start(std::size_t mark, Old& old);
  void keep_leaving(const Old& old);
  void place(const Move& move);
  void clear_gone();

  Picture shown_;
  std::vector<Move> moves_;
  bool any_ = false, just_shown_ = false;
};

}  // namespace lesson
