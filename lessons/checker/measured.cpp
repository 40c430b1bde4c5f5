// measured.cpp: runs the plans, writes and proves their files; see measured.h.
#include "measured.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "dropout/hash.h"

namespace checker {

using dropout::Metrics;
using dropout::TrainerConfig;

namespace {

constexpr std::array columns = {"seed", "train", "test", "train_loss", "test_loss", "flips_fitted", "flips_total"};

Json settings_json(const TrainerConfig& config) {
  return {{"data", dataset_name(config.dataset.kind)},
          {"points", config.dataset.count},
          {"noise", config.dataset.noise},
          {"flip_share", config.dataset.flip_share},
          {"test_points", config.test_count},
          {"hidden_widths", config.hidden_widths},
          {"activation", config.activation == dropout::Activation::relu ? "relu" : "tanh"},
          {"drop_rate", config.drop_rate},
          {"optimizer", config.optimizer.kind == dropout::OptimizerKind::adam ? "adam" : "sgd"},
          {"learning_rate", config.optimizer.learning_rate},
          {"weight_decay", config.weight_decay},
          {"steps", config.total_steps}};
}

Json run_json(std::uint64_t seed, const Metrics& m) {
  return Json::array(
      {seed, m.train_accuracy, m.test_accuracy, m.train_loss, m.test_loss, m.flips_fitted, m.flips_total});
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

// Calls job(i) for i in [0, count) on all cores; each job writes only its own place.
template <class Job>
void for_all_cores(std::size_t count, const Job& job) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) job(i);
  };
  std::vector<std::thread> helpers;
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t i = 1; i < std::min(cores, count); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

// The runs that every build repeats: for each file the first run of its first row and the last run of its last row,
// unless they are long (1,000 training points take seconds).
bool repeated_by_every_build(std::size_t row, std::size_t run, std::size_t rows, std::size_t runs,
                             const TrainerConfig& config) {
  const bool is_corner = (row == 0 && run == 0) || (row == rows - 1 && run == runs - 1);
  return is_corner && config.dataset.count <= 200;
}

bool has_shape(const Json& run) {
  return run.is_array() && run.size() == columns.size() &&
         std::all_of(run.begin(), run.end(), [](const Json& cell) { return cell.is_number(); });
}

}  // namespace

const std::vector<MeasurePlan>& measure_plans() {
  static const std::vector<MeasurePlan> plans = [] {
    std::vector<MeasurePlan> all;
    const auto add = [&all](const std::vector<MeasurePlan>& topic) { all.insert(all.end(), topic.begin(), topic.end()); };
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

std::string_view dataset_name(dropout::DatasetKind kind) {
  constexpr std::array<std::string_view, 4> names = {"moons", "spirals", "circles", "xor"};
  return names[static_cast<std::size_t>(kind)];
}

bool dataset_of_name(std::string_view name, dropout::DatasetKind& kind) {
  for (const auto candidate : {dropout::DatasetKind::moons, dropout::DatasetKind::spirals,
                               dropout::DatasetKind::circles, dropout::DatasetKind::exclusive_or})
    if (dataset_name(candidate) == name) {
      kind = candidate;
      return true;
    }
  return false;
}

Metrics measure_run(const TrainerConfig& config, std::uint64_t seed) {
  TrainerConfig seeded = config;
  seeded.seed = seeded.dataset.seed = seed;
  dropout::Trainer trainer(seeded);
  trainer.step(seeded.total_steps);
  return trainer.evaluate();
}

Json measure(const MeasurePlan& plan) {
  const std::size_t seeds = static_cast<std::size_t>(plan.seed_count);
  std::vector<Metrics> results(plan.rows.size() * seeds);
  for_all_cores(results.size(), [&](std::size_t i) {
    results[i] = measure_run(plan.rows[i / seeds].config, plan.first_seed + i % seeds);
  });
  Json rows = Json::array();
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    Json runs = Json::array();
    for (std::size_t s = 0; s < seeds; ++s) runs.push_back(run_json(plan.first_seed + s, results[r * seeds + s]));
    rows.push_back({{"id", plan.rows[r].id},
                    {"label", plan.rows[r].label},
                    {"settings", settings_json(plan.rows[r].config)},
                    {"runs", runs}});
  }
  return {{"about", plan.about},
          {"made_by", "lesson_tool measure " + std::string(plan.name) + " (DO NOT EDIT)"},
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
  const std::size_t failed_before = problems.failed();
  const MeasurePlan* plan = find_plan(path.stem().string());
  if (!problems.check(plan != nullptr, {name, ""}, "no experiment has the name " + in_quotes(path.stem().string())))
    return std::nullopt;
  const std::optional<Json> file = read_json(path, name, problems);
  if (!file) return std::nullopt;
  const std::string remedy = "; run: lesson_tool measure " + std::string(plan->name);
  if (!problems.check(file->is_object() && file->contains("rows") && (*file)["rows"].is_array() &&
                          (*file)["rows"].size() == plan->rows.size() && file->contains("hash"),
                      {name, ""}, "the file is not a complete table of its experiment" + remedy))
    return std::nullopt;

  const Node rows = Node(*file, name)["rows"];
  problems.check((*file)["hash"] == hash_of_rows(rows.value()), {name, "/hash"},
                 "the hash does not fit the rows: the file was edited" + remedy);
  struct Repetition {
    Place place;
    const TrainerConfig* config;
    Json expected, found{};
  };
  std::vector<Repetition> repetitions;
  MeasuredTable table;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Node row = rows[r];
    const MeasuredRow& planned = plan->rows[r];
    const bool complete =
        row.has("id") && row.has("settings") && row.has("runs") && row["id"].value() == planned.id &&
        row["settings"].value() == settings_json(planned.config) && row["runs"].value().is_array() &&
        row["runs"].size() == static_cast<std::size_t>(plan->seed_count);
    if (!problems.check(complete, row.place(), "the row is not the planned row " + in_quotes(planned.id) + remedy))
      continue;
    MeasuredTable::Row& loaded = table.rows[planned.id];
    loaded.config = planned.config;
    const Node runs = row["runs"];
    for (std::size_t s = 0; s < runs.size(); ++s) {
      const Json& run = runs[s].value();
      if (!problems.check(has_shape(run) && run[0] == plan->first_seed + s, runs[s].place(),
                          "not a run of seed " + std::to_string(plan->first_seed + s)))
        continue;
      loaded.runs.push_back({plan->first_seed + s,
                             {.train_accuracy = run[1],
                              .test_accuracy = run[2],
                              .train_loss = run[3],
                              .test_loss = run[4],
                              .flips_fitted = run[5],
                              .flips_total = run[6]}});
      if (repeat == Repeat::all || repeated_by_every_build(r, s, rows.size(), runs.size(), planned.config))
        repetitions.push_back({runs[s].place(), &planned.config, run});
    }
  }
  for_all_cores(repetitions.size(), [&](std::size_t i) {
    const std::uint64_t seed = repetitions[i].expected[0];
    repetitions[i].found = run_json(seed, measure_run(*repetitions[i].config, seed));
  });
  for (const Repetition& repetition : repetitions)
    problems.check(
        repetition.found == repetition.expected, repetition.place,
        "the engine now gives " + repetition.found.dump() + " instead of " + repetition.expected.dump() + remedy);
  if (problems.failed() > failed_before) return std::nullopt;
  return table;
}

bool is_measured_column(std::string_view column) {
  return column == "gap" || (column != "seed" && std::find(columns.begin(), columns.end(), column) != columns.end());
}

double measured_value(const Metrics& m, std::string_view column) {
  if (column == "train") return m.train_accuracy;
  if (column == "test") return m.test_accuracy;
  if (column == "train_loss") return m.train_loss;
  if (column == "test_loss") return m.test_loss;
  if (column == "flips_fitted") return m.flips_fitted;
  if (column == "flips_total") return m.flips_total;
  return m.gap();
}

}  // namespace checker
