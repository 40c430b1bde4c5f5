// reproduce.cpp: the runs, their judgment and their files; see reproduce.h.
#include "reproduce.h"

#include <cmath>

#include "all_cores.h"

namespace checker {

namespace {

constexpr int quick_seeds = 4;  // the least with which an interval says anything

std::vector<const MeasuredRow*> chosen_rows(const MeasurePlan& plan, const ReproduceConfig& config) {
  std::vector<const MeasuredRow*> rows;
  for (const MeasuredRow& row : plan.rows)
    if (row.is_quick || !config.quick) rows.push_back(&row);
  return rows;
}

std::size_t seeds_of(const MeasurePlan& plan, const ReproduceConfig& config) {
  if (config.seed_count > 0) return static_cast<std::size_t>(config.seed_count);
  return static_cast<std::size_t>(config.quick ? quick_seeds : plan.seed_count);
}

std::string four_digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

// Seventeen digits bring every bit back.
std::string all_digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

}  // namespace

std::vector<Judgment> judge(const MeasurePlan& plan, const MeasuredTable& table) {
  std::vector<Judgment> judgments;
  for (const Band& band : plan.bands) {
    if (!table.rows.contains(band.row) || (!band.base.empty() && !table.rows.contains(band.base))) continue;
    std::vector<double> values = table.values(band.row, band.column);
    if (!band.base.empty()) {
      const std::vector<double> base = table.values(band.base, band.column);
      for (std::size_t i = 0; i < values.size(); ++i) values[i] -= base[i];
    }
    const dropout::MeanInterval found = dropout::mean_interval(values, 0.99);
    const bool all_seeds = found.count >= plan.seed_count || !std::isfinite(found.half_width);
    const double reach = all_seeds ? 0.0 : found.half_width;
    judgments.push_back({&plan, &band, found, found.mean + reach >= band.low && found.mean - reach <= band.high});
  }
  return judgments;
}

std::string judgment_text(const Judgment& judgment) {
  const Band& band = *judgment.band;
  return judgment.plan->name + " " + band.row + (band.base.empty() ? "" : " minus " + band.base) + ", " +
         band.column + ": " + four_digits(judgment.value.mean) + " \u00b1 " + four_digits(judgment.value.half_width) +
         ", band " + four_digits(band.low) + " to " + four_digits(band.high) + " (" + band.source + ")";
}

std::size_t run_count(const MeasurePlan& plan, const ReproduceConfig& config) {
  return chosen_rows(plan, config).size() * seeds_of(plan, config);
}

MeasuredTable reproduce(const MeasurePlan& plan, const ReproduceConfig& config,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  const std::vector<const MeasuredRow*> rows = chosen_rows(plan, config);
  const std::size_t seeds = seeds_of(plan, config), all = rows.size() * seeds;
  const std::uint64_t first = config.first_seed > 0 ? config.first_seed : plan.first_seed;
  std::vector<std::vector<double>> results(all);
  std::atomic<std::size_t> done = 0;
  for_all_cores(all, [&](std::size_t i) {
    results[i] = rows[i / seeds]->run(first + i % seeds);
    progress(++done, all);
  });
  MeasuredTable table{.columns = plan.columns, .rows = {}};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    MeasuredTable::Row& row = table.rows[rows[r]->id];
    row.settings = rows[r]->settings;
    for (std::size_t s = 0; s < seeds; ++s) row.runs.push_back({first + s, results[r * seeds + s]});
  }
  return table;
}

std::string csv_text(const MeasurePlan& plan, const MeasuredTable& table) {
  std::string text = "table,row,seed";
  for (const std::string& column : table.columns) text += "," + column;
  text += "\n";
  for (const MeasuredRow& row : plan.rows) {
    if (!table.rows.contains(row.id)) continue;
    for (const MeasuredTable::Run& run : table.rows.at(row.id).runs) {
      text += plan.name + "," + row.id + "," + std::to_string(run.seed);
      for (const double value : run.values) text += "," + all_digits(value);
      text += "\n";
    }
  }
  return text;
}

Json json_of(const MeasurePlan& plan, const MeasuredTable& table) {
  Json rows = Json::array();
  for (const MeasuredRow& row : plan.rows) {
    if (!table.rows.contains(row.id)) continue;
    Json means = Json::object(), runs = Json::array();
    for (const std::string& column : table.columns) {
      const dropout::MeanInterval found = dropout::mean_interval(table.values(row.id, column));
      means[column] = {{"mean", found.mean}};
      if (std::isfinite(found.half_width)) means[column]["half_width_95"] = found.half_width;
    }
    for (const MeasuredTable::Run& run : table.rows.at(row.id).runs)
      runs.push_back({{"seed", run.seed}, {"values", run.values}});
    rows.push_back(
        {{"id", row.id}, {"label", row.label}, {"settings", row.settings}, {"means", means}, {"runs", runs}});
  }
  return {{"table", plan.name}, {"about", plan.about}, {"columns", table.columns}, {"rows", rows}};
}

}  // namespace checker
