// co_adaptation_tables.cpp: what the panels of co_adaptation draw, as tables.
#include "co_adaptation.h"
#include "contract/table.h"
#include "kit/plot.h"

namespace lesson {

// A row for each hidden unit, two columns for each net.
void CoAdaptation::nets_table(const Params& params, Table& table) const {
  std::vector<std::string> cells{"Hidden unit", "Layer"};
  for (int net = 0; net < net_count(); ++net) {
    cells.push_back(net_title(params, net) + ": points lost without it");
    cells.push_back("Kept");
  }
  table.row(std::span<const std::string>(cells));
  for (int unit = 0; unit < unit_count; ++unit) {
    cells = {std::to_string(unit + 1), std::to_string(unit / layer_width + 1)};
    for (int net = 0; net < net_count(); ++net) {
      cells.push_back(number_text(dependence(net).damage.accuracy_loss(unit), 1));
      cells.push_back(standing(params, net).kept[static_cast<std::size_t>(unit)] != 0 ? "yes" : "removed");
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

void CoAdaptation::answers_table(const Params& params, Table& table) const {
  table.row("Net", "Training accuracy", "Test accuracy", "Units removed");
  for (int net = 0; net < net_count(); ++net) {
    const Standing& now = standing(params, net);
    table.row(net_title(params, net), percent_text(now.train, 1), percent_text(now.test, 1),
              std::to_string(now.removed));
  }
}

// The curves, if random orders were tried; then the reader's own removals.
void CoAdaptation::removal_table(const Params& params, Table& table) const {
  std::vector<std::string> cells{"Units removed"};
  for (int net = 0; net < net_count(); ++net) cells.push_back(net_title(params, net) + ": training accuracy");
  table.row(std::span<const std::string>(cells));
  for (int look = 0; orders_done_ > 0 && look < look_count; ++look) {
    cells = {std::to_string(stride * look)};
    for (int net = 0; net < net_count(); ++net)
      cells.push_back(percent_text(mean_accuracy(net, look), 1) + " ± " +
                      number_text(100 * accuracy_sd(net, look), 1));
    table.row(std::span<const std::string>(cells));
  }
  cells = {"Your own removals"};
  for (int net = 0; net < net_count(); ++net) {
    const Standing& now = standing(params, net);
    cells.push_back(percent_text(now.train, 1) + " after " + plural_text(now.removed, "unit", "units"));
  }
  table.row(std::span<const std::string>(cells));
}

void CoAdaptation::dependence_table(const Params& params, Table& table) const {
  table.row("Net", "Critical units of 32", "Cancellation ratio", "Half removed");
  for (int net = 0; net < net_count(); ++net) {
    const Dependence& found = dependence(net);
    table.row(net_title(params, net), std::to_string(found.damage.critical_units()),
              number_text(found.cancellation, 1), trained() ? percent_text(found.half_removed) : std::string());
  }
}

}  // namespace lesson
