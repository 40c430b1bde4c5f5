// measured.h: experiments over many RNG seeds: their plans, their files, and proof that the files are true.
//
// A table needs hundreds of runs, too many for each build. `lesson_tool measure` runs them once and writes one file a
// table; facts read the files. The engine is deterministic to the bit, so a build proves a file by a hash over all its
// runs and by repeating some of them exactly; `lesson_tool verify all` repeats all of them. `lesson_tool reproduce`
// runs the plans with any seeds and compares means with bands, see reproduce.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "json_file.h"

namespace checker {

// One row of a table: the same settings with different seeds. A seed s means data, initial weights and masks of seed s,
// so that a reader can repeat a run by typing the seed into the widget.
struct MeasuredRow {
  std::string id;     // "p0.5"
  std::string label;  // what is special about the row, in words
  Json settings;      // all that the run depends on besides the seed; stands in the file
  // A pure function of the seed: one finite value for each column.
  std::function<std::vector<double>(std::uint64_t seed)> run;
  bool is_quick = true;  // false: a run takes seconds, so builds and `reproduce --quick` leave it out
};

// Where the mean of a column over the seeds has to lie, told by somebody else: a paper, an independent program, theory.
struct Band {
  std::string row, column;
  std::string base;  // if given: row minus base, seed by seed
  double low = 0, high = 0;
  std::string source;  // where the limits come from
};

struct MeasurePlan {
  std::string name;                  // file name without .json
  std::string about;                 // one sentence
  std::vector<std::string> columns;  // without the seed
  std::uint64_t first_seed = 1;
  int seed_count = 60;
  std::vector<MeasuredRow> rows;
  std::vector<Band> bands{};
};

// One function a topic, see topics.inc; measure_plans() puts them together.
#define COMPUTE(topic)
#define PLANS(topic) std::vector<MeasurePlan> topic##_plans();
#include "topics.inc"
#undef COMPUTE
#undef PLANS
const std::vector<MeasurePlan>& measure_plans();
const MeasurePlan* find_plan(std::string_view name);

// Runs the plan on all cores; the result does not depend on how many there are.
Json measure(const MeasurePlan& plan);

// The file: one line a run, so that a diff can be read.
std::string measured_text(const Json& table);

// Runs of a table, by row id; every row has the same seeds in the same order.
struct MeasuredTable {
  struct Run {
    std::uint64_t seed = 0;
    std::vector<double> values;  // as columns
  };
  struct Row {
    Json settings;
    std::vector<Run> runs;
  };
  std::vector<std::string> columns;
  std::map<std::string, Row> rows;

  // "gap" is train minus test where a table has both.
  bool has_column(std::string_view column) const;
  // The values of a column, in the order of the seeds; needs a row and column that exist.
  std::vector<double> values(const std::string& row, std::string_view column) const;
};

enum class Repeat : std::uint8_t { some, all };

// Reads and proves a file: known plan, settings as planned, complete, hash right, repeated runs bit-equal.
// Errors go to problems under `name`; then nothing is returned.
std::optional<MeasuredTable> load_measured(const std::filesystem::path& path, const std::string& name, Repeat repeat,
                                           Problems& problems);
// The same of a parsed file and its plan.
std::optional<MeasuredTable> proved_table(const MeasurePlan& plan, const Json& file, const std::string& name,
                                          Repeat repeat, Problems& problems);

}  // namespace checker
