// drop_rates.h: the rates at which every law is tested; at 0.5 alone, keep and drop cannot be told apart.
#pragma once

namespace dropout {

constexpr double all_drop_rates[] = {0.0, 0.1, 0.3, 0.5, 0.8, 0.95, 1.0};
constexpr double inner_drop_rates[] = {0.1, 0.3, 0.5, 0.8, 0.95};

}  // namespace dropout
