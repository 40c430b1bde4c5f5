// co_adaptation_tables.cpp: what the panels of co_adaptation draw, as tables.
#include "co_adaptation.h"
#include "contract/table.h"
#include "kit/plot.h"

namespace lesson {

// A row for each hidden unit, two columns for each of the two nets.
void CoAdaptation::tangle_table(const Params& params, Table& table) const {
  table.row("Hidden unit", "Layer", net_title(params, 0) + ": points lost without it", "Kept",
            net_title(params, 1) + ": points lost without it", "Kept");
  std::vector<std::string> cells;
  for (int unit = 0; unit < unit_count; ++unit) {
    cells = {std::to_string(unit + 1), std::to_string(unit / layer_width + 1)};
    for (int net = 0; net < 2; ++net) {
      const Standing& now = standing(params, net);
      const auto place = static_cast<std::size_t>(unit);
      cells.push_back(now.kept[place] != 0 ? std::to_string(now.correct - now.correct_without[place]) : "–");
      cells.push_back(now.kept[place] != 0 ? "yes" : "removed");
    }
    table.row(std::span<const std::string>(cells));
  }
}

// A row for each hidden unit of the shown net.
void CoAdaptation::break_table(const Params& params, Table& table) const {
  const int net = shown_net(params);
  table.row("Hidden unit", "Layer", "Points of 80 that hang on it", "Kept");
  const dropout::UnitDamage& damage = dependence(net).damage;
  for (int unit = 0; unit < unit_count; ++unit) {
    const auto place = static_cast<std::size_t>(unit);
    table.row(std::to_string(unit + 1), std::to_string(unit / layer_width + 1),
              number_text(damage.correct - damage.correct_without[place], 0),
              standing(params, net).kept[place] != 0 ? "yes" : "removed");
  }
}

// The curves, if random orders were tried.
void CoAdaptation::removal_table(const Params& params, Table& table) const {
  std::vector<std::string> cells{"Units removed"};
  for (int net = 0; net < net_count(); ++net) cells.push_back(net_title(params, net) + ": points right of 80");
  table.row(std::span<const std::string>(cells));
  for (int gone = 0; orders_done_ > 0 && gone <= unit_count; ++gone) {
    cells = {std::to_string(gone)};
    for (int net = 0; net < net_count(); ++net)
      cells.push_back(number_text(mean_right(net, gone), 1) +
                      " (8 in 10: " + number_text(right_quantile(net, gone, 0.1), 0) + " to " +
                      number_text(right_quantile(net, gone, 0.9), 0) + ")");
    table.row(std::span<const std::string>(cells));
  }
}

}  // namespace lesson
