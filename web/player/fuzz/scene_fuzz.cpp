// scene_fuzz.cpp: two display lists that a fuzzer made, one after the other, moved and touched; the same bytes as a font.
#include <fuzzer/FuzzedDataProvider.h>

#include <cmath>

#include "contract/fuzz/demand.h"
#include "player.h"
#include "scene.h"
#include "sfnt.h"

namespace lesson {
namespace {

class Nothing final : public Marks {
 public:
  void line(Point, Point, const Stroke&) override {}
  void polyline(std::span<const Point> points, const Stroke&) override { see(points); }
  void polygon(std::span<const Point> points, const Fill&) override { see(points); }
  void rect(const Rect&, const Fill&, float) override {}
  void frame(const Rect&, const Stroke&, float) override {}
  void disk(Point, float, const Fill&) override {}
  void ring(Point, float, const Stroke&) override {}
  void text(Point, std::string_view, const TextStyle&) override {}
  void band(std::span<const Point> lower, std::span<const Point> upper, const Fill&) override {
    see(lower), see(upper);
  }
  void field(const Field& map) override { see_values(map.values); }
  void key(const Key&) override {}
  void clip(const Rect&) override {}
  void unclip() override {}
  void explain(const Rect&, std::string_view) override {}

 private:
  static void see(std::span<const Point> points) {
    for (const Point at : points)
      demand(std::isfinite(at.x) && std::isfinite(at.y), "a mark moves among finite places");
  }
  static void see_values(std::span<const float> values) {
    for (const float value : values) demand(std::isfinite(value), "a cell has a value");
  }
};

void show_frame(Scene& scene, FuzzedDataProvider& in) {
  scene.motion.advance(in.ConsumeFloatingPointInRange(0.0, 400.0));
  const Picture& shown = scene.motion.shown();
  Nothing nothing;
  for (const PictureMark& mark : shown.marks) play_mark(shown, mark, nothing);
  const Pointer pointer{
      .at = {in.ConsumeFloatingPointInRange(-10.0f, 410.0f), in.ConsumeFloatingPointInRange(-10.0f, 310.0f)},
      .present = in.ConsumeBool(),
      .down = in.ConsumeBool(),
      .pressed = in.ConsumeBool(),
      .released = in.ConsumeBool(),
      .cancelled = in.ConsumeBool()};
  for (const PictureTouch::Wish& wish : scene.touch.update(pointer, scene.touches)) {
    demand(std::isfinite(wish.value) && std::isfinite(wish.second_value), "a drag sets a finite value");
    scene.events.add(wish, scene.declared);
  }
  scene.events.next(scene.declared);
}

void play(FuzzedDataProvider& in) {
  Scene scene;
  for (int i = 0; i < 5; ++i) {
    scene.declared.params.push_back({"p" + std::to_string(i), in.ConsumeBool()});
    scene.declared.actions.push_back({"a" + std::to_string(i), false});
  }
  scene.reduced_motion = in.ConsumeBool();
  const std::size_t first = in.ConsumeIntegralInRange<std::size_t>(0, in.remaining_bytes());
  const std::vector<Manner> manners = {Manner::moving, Manner::moving, Manner::streaming};
  std::vector<std::vector<unsigned char>> lists = {in.ConsumeBytes<unsigned char>(first), {}};
  FuzzedDataProvider moves(lists[0].data(), lists[0].size());
  lists[1] = in.ConsumeRemainingBytes<unsigned char>();
  // The list that makes no sense leaves the picture as it was.
  for (std::size_t i = 0; i < 3; ++i) {
    const bool shown = show_list(scene, lists[i % 2], manners[i]);
    demand(shown == check_list(lists[i % 2]).has_value(), "what is no list is not shown");
    for (int frame = 0; frame < 4; ++frame) show_frame(scene, moves);
  }
}

}  // namespace
}  // namespace lesson

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lesson;
  if (Sfnt({data, size}).readable()) demand(Sfnt({data, size}).line_height() > 0, "a readable font has lines");
  FuzzedDataProvider in(data, size);
  play(in);
  return 0;
}
