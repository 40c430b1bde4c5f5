// measured.cpp: runs the plans, writes and proves their files; see measured.h.
#include "measured.h"

#include <algorithm>
#include <cmath>

#include "all_cores.h"
#include "dropout/hash.h"

namespace checker {

namespace {

// Whole numbers stand without a point, so that counts look like counts.
Json number_json(double value) {
  if (std::abs(value) < 1e15 && value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

Json run_json(std::uint64_t seed, const std::vector<double>& values) {
  Json run = Json::array({seed});
  for (const double value : values) run.push_back(number_json(value));
  return run;
}

// Over the text of all rows: shortest round-trip digits, so equal text means equal bits.
std::string hash_of_rows(const Json& rows) {
  dropout::Fnv1a hash;
  for (const char sign : rows.dump()) hash.add_byte(static_cast<std::uint8_t>(sign));
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += digits[(hash.value() >> shift) & 15u];
  return text;
}

// The runs that every build repeats: for each file the first run of its first row and the last run of its last row,
// unless they are long.
bool repeated_by_every_build(const MeasurePlan& plan, std::size_t row, std::size_t run) {
  const std::size_t last_run = static_cast<std::size_t>(plan.seed_count) - 1;
  const bool is_corner = (row == 0 && run == 0) || (row == plan.rows.size() - 1 && run == last_run);
  return is_corner && plan.rows[row].is_quick;
}

bool has_shape(const Json& run, const MeasurePlan& plan) {
  return run.is_array() && run.size() == 1 + plan.columns.size() &&
         std::all_of(run.begin(), run.end(), [](const Json& cell) { return cell.is_number(); });
}

std::string remedy_of(const MeasurePlan& plan) { return "; run: lesson_tool measure " + plan.name; }

// A run of a file that is to be made again.
struct Repetition {
  Place place;
  const MeasuredRow* row;
  Json expected, found{};
};

// Checks one row against its plan and takes its runs over.
void load_row(const Node& row, const MeasurePlan& plan, std::size_t r, Repeat repeat, MeasuredTable& table,
              std::vector<Repetition>& repetitions, Problems& problems) {
  const MeasuredRow& planned = plan.rows[r];
  const bool complete = row.has("id") && row.has("settings") && row.has("runs") && row["id"].value() == planned.id &&
                        row["settings"].value() == planned.settings && row["runs"].value().is_array() &&
                        row["runs"].size() == static_cast<std::size_t>(plan.seed_count);
  if (!problems.check(complete, row.place(),
                      "the row is not the planned row " + in_quotes(planned.id) + remedy_of(plan)))
    return;
  MeasuredTable::Row& loaded = table.rows[planned.id];
  loaded.settings = planned.settings;
  const Node runs = row["runs"];
  for (std::size_t s = 0; s < runs.size(); ++s) {
    const Json& run = runs[s].value();
    const std::uint64_t seed = plan.first_seed + s;
    if (!problems.check(has_shape(run, plan) && run[0] == seed, runs[s].place(),
                        "not a run of seed " + std::to_string(seed)))
      continue;
    loaded.runs.push_back({seed, {}});
    for (std::size_t c = 1; c < run.size(); ++c) loaded.runs.back().values.push_back(run[c].get<double>());
    if (repeat == Repeat::all || repeated_by_every_build(plan, r, s))
      repetitions.push_back({runs[s].place(), &planned, run});
  }
}

}  // namespace

const std::vector<MeasurePlan>& measure_plans() {
  static const std::vector<MeasurePlan> plans = [] {
    std::vector<MeasurePlan> all;
    const auto add = [&all](const std::vector<MeasurePlan>& topic) {
      all.insert(all.end(), topic.begin(), topic.end());
    };
#define COMPUTE(topic)
#define PLANS(topic) add(topic##_plans());
#include "topics.inc"
#undef COMPUTE
#undef PLANS
    return all;
  }();
  return plans;
}

const MeasurePlan* find_plan(std::string_view name) {
  const auto& plans = measure_plans();
  const auto found = std::find_if(plans.begin(), plans.end(), [&](const MeasurePlan& p) { return p.name == name; });
  return found == plans.end() ? nullptr : &*found;
}

Json measure(const MeasurePlan& plan) {
  const std::size_t seeds = static_cast<std::size_t>(plan.seed_count);
  std::vector<std::vector<double>> results(plan.rows.size() * seeds);
  for_all_cores(results.size(),
                [&](std::size_t i) { results[i] = plan.rows[i / seeds].run(plan.first_seed + i % seeds); });
  Json rows = Json::array();
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    Json runs = Json::array();
    for (std::size_t s = 0; s < seeds; ++s) runs.push_back(run_json(plan.first_seed + s, results[r * seeds + s]));
    rows.push_back({{"id", plan.rows[r].id},
                    {"label", plan.rows[r].label},
                    {"settings", plan.rows[r].settings},
                    {"runs", runs}});
  }
  Json columns = Json::array({"seed"});
  for (const std::string& column : plan.columns) columns.push_back(column);
  return {{"about", plan.about},
          {"made_by", "lesson_tool measure " + plan.name + " (DO NOT EDIT)"},
          {"seeds", "RNG seeds " + std::to_string(plan.first_seed) + " to " +
                        std::to_string(plan.first_seed + seeds - 1) +
                        "; one seed draws the data, the initial weights and the masks of a run"},
          {"columns", columns},
          {"hash", hash_of_rows(rows)},
          {"rows", rows}};
}

std::string measured_text(const Json& table) {
  std::string text = "{\n";
  for (const auto& [key, value] : table.items())
    if (key != "rows") text += "  " + Json(key).dump() + ": " + value.dump() + ",\n";
  text += "  \"rows\": [";
  for (std::size_t r = 0; r < table["rows"].size(); ++r) {
    const Json& row = table["rows"][r];
    text += (r == 0 ? "\n" : ",\n") + std::string("    {\n");
    for (const auto& [key, value] : row.items())
      if (key != "runs") text += "      " + Json(key).dump() + ": " + value.dump() + ",\n";
    text += "      \"runs\": [";
    for (std::size_t s = 0; s < row["runs"].size(); ++s)
      text += (s == 0 ? "\n        " : ",\n        ") + row["runs"][s].dump();
    text += "\n      ]\n    }";
  }
  return text + "\n  ]\n}\n";
}

std::optional<MeasuredTable> load_measured(const std::filesystem::path& path, const std::string& name, Repeat repeat,
                                           Problems& problems) {
  const MeasurePlan* plan = find_plan(path.stem().string());
  if (!problems.check(plan != nullptr, {name, ""}, "no experiment has the name " + in_quotes(path.stem().string())))
    return std::nullopt;
  const std::optional<Json> file = read_json(path, name, problems);
  return file ? proved_table(*plan, *file, name, repeat, problems) : std::nullopt;
}

std::optional<MeasuredTable> proved_table(const MeasurePlan& plan, const Json& file, const std::string& name,
                                          Repeat repeat, Problems& problems) {
  const std::size_t failed_before = problems.failed();
  if (!problems.check(file.is_object() && file.contains("rows") && file["rows"].is_array() &&
                          file["rows"].size() == plan.rows.size() && file.contains("hash"),
                      {name, ""}, "the file is not a complete table of its experiment" + remedy_of(plan)))
    return std::nullopt;

  const Node rows = Node(file, name)["rows"];
  problems.check(file["hash"] == hash_of_rows(rows.value()), {name, "/hash"},
                 "the hash does not fit the rows: the file was edited" + remedy_of(plan));
  std::vector<Repetition> repetitions;
  MeasuredTable table{.columns = plan.columns, .rows = {}};
  for (std::size_t r = 0; r < rows.size(); ++r) load_row(rows[r], plan, r, repeat, table, repetitions, problems);
  for_all_cores(repetitions.size(), [&](std::size_t i) {
    const std::uint64_t seed = repetitions[i].expected[0].get<std::uint64_t>();
    repetitions[i].found = run_json(seed, repetitions[i].row->run(seed));
  });
  for (const Repetition& repetition : repetitions)
    problems.check(repetition.found == repetition.expected, repetition.place,
                   "the engine now gives " + repetition.found.dump() + " instead of " + repetition.expected.dump() +
                       remedy_of(plan));
  if (problems.failed() > failed_before) return std::nullopt;
  return table;
}

bool MeasuredTable::has_column(std::string_view column) const {
  const auto is_there = [this](std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  return column == "gap" ? is_there("train") && is_there("test") : is_there(column);
}

std::vector<double> MeasuredTable::values(const std::string& row, std::string_view column) const {
  const auto index = [this](std::string_view name) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
  };
  std::vector<double> found;
  for (const Run& run : rows.at(row).runs)
    found.push_back(column == "gap" ? run.values[index("train")] - run.values[index("test")]
                                    : run.values[index(column)]);
  return found;
}

}  // namespace checker
