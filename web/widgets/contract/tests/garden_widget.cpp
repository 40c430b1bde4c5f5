// garden_widget.cpp: the test widget of lists; see garden_widget.h.
#include "garden_widget.h"

#include <bit>

#include "contract/declare_arrays.h"

namespace lesson {

namespace {

struct Garden {
  using Params = GardenParams;

  void reset(const Params& params) {
    days_ = 0;
    herb_count_ = std::popcount(params.herbs);
  }
  void step(const Params&) { ++days_; }
  void state(StateIo& io) {
    io(days_);
    io(herb_count_);
  }
  void draw(const Params&, Canvas& canvas) const { canvas.text({8, 20}, "A garden", {}); }
  void beds(const Params& params, Table& table) const {
    table.row("Bed", "Dug");
    for (std::size_t i = 0; i < params.beds.size(); ++i)
      table.row(std::to_string(i + 1), params.beds[i] != 0 ? "yes\tand \n deep" : "no");
  }
  std::string describe(const Params&) const { return "A garden."; }
  std::string describe_beds(const Params&) const { return "Its beds."; }
  std::string details(const Params&) const { return "A garden behind the house."; }
  int days(const Params&) const { return days_; }
  int plant(Params& params) {
    params.trees.push_back({9, 9, 7});  // off the plane, and of no class
    return 0;
  }

 private:
  int days_ = 0, herb_count_ = 0;
};

using P = GardenParams;
constexpr std::string_view herb_names[] = {"basil", "dill", "mint", "sage", "thyme"};
constexpr std::string_view tree_names[] = {"apple", "birch"};
constexpr auto stone_names = each<"stone #", Counted<64>>;

constexpr ParamInfo params[] = {
    set_param<&P::herbs>("herbs", "Herbs", " herbs", herb_names, "Which herbs grow."),
    curve_param<&P::water>("water", "Water", " l", {0, 1, 0.05}, {0, 12, 1}, "How much water, by the month.",
                           {.effect = ParamEffect::view}),
    points_param<&P::trees>("trees", "Trees", {-3, 3, 0.5}, {-1, 1, 0.25}, 6, tree_names, "Where trees stand."),
    cells_param<&P::beds>("beds", "Beds", 5, "Which beds are dug.", {.place = Place::picture}),
    set_param<&P::stones>("stones", "Stones", "", stone_names, "Which stones lie.", {.reads_bits = true}),
};
constexpr ReadoutInfo readouts[] = {readout<&Garden::days>("days", "Days", "", 0, "How old it is.")};
constexpr ActionInfo actions[] = {action<&Garden::plant>("plant", "Plant", "Plants a tree outside of the garden.")};
constexpr std::string_view bed_controls[] = {"beds"};
constexpr PanelInfo panels[] = {
    panel<&Garden::draw>("plan", "Plan", [](float) { return 100.0f; }),
    panel<&Garden::draw>("beds", "Beds", [](float) { return 100.0f; },
                         {.controls = bed_controls,
                          .describe = sentence<&Garden::describe_beds>,
                          .wide = true,
                          .table = table_of<&Garden::beds>}),
};

}  // namespace

extern constinit const WidgetType garden_widget = widget_type<Garden>({
    .id = "garden",
    .title = "A garden",
    .summary = "Shows one control of each kind that is a list.",
    .hint = "Dig.",
    .params = params,
    .readouts = readouts,
    .actions = actions,
    .playback = {.max_ticks = 100},
    .panels = panels,
});

}  // namespace lesson
