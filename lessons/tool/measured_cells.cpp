// measured_cells.cpp: see measured_cells.h.
#include "measured_cells.h"

#include <algorithm>
#include <array>

namespace checker {

namespace {

struct Show {
  std::string_view name;
  std::string_view function, half_width;  // compute functions; no half width: none can be shown
  bool is_gain;                           // over the row "base"
};
constexpr std::array shows = {
    Show{"mean", "measured_mean", "measured_halfwidth", false},
    Show{"base_mean", "measured_mean", "measured_halfwidth", false}, Show{"max", "measured_max", "", false},
    Show{"gain", "paired_gain", "paired_gain_halfwidth", true}, Show{"seeds_better", "seeds_better", "", true}};

const Show* show_of(const Node& column, Problems& problems) {
  const std::string name = column["show"].text();
  const auto show = std::find_if(shows.begin(), shows.end(), [&](const Show& s) { return s.name == name; });
  if (!problems.check(show != shows.end(), column["show"].place(), "no cell can show " + in_quotes(name)))
    return nullptr;
  if (column.has("interval") && column["interval"].value() == true)
    problems.check(!show->half_width.empty(), column["interval"].place(), in_quotes(name) + " has no interval");
  return &*show;
}

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

  // show: what the cell's column shows.
  Json numbers(const Show& show, const Cell& cell) {
    Json list = Json::array();
    if (show.is_gain && cell.row_id() == cell.text("base")) return list;
    list.push_back(number(show, show.function, cell, show.name == "gain"));
    if (!list[0].is_null() && cell.is_true("interval") && !show.half_width.empty())
      list.push_back(number(show, show.half_width, cell, false));
    return list;
  }

 private:
  Json number(const Show& show, std::string_view function, const Cell& cell, bool has_sign) {
    // The cell's row may be put together from column and row; everything else is read where it stands.
    const Json own = {{"row", show.name == "base_mean" ? cell.text("base") : cell.row_id()}};
    Args args(Node(own, cell.row().file(), cell.row().place().pointer), problems_, cell.shared());
    const bool is_count = show.name == "seeds_better";  // of seeds: never percent, no decimals
    const int decimals = is_count ? 0 : args.integer("decimals", 0, 12);
    double value = find_compute(function)->compute(args, context_);
    if (!args.ok()) return nullptr;
    if (!is_count && cell.text("as") == "percent") value *= 100;
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
  std::vector<const Show*> shown;  // by column; null: text, or reported
  for (std::size_t j = 0; j < columns.size(); ++j)
    shown.push_back(columns[j].has("show") ? show_of(columns[j], problems) : nullptr);
  Json table = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Json line = Json::array();
    const std::size_t failed = problems.failed();
    for (std::size_t j = 0; j < columns.size(); ++j) {
      // One report a row: a wrong name spoils all of its cells.
      const bool is_number = shown[j] != nullptr && problems.failed() == failed;
      line.push_back(is_number ? cells.numbers(*shown[j], Cell(block, columns[j], rows[i])) : Json(nullptr));
    }
    table.push_back(std::move(line));
  }
  return table;
}

}  // namespace checker
