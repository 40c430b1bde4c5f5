// schedule_race_tables.cpp: what the panels of schedule_race draw, as rows.
#include "contract/table.h"
#include "kit/plot.h"
#include "schedule_race.h"

namespace lesson {

void ScheduleRace::rates_table(const Params& params, Table& table) const {
  table.row("Schedule", "Rate at the start", "at 25 %", "at 50 %", "at 75 %", "at the end");
  for (int i = 0; i < schedule_count; ++i) {
    const auto rate = [&](double share) {
      return number_text(dropout::scheduled_drop_rate(schedule(i, params.target), share), 2);
    };
    table.row(label(i, params.target), rate(0), rate(0.25), rate(0.5), rate(0.75), rate(1));
  }
}

void ScheduleRace::gains_table(const Params& params, Table& table) const {
  table.row("Schedule", "RNG seeds", "Test accuracy", "Difference in points");
  for (int i = 0; i < schedule_count; ++i) {
    const dropout::MeanInterval found = accuracy(i), difference = gain(i);
    const bool trained = found.count > 0;
    table.row(label(i, params.target), std::to_string(found.count),
              trained ? number_text(found.mean, 1) + " %" : std::string(),
              !trained || i == 0 ? std::string()
                                 : signed_text(difference.mean, 1) +
                                       (difference.count > 1 ? " ± " + number_text(difference.half_width, 1) : ""));
  }
}

}  // namespace lesson
