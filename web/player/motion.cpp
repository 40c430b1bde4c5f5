// motion.cpp: what moves where, and the way there; see motion.h.
#include "motion.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lesson {

namespace {

constexpr double longest_frame_ms = 100, first_frame_ms = 17;
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

float blend(float from, float to, float t) { return from + (to - from) * t; }
Point blend(Point from, Point to, float t) { return {blend(from.x, to.x, t), blend(from.y, to.y, t)}; }

Point center_of(std::span<const Point> points) {
  if (points.empty()) return {};
  Point low = points[0], high = points[0];
  for (const Point& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  return blend(low, high, 0.5f);
}

void shift(std::span<Point> points, Point from, Point to) {
  for (Point& point : points) point = {point.x + to.x - from.x, point.y + to.y - from.y};
}

// The point that has the share t of the path's length behind it. The path is not empty.
Point along(std::span<const Point> path, float t) {
  const auto length = [&](std::size_t i) { return std::hypot(path[i + 1].x - path[i].x, path[i + 1].y - path[i].y); };
  float left = 0;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) left += length(i);
  left *= t;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const float piece = length(i);
    if (piece > 0 && left <= piece) return blend(path[i], path[i + 1], left / piece);
    left -= piece;
  }
  return path.back();
}

bool equal(Point a, Point b) { return a.x == b.x && a.y == b.y; }

}  // namespace

// What was shown before, and which of its marks are in the new picture too.
struct Motion::Old {
  Picture picture;
  std::vector<Move> moves;
  std::vector<std::pair<std::uint32_t, std::size_t>> names{};  // name, mark; sorted
  std::vector<std::size_t> stays_as{};                         // by mark: its place in the new picture or nowhere
  std::vector<const Move*> move_of{};                          // by mark; null: it does not move
  std::vector<char> replaced{};                                // by mark: a mark of another kind has its name now

  void index() {
    stays_as.assign(picture.marks.size(), nowhere);
    move_of.assign(picture.marks.size(), nullptr);
    replaced.assign(picture.marks.size(), 0);
    for (const Move& move : moves) move_of[move.mark] = &move;
    for (std::size_t i = 0; i < picture.marks.size(); ++i)
      if (const std::uint32_t name = picture.name_of(picture.marks[i])) names.emplace_back(name, i);
    std::sort(names.begin(), names.end());
  }
  std::size_t find(std::uint32_t name) const {
    const auto at = std::lower_bound(names.begin(), names.end(), std::pair(name, std::size_t{0}));
    return at != names.end() && at->first == name ? at->second : nowhere;
  }
};

bool Motion::Pose::operator==(const Pose& other) const {
  return size == other.size && opacity == other.opacity && width == other.width && fade == other.fade &&
         std::equal(points.begin(), points.end(), other.points.begin(), other.points.end(), equal);
}

Motion::Pose Motion::pose_of(const Picture& picture, const PictureMark& mark) {
  const auto points = picture.points_of(mark);
  return {{points.begin(), points.end()}, mark.size, mark.opacity, mark.width, mark.fade};
}

void Motion::show(Picture next, bool moving) {
  if (!moving || !any_) {
    shown_ = std::move(next);
    moves_.clear();
    any_ = true;
    return;
  }
  Old old{std::move(shown_), std::move(moves_)};
  old.index();
  shown_ = std::move(next);
  moves_.clear();
  just_shown_ = true;
  for (std::size_t i = 0; i < shown_.marks.size(); ++i)
    if (shown_.marks[i].key != 0) start(i, old);
  keep_leaving(old);
  for (const Move& move : moves_) place(move);
}

void Motion::start(std::size_t mark, Old& old) {
  const PictureMark& now = shown_.marks[mark];
  const Picture::MarkKey& key = shown_.keys[now.key];
  Move move;
  move.mark = mark;
  move.from = move.to = pose_of(shown_, now);
  move.path = key.path;
  move.wait_ms = key.delay_ms;
  if (key.takes_ms > 0) move.takes_ms = key.takes_ms;
  const std::size_t found = old.find(key.name);
  if (found == nowhere || old.picture.marks[found].op != now.op) {
    if (found != nowhere) old.replaced[found] = 1;
    move.from.fade = 0;
    if (!key.path.empty()) shift(move.from.points, center_of(move.from.points), key.path.front());
  } else {
    old.stays_as[found] = mark;
    const PictureMark& before = old.picture.marks[found];
    const Move* const prior = old.move_of[found];
    if (prior && !prior->leaves && prior->to == move.to) {
      // It is on its way there already, and goes on.
      move = *prior;
      move.mark = mark;
    } else if (before.point_count == now.point_count) {
      move.from = pose_of(old.picture, before);
    } else {
      move.from.fade = before.fade;
    }
  }
  if (!(move.from == move.to)) moves_.push_back(std::move(move));
}

// Marks that are gone stay a moment, above the same mark as before: behind the last one below them that is still there.
void Motion::keep_leaving(const Old& old) {
  std::size_t above = shown_.marks.size();
  for (std::size_t i = shown_.marks.size(); i-- > 0;)
    if (shown_.marks[i].key != 0) above = i;
  std::vector<std::pair<std::size_t, std::size_t>> leaving;  // how many new marks lie below it, old mark
  for (std::size_t i = 0; i < old.picture.marks.size(); ++i) {
    if (old.stays_as[i] != nowhere) {
      above = old.stays_as[i] + 1;
      continue;
    }
    const Move* const prior = old.move_of[i];
    if (old.picture.marks[i].key != 0 || (prior && prior->leaves)) leaving.emplace_back(above, i);
  }
  if (leaving.empty()) return;
  std::stable_sort(leaving.begin(), leaving.end(), [](auto a, auto b) { return a.first < b.first; });

  std::vector<PictureMark> marks;
  std::vector<std::size_t> place_of(shown_.marks.size());
  auto next = leaving.begin();
  for (std::size_t i = 0; i <= shown_.marks.size(); ++i) {
    for (; next != leaving.end() && next->first == i; ++next) {
      const PictureMark& before = old.picture.marks[next->second];
      PictureMark mark = copy_mark(old.picture, before, shown_);
      if (before.key != 0 && !old.replaced[next->second]) {
        mark.key = static_cast<std::uint32_t>(shown_.keys.size());
        shown_.keys.push_back({.name = old.picture.name_of(before)});
      }
      Move move;
      move.mark = marks.size();
      move.takes_ms = leave_ms;
      move.leaves = true;
      move.from = move.to = pose_of(shown_, mark);
      move.to.fade = 0;
      moves_.push_back(std::move(move));
      marks.push_back(mark);
    }
    if (i == shown_.marks.size()) break;
    place_of[i] = marks.size();
    marks.push_back(shown_.marks[i]);
  }
  for (Move& move : moves_)
    if (!move.leaves) move.mark = place_of[move.mark];
  shown_.marks = std::move(marks);
}

float Motion::Move::progress() const {
  const float t = std::clamp((passed_ms - wait_ms) / takes_ms, 0.f, 1.f), left = 1 - t;
  return leaves ? t : 1 - left * left * left;
}

void Motion::place(const Move& move) {
  const float t = move.progress();
  PictureMark& mark = shown_.marks[move.mark];
  mark.size = blend(move.from.size, move.to.size, t);
  mark.opacity = blend(move.from.opacity, move.to.opacity, t);
  mark.width = blend(move.from.width, move.to.width, t);
  mark.fade = blend(move.from.fade, move.to.fade, t);
  const std::span<Point> points = shown_.points_of(mark);
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = blend(move.from.points[i], move.to.points[i], t);
  if (move.path.empty()) return;
  // The path as it is, its ends pulled to where the mark really comes from and goes to.
  const Point begin = center_of(move.from.points), end = center_of(move.to.points);
  const Point way = along(move.path, t), first = move.path.front(), last = move.path.back();
  const Point center{way.x + blend(begin.x - first.x, end.x - last.x, t),
                     way.y + blend(begin.y - first.y, end.y - last.y, t)};
  shift(points, center_of(points), center);
}

void Motion::advance(double elapsed_ms) {
  const double most = just_shown_ ? first_frame_ms : longest_frame_ms;
  const auto step = static_cast<float>(elapsed_ms > 0 ? std::min(elapsed_ms, most) : 0);
  just_shown_ = false;
  for (Move& move : moves_) {
    move.passed_ms += step;
    place(move);
  }
  std::erase_if(moves_, [](const Move& move) { return move.passed_ms >= move.wait_ms + move.takes_ms; });
  clear_gone();
}

void Motion::finish() {
  for (Move& move : moves_) {
    move.passed_ms = move.wait_ms + move.takes_ms;
    place(move);
  }
  moves_.clear();
  clear_gone();
}

// Marks that have faded away are taken out when no move counts marks any more.
void Motion::clear_gone() {
  if (moves_.empty()) std::erase_if(shown_.marks, [](const PictureMark& mark) { return mark.fade <= 0; });
}

}  // namespace lesson
