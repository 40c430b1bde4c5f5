// measured.h: experiments over many RNG seeds: their plans, their files, and proof that the files are true.
//
// A training table needs hundreds of runs, too many for each build. `lesson_tool measure` runs them once and writes one
// file a table; facts read the files. The engine is deterministic to the bit, so a build proves a file by a hash over
// all its runs and by repeating some of them exactly; `lesson_tool measure all --verify` repeats all of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dropout/trainer.h"
#include "json_file.h"

namespace checker {

// One row of a table: the same settings with different seeds. A seed s means data, initial weights and masks of seed s,
// so that a reader can repeat any run by typing the seed into the widget.
struct MeasuredRow {
  std::string id;     // "p0.5"
  std::string label;  // what is special about the row, in words
  dropout::TrainerConfig config;
};

struct MeasurePlan {
  std::string_view name;   // file name without .json
  std::string_view about;  // one sentence
  std::uint64_t first_seed = 1;
  int seed_count = 60;
  std::vector<MeasuredRow> rows;
};

// One function a topic, see topics.inc; measure_plans() puts them together.
#define COMPUTE(topic)
#define PLANS(topic) std::vector<MeasurePlan> topic##_plans();
#include "topics.inc"
#undef COMPUTE
#undef PLANS
const std::vector<MeasurePlan>& measure_plans();
const MeasurePlan* find_plan(std::string_view name);

// The names that JSON uses for what the engine knows.
std::string_view dataset_name(dropout::DatasetKind kind);
bool dataset_of_name(std::string_view name, dropout::DatasetKind& kind);

dropout::Metrics measure_run(const dropout::TrainerConfig& config, std::uint64_t seed);

// Runs the plan on all cores; the result does not depend on how many there are.
Json measure(const MeasurePlan& plan);

// The file: one line a run, so that a diff can be read.
std::string measured_text(const Json& table);

// Runs of a loaded table, by row id; every row has the same seeds in the same order.
struct MeasuredTable {
  struct Run {
    std::uint64_t seed = 0;
    dropout::Metrics metrics;
  };
  struct Row {
    dropout::TrainerConfig config;
    std::vector<Run> runs;
  };
  std::map<std::string, Row> rows;
};

enum class Repeat : std::uint8_t { some, all };

// Reads and proves a file: known plan, settings as planned, complete, hash right, repeated runs bit-equal.
// Errors go to problems under `name`; then nothing is returned.
std::optional<MeasuredTable> load_measured(const std::filesystem::path& path, const std::string& name, Repeat repeat,
                                           Problems& problems);

// A column of a run: train, test, train_loss, test_loss, flips_fitted, flips_total, gap. Accuracies are shares.
bool is_measured_column(std::string_view column);
double measured_value(const dropout::Metrics& metrics, std::string_view column);

}  // namespace checker
