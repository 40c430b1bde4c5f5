// schedule.h: drop rates that change during training.
#pragma once
#include <cstdint>

namespace dropout {

// The drop rate as a function of t, the share of the training that is done: step / total_steps in [0, 1].
enum class ScheduleKind : std::uint8_t {
  constant,      // p
  ramp,          // p min(1, t / t1)              Zoph 2018 (arXiv:1707.07012), Ghiasi 2018 (DropBlock)
  reverse_ramp,  // p max(0, 1 - t / t1)
  early,         // p for t < t1, then 0          Liu 2023 (arXiv:2303.01500), for nets that underfit
  late,          // 0 for t < t1, then p          Liu 2023, for nets that overfit
  curriculum     // p (1 - e^(-rate t))           Morerio 2017 (arXiv:1703.06229)
};

struct DropSchedule {
  ScheduleKind kind = ScheduleKind::constant;
  double drop_rate = 0.5;  // p, the largest rate, in [0, 1]
  double turn = 1.0;       // t1, in [0, 1]: where a ramp ends or a switch lies; 0 makes a ramp a jump at the start
  double rate = 10.0;      // curriculum: at least 0
};

bool is_valid(const DropSchedule& schedule);

// In [0, p] for every t, which is clamped to [0, 1]. Needs a valid schedule.
double scheduled_drop_rate(const DropSchedule& schedule, double share_done);

}  // namespace dropout
