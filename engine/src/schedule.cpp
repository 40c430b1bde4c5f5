// schedule.cpp: the six curves.
#include "dropout/schedule.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "dropout/elementary.h"
#include "dropout/mask.h"

namespace dropout {

bool is_valid(const DropSchedule& schedule) {
  return schedule.kind <= ScheduleKind::curriculum && is_valid_drop_rate(schedule.drop_rate) &&
         schedule.turn >= 0.0 && schedule.turn <= 1.0 && schedule.rate >= 0.0 && std::isfinite(schedule.rate);
}

double scheduled_drop_rate(const DropSchedule& schedule, double share_done) {
  assert(is_valid(schedule));
  const double p = schedule.drop_rate, turn = schedule.turn;
  const double t = std::clamp(share_done, 0.0, 1.0);
  const double climbed = t >= turn ? 1.0 : t / turn;  // t < turn means turn > 0
  switch (schedule.kind) {
    case ScheduleKind::constant: break;
    case ScheduleKind::ramp: return p * climbed;
    case ScheduleKind::reverse_ramp: return p * (1.0 - climbed);
    case ScheduleKind::early: return t < turn ? p : 0.0;
    case ScheduleKind::late: return t < turn ? 0.0 : p;
    case ScheduleKind::curriculum: return p * (1.0 - exp(-schedule.rate * t));
  }
  return p;
}

}  // namespace dropout
