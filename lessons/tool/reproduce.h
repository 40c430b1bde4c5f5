// reproduce.h: running the experiments behind the lesson's tables again, with any seeds, and judging them by their bands.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dropout/statistics.h"
#include "measured.h"

namespace checker {

struct ReproduceConfig {
  std::vector<std::string> tables;  // empty: all
  std::uint64_t first_seed = 0;     // 0: as planned
  int seed_count = 0;               // 0: as planned
  bool quick = false;               // leaves out rows whose runs take seconds
};

// A figure of a table that has a band.
struct Judgment {
  const MeasurePlan* plan = nullptr;
  const Band* band = nullptr;
  dropout::MeanInterval value;  // over the seeds, with its 99 % t-interval
  bool inside = true;
};

// With as many seeds as planned the mean has to lie in its band. Fewer seeds say less: then a figure is outside only if
// all of its 99 % interval is. Bands of rows that the table does not have are passed over.
std::vector<Judgment> judge(const MeasurePlan& plan, const MeasuredTable& table);

// The words of a judgment: "trainer_moons p0.5 minus p0, test: 0.087 ± 0.016, band 0.054 to 0.120 (source)".
std::string judgment_text(const Judgment& judgment);

// Makes all runs of the chosen rows on all cores. progress(done, all) is called from several threads.
MeasuredTable reproduce(const MeasurePlan& plan, const ReproduceConfig& config,
                        const std::function<void(std::size_t, std::size_t)>& progress);
std::size_t run_count(const MeasurePlan& plan, const ReproduceConfig& config);

// One line a run: table, row, seed, then the columns. Quotes are not needed: ids hold no comma.
std::string csv_text(const MeasurePlan& plan, const MeasuredTable& table);
// {"table", "about", "columns", "rows": [{"id", "label", "settings", "means": {column: {"mean", "half_width_95"}}, "runs"}]}
Json json_of(const MeasurePlan& plan, const MeasuredTable& table);

// `lesson_tool reproduce [--quick] [--seeds 1-30] [--tables a,b] [--out folder]`: prints the tables and what lies outside
// its band, writes <out>/<table>.csv and .json. Returns 0, 1 if a figure lies outside, 2 for bad arguments (said why).
int reproduce_command(const std::vector<std::string>& words);

}  // namespace checker
