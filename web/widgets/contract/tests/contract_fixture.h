// contract_fixture.h: the settings and moments at which the contract tests look at every widget.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "dropout/random_stream.h"
#include "test_support.h"

namespace lesson {

class Contract : public testing::TestWithParam<const WidgetType*> {
 protected:
  const WidgetText& text() const { return GetParam()->text; }

  // Settings that reach every corner: all minima, all maxima, then random ones with many extremes among them.
  static constexpr int setting_count = TEST_SETTINGS;
  static_assert(setting_count >= 2);
  std::vector<std::optional<double>> setting(int index) const {
    dropout::RandomStream random(static_cast<std::uint64_t>(index), dropout::StreamPurpose::study);
    std::vector<std::optional<double>> values;
    for (const ParamInfo& info : text().params) {
      const double share = random.uniform(), kind = random.uniform();
      if (!is_number(info.control)) {
        values.push_back(std::nullopt);  // values_test.cpp looks at lists
        continue;
      }
      double value = info.range.min + share * (info.range.max - info.range.min);
      if (kind < 0.15 || index == 0) value = info.range.min;
      if ((kind > 0.85 && index > 0) || index == 1) value = info.range.max;
      values.push_back(value);
    }
    return values;
  }
  Session session_at(int index, int ticks) const {
    Session session(*GetParam());
    if (index >= 0) session.set_all(setting(index));
    session.step(ticks);
    return session;
  }
  // The same for tests that only look: made once in a process, since some widgets train nets for each setting.
  const Session& seen_at(int index, int ticks) const {
    static std::map<std::tuple<const WidgetType*, int, int>, Session> seen;
    const auto key = std::tuple(GetParam(), index, ticks);
    auto known = seen.find(key);
    if (known == seen.end()) known = seen.emplace(key, session_at(index, ticks)).first;
    return known->second;
  }
  // Ticks to look at: the start, a little later, in the middle of the work, the end.
  std::vector<int> moments() const {
    const int end = text().playback.max_ticks;
    return {0, std::min(7, end), static_cast<int>(0.6 * end)};
  }
};

}  // namespace lesson
