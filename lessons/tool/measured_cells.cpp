// measured_cells.cpp: see measured_cells.h.
#include "measured_cells.h"

#include <array>

namespace checker {

namespace {

struct Show {
  std::string_view name;
  std::string_view function, half_width;  // compute functions; no half width: none can be shown
  bool needs_base;
};
constexpr std::array shows = {
    Show{"mean", "measured_mean", "measured_halfwidth", false},
    Show{"base_mean", "measured_mean", "measured_halfwidth", true}, Show{"max", "measured_max", "", false},
    Show{"gain", "paired_gain", "paired_gain_halfwidth", true}, Show{"seeds_better", "seeds_better", "", true}};

// What a cell says: its row goes before its column, the column before the table.
class Cell {
 public:
  Cell(const Node& block, const Node& column, const Node& row) : parts_{row, column, block} {}

  const Node& row() const { return parts_[0]; }
  const Node& column() const { return parts_[1]; }
  std::string text(const std::string& key) const {
    for (const Node& part : parts_)
      if (part.has(key)) return part[key].text();
    return "";
  }
  bool is_true(const std::string& key) const {
    for (const Node& part : parts_)
      if (part.has(key)) return part[key].value() == true;
    return false;
  }
  // In a column, "*" stands for what the row says.
  std::string row_id() const {
    const std::string own = row().has("row") ? row()["row"].text() : "";
    if (!column().has("row")) return text("row");
    const std::string pattern = column()["row"].text();
    const std::size_t star = pattern.find('*');
    if (star == std::string::npos) return own.empty() ? pattern : own;
    return pattern.substr(0, star) + own + pattern.substr(star + 1);
  }
  std::vector<Node> shared() const { return {parts_.begin(), parts_.end()}; }

 private:
  std::array<Node, 3> parts_;
};

class Cells {
 public:
  Cells(ComputeContext& context, Problems& problems) : context_(context), problems_(problems) {}

  Json numbers(const Cell& cell) {
    const std::string name = cell.text("show");
    const auto show = std::find_if(shows.begin(), shows.end(), [&](const Show& s) { return s.name == name; });
    const Node at = cell.row();
    Json list = Json::array();
    if (!problems_.check(show != shows.end(), at.place(), "no cell can show " + in_quotes(name))) return list;
    if (show->needs_base && name != "base_mean" && cell.row_id() == cell.text("base") && !at.has("base_table"))
      return list;
    list.push_back(number(*show, show->function, cell, name == "gain"));
    if (!cell.is_true("interval")) return list;
    if (problems_.check(!show->half_width.empty(), at.place(), in_quotes(name) + " has no interval"))
      list.push_back(number(*show, show->half_width, cell, false));
    return list;
  }

 private:
  Json number(const Show& show, std::string_view function, const Cell& cell, bool has_sign) {
    // The cell's row may be put together from column and row; everything else is read where it stands.
    const Json own = {{"row", show.name == "base_mean" ? cell.text("base") : cell.row_id()}};
    Args args(Node(own, cell.row().file(), cell.row().place().pointer), problems_, cell.shared());
    const int decimals = show.name == "seeds_better" ? 0 : args.integer("decimals", 0, 12);
    double value = find_compute(function)->compute(args, context_);
    if (!args.ok()) return nullptr;
    if (cell.text("as") == "percent") value *= 100;
    problems_.check(true, cell.row().place(), "");
    return {{"value", value}, {"text", fact_text({{"decimals", decimals}, {"sign", has_sign}}, value)}};
  }

  ComputeContext& context_;
  Problems& problems_;
};

}  // namespace

Json measured_cells(const Node& block, ComputeContext& context, Problems& problems) {
  Cells cells(context, problems);
  const Node columns = block["columns"], rows = block["rows"];
  Json table = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Json line = Json::array();
    for (std::size_t j = 0; j < columns.size(); ++j)
      line.push_back(columns[j].has("show") ? cells.numbers(Cell(block, columns[j], rows[i])) : Json(nullptr));
    table.push_back(std::move(line));
  }
  return table;
}

}  // namespace checker
