// rate_sweep_rows.cpp: what rate_sweep draws, as rows.
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

void RateSweep::sweep_table(const Params& params, Table& table) const {
  const bool follows = params.followed > 0;
  const auto row = [&](std::vector<std::string> cells, const std::string& alone) {
    if (follows) cells.push_back(alone);
    table.row(std::span<const std::string>(cells));
  };
  const std::vector<double> alone = followed_percents(params);
  row({"Drop rate", "Training accuracy", "Test accuracy", "Gain over p = 0 in points", "RNG seeds"},
      "RNG seed " + std::to_string(numbered_seed(params, params.followed)) + " alone");
  if (source(params) == Source::nothing) return;
  for (std::size_t i = 0; i < static_cast<std::size_t>(rate_count); ++i) {
    const Point& point = points(params)[i];
    row({number_text(point.drop_rate, 1), share(point.train), share(point.test),
         i == 0 ? std::string() : points_of(point.gain), std::to_string(point.test.count)},
        i < alone.size() ? number_text(alone[i], 1) + " %" : std::string());
  }
}

}  // namespace lesson
