// knob_widget.cpp: the test widget; see knob_widget.h.
#include "knob_widget.h"

#include "kit/plot.h"
#include "contract/declare.h"

namespace lesson {

namespace {

enum class Fruit : std::uint8_t { apple, pear, plum };

struct Knob {
  struct Params {
    float level = 0.35f;
    int count = 3;
    bool lit = true;
    Fruit fruit = Fruit::pear;
    float handle = -1;
    std::uint32_t seed = 7;
    bool is_lit() const { return lit; }
  };

  void reset(const Params&) { total_ = 0; }
  void step(const Params& params) { total_ += params.count; }
  void state(StateIo& io) { io(total_); }
  void draw(const Params& params, Canvas& canvas) const {
    const Rect all = canvas.bounds();
    canvas.rect({0, 0, all.width * params.level, 40}, {.ink = Ink::kept});
    canvas.text({8, 60}, number_text(total_, 0), {});
    canvas.explain({0, 0, all.width, 40}, "The level.");
    canvas.tap({0, 40, 40, 40}, "add_one");
    canvas.drag({.area = {0, 0, all.width, 40},
                 .param_id = "handle",
                 .min_at = {0, 20},
                 .max_at = {all.width, 20},
                 .min = -2,
                 .max = 2});
  }
  std::string describe(const Params& params) const {
    return "The total is " + number_text(total_, 0) + " at level " + number_text(params.level, 2) + ".";
  }

  int total(const Params&) const { return total_; }
  double debt(const Params& params) const { return -static_cast<double>(params.level); }
  int add_one(Params& params) {
    ++params.count;
    return 0;
  }
  int run_four(Params&) { return 4; }

 private:
  int total_ = 0;
};

using P = Knob::Params;
constexpr std::string_view fruits[] = {"apple", "pear", "plum"};
constexpr ParamInfo params[] = {
    param<&P::level>("level", "Level", "", {0, 0.95, 0.05}, "How high it is.", {.effect = ParamEffect::view}),
    param<&P::count>("count", "Count", " units", {1, 64, 1}, "How much a tick adds."),
    param<&P::lit>("lit", "Light", "", {0, 1, 1}, "Whether the fruit can be seen."),
    param<&P::fruit>("fruit", "Fruit", "", {0, 2, 1}, "Which fruit it is.",
                     {.choices = fruits, .relevant = relevant_if<&P::is_lit>}),
    param<&P::handle>("handle", "Handle", "", {-2, 2, 0.5}, "Where the handle stands.", {.place = Place::picture}),
    param<&P::seed>("seed", "RNG seed", "", {0, 4294967295.0, 1}, "The same seed gives the same picture.",
                    {.place = Place::more, .is_seed = true}),
};
constexpr ReadoutInfo readouts[] = {
    readout<&Knob::total>("total", "Total", " units", 0, "Sum over the ticks."),
    readout<&Knob::debt>("debt", "Debt", " m", 2, "The level below zero."),
};
constexpr ActionInfo actions[] = {
    action<&Knob::add_one>("add_one", "Add one", "Raises the count."),
    action<&Knob::run_four>("run_four", "Run four", "Plays four ticks.", Place::more),
};

constexpr PanelInfo panels[] = {panel<&Knob::draw>("picture", "A knob", [](float width) { return width / 2; })};

}  // namespace

extern constinit const WidgetType knob_widget = widget_type<Knob>({
    .id = "knob",
    .title = "A knob",
    .summary = "Shows one control of each kind.",
    .hint = "Turn it.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = 500},
    .panels = panels,
});

}  // namespace lesson
