// rate_sweep_rows.cpp: what the panels of rate_sweep draw, as rows.
#include "contract/table.h"
#include "kit/plot.h"
#include "rate_sweep.h"

namespace lesson {

namespace {

std::string with_half(const std::string& mean, const dropout::MeanInterval& interval, std::string_view unit) {
  return mean + (interval.count > 1 ? " ± " + number_text(interval.half_width, 1) : "") + std::string(unit);
}
std::string share(const dropout::MeanInterval& interval) {
  return with_half(number_text(interval.mean, 1), interval, " %");
}
std::string points_of(const dropout::MeanInterval& interval) {
  return with_half(signed_text(interval.mean, 1), interval, "");
}

}  // namespace

void RateSweep::accuracy_table(const Params& params, Table& table) const {
  table.row("Drop rate", "Training accuracy", "Test accuracy", "RNG seeds");
  if (source(params) == Source::nothing) return;
  for (const Point& point : points(params))
    table.row(number_text(point.drop_rate, 1), share(point.train), share(point.test),
              std::to_string(point.test.count));
}

void RateSweep::gain_table(const Params& params, Table& table) const {
  table.row("Drop rate", "Gain over p = 0 in points", "RNG seeds");
  if (source(params) == Source::nothing) return;
  for (const Point& point : points(params))
    if (point.drop_rate > 0)
      table.row(number_text(point.drop_rate, 1), points_of(point.gain), std::to_string(point.gain.count));
}

void RateSweep::marked_table(const Params& params, Table& table) const {
  table.row("At p = " + number_text(params.drop_rate, 1), "Mean over " + source_words(*this, params));
  if (source(params) == Source::nothing) return;
  const Point& here = marked(params);
  table.row("training accuracy", share(here.train));
  table.row("test accuracy", share(here.test));
  if (params.drop_rate > 0) table.row("gain over p = 0, points", points_of(here.gain));
}

void RateSweep::runs_table(const Params& params, Table& table) const {
  table.row("RNG seed", "Drop rate", "Test accuracy", "Gain over p = 0 in points");
  for (int run = 0; run < shown_runs(params); ++run) {
    const Single found = single(run, params);
    const int index = run % rate_count;
    table.row(std::to_string(params.seed + static_cast<std::uint64_t>(run / rate_count)), number_text(rate(index), 1),
              number_text(found.test, 1) + " %", index == 0 ? std::string() : signed_text(found.gain, 1));
  }
}

}  // namespace lesson
