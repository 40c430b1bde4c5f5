// measured_fuzz.cpp: any text as the table of a small experiment: proved in every number, or refused with a reason.
#include "contract/fuzz/demand.h"
#include "measured.h"

namespace checker {
namespace {

const MeasurePlan& small_plan() {
  static const MeasurePlan plan = [] {
    MeasurePlan made{.name = "small",
                     .about = "Made up.",
                     .columns = {"train", "test"},
                     .first_seed = 3,
                     .seed_count = 2,
                     .rows = {}};
    for (const double p : {0.0, 0.5})
      made.rows.push_back(
          {.id = p > 0 ? "p0.5" : "p0", .label = "", .settings = {{"p", p}}, .run = [p](std::uint64_t seed) {
             return std::vector{p / 4, static_cast<double>(seed)};
           }});
    return made;
  }();
  return plan;
}

}  // namespace
}  // namespace checker

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace checker;
  Problems problems;
  const auto json = parse_json({reinterpret_cast<const char*>(data), size}, "small.json", problems);
  if (!json) return 0;
  const auto table = proved_table(small_plan(), *json, "small.json", Repeat::all, problems);
  lesson::demand(table.has_value() == (problems.failed() == 0), "a table is proved or refused with a reason");
  if (!table) return 0;
  // Every run was repeated, so a table that was taken holds the numbers of the experiment.
  for (const char* row : {"p0", "p0.5"})
    lesson::demand(table->values(row, "test") == std::vector{3.0, 4.0}, "a table holds what was measured");
  return 0;
}
