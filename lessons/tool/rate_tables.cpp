// rate_tables.cpp: see rate_tables.h.
#include "rate_tables.h"

#include <cstdio>

#include "dropout/statistics.h"
#include "kit/training_task.h"
#include "measured.h"

namespace checker {

namespace {

constexpr const char* table_names[] = {"trainer_spirals", "trainer_moons", "trainer_circles", "trainer_xor"};
constexpr const char* data_names[] = {"spirals", "moons", "circles", "exclusive_or"};  // as in enum TaskData

std::vector<double> percents(const MeasuredTable& table, const std::string& row, std::string_view column) {
  std::vector<double> values = table.values(row, column);
  for (double& value : values) value *= 100;
  return values;
}

std::string pair_text(const dropout::MeanInterval& interval) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f, %.2f", interval.mean, interval.half_width);
  return text;
}

std::string row_text(const MeasuredTable& table, const std::string& row) {
  const std::vector<double> test = percents(table, row, "test");
  return "{" + pair_text(dropout::mean_interval(percents(table, row, "train"))) + ", " +
         pair_text(dropout::mean_interval(test)) + ", " +
         pair_text(dropout::paired_interval(percents(table, "p0", "test"), test)) + "}";
}

std::string data_of(const Json& settings) {
  std::size_t data = 0;
  while (data + 1 < std::size(data_names) && settings["data"] != lesson::task_data_names[data]) ++data;
  return data_names[data];
}

}  // namespace

std::optional<std::string> rate_tables_text(const std::filesystem::path& measured, Problems& problems) {
  std::string text =
      "// rate_sweep_measured.inc: made from lessons/dropout/measured by lesson_tool rate_tables (DO NOT EDIT).\n";
  for (const std::string name : table_names) {
    const auto table = load_measured(measured / (name + ".json"), name, Repeat::some, problems);
    if (!table) return std::nullopt;
    const MeasuredTable::Row& base = table->rows.at("p0");
    text += "{\"" + name + "\", TaskData::" + data_of(base.settings) + ", " + shown(base.settings["flip_share"]) +
            ", " + std::to_string(base.runs.front().seed) + ", " + std::to_string(base.runs.size()) + ",\n {{";
    for (int tenths = 0; tenths < 10; ++tenths)
      text += (tenths == 0 ? "" : ",\n   ") + row_text(*table, tenths == 0 ? "p0" : "p0." + std::to_string(tenths));
    text += "}}},\n";
  }
  return text;
}

}  // namespace checker
