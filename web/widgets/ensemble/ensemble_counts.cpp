// ensemble_counts.cpp: how many masks there are, how many get the draws and how many a run meets; see ensemble_counts.h for their words.
#include "ensemble_counts.h"

#include <algorithm>
#include <cmath>

#include "contract/words.h"
#include "dropout/distinct_masks.h"
#include "dropout/elementary.h"

namespace lesson {

// ---- the law ---------------------------------------------------------------------------------------------------------

// C(n, j) masks drop j units, each with chance p^j k^(n - j): below p = 0.5 the fewer the likelier.
std::vector<Ensemble::MaskGroup> Ensemble::mask_groups(const Params& params) {
  const int n = params.unit_count;
  std::vector<MaskGroup> groups;
  double count = 1;
  for (int j = 0; j <= n; ++j) {
    double chance = 1;
    for (int unit = 0; unit < n; ++unit) chance *= unit < j ? params.drop_rate : 1 - params.drop_rate;
    groups.push_back({count, chance});
    count = count * (n - j) / (j + 1);
  }
  if (params.drop_rate > 0.5) std::reverse(groups.begin(), groups.end());
  return groups;
}

double Ensemble::chance_met(double chance) {
  const double expected = masks_drawn * chance;
  if (expected < 1e-6) return expected;  // to a relative 1e-6; the difference below would lose it
  return chance >= 1 ? 1 : 1 - dropout::exp(masks_drawn * dropout::log(1 - chance));
}

double Ensemble::mask_count(const Params& params) const { return std::ldexp(1.0, params.unit_count); }

double Ensemble::met(const Params& params) const {
  return dropout::expected_distinct_masks(params.unit_count, params.drop_rate, masks_drawn);
}
double Ensemble::met_percent(const Params& params) const { return 100 * met(params) / mask_count(params); }

double Ensemble::likely(const Params& params) const {
  double left = 0.99, masks = 0;
  for (const MaskGroup& group : mask_groups(params)) {
    const double whole = group.count * group.chance;
    if (whole >= left) return masks + std::min(group.count, std::ceil(left / group.chance - 1e-6));
    left -= whole;
    masks += group.count;
  }
  return masks;
}
double Ensemble::likely_percent(const Params& params) const { return 100 * likely(params) / mask_count(params); }

// ---- words -----------------------------------------------------------------------------------------------------------

namespace {

// Two digits that count: "1.4", "12", "154".
std::string short_number(double value) { return number_text(value, value < 9.95 ? 1 : 0); }

}  // namespace

std::string big_count(double count) {
  constexpr const char* names[] = {"billion", "trillion", "quadrillion", "quintillion"};
  if (count < 999.5e6) return count_text(std::llround(count));
  std::size_t k = 0;
  double unit = 1e9;
  while (k + 1 < std::size(names) && count >= 999.5 * unit) unit *= 1000, ++k;
  return short_number(count / unit) + " " + names[k];
}

std::string round_count(double count) {
  if (count >= 999.5e6) return big_count(count);
  if (count >= 1e6) return short_number(count / 1e6) + " million";
  double unit = 1;
  while (count >= 1000 * unit) unit *= 10;
  return count_text(std::llround(count / unit) * std::llround(unit));
}

std::string time_words(double seconds) {
  constexpr double hour = 3600, day = 24 * hour, year = 365.25 * day;
  const auto whole = [](double value) { return std::llround(value); };
  if (seconds < 90) return plural_text(whole(seconds), "second", "seconds");
  if (seconds < 90 * 60) return plural_text(whole(seconds / 60), "minute", "minutes");
  if (seconds < 2 * day) return plural_text(whole(seconds / hour), "hour", "hours");
  if (seconds < 2 * year) return plural_text(whole(seconds / day), "day", "days");
  return round_count(seconds / year) + " years";
}

std::string share_words(double share) {
  if (share < 0.001) return "1 in " + round_count(1 / share);
  const bool nearly_all = share > 0.99 && share < 0.9995;
  return percent_text(share, nearly_all ? 1 : share >= 0.0995 ? 0 : share >= 0.00995 ? 1 : 2);
}

}  // namespace lesson
