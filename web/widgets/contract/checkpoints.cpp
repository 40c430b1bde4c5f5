// checkpoints.cpp: keeping every second state when there are too many; see checkpoints.h.
#include "checkpoints.h"

#include <algorithm>
#include <utility>

namespace lesson {

void Checkpoints::clear() {
  kept_.clear();
  spacing_ = 1;
  bytes_ = 0;
}

bool Checkpoints::wants(int tick) const {
  return tick % spacing_ == 0 && (kept_.empty() || kept_.back().tick < tick);
}

void Checkpoints::keep(int tick, std::vector<std::byte> state) {
  bytes_ += state.size();
  kept_.push_back({tick, std::move(state)});
  while (kept_.size() > most || (bytes_ > most_bytes && kept_.size() > 1)) {
    spacing_ *= 2;
    std::erase_if(kept_, [this](const Checkpoint& each) { return each.tick % spacing_ != 0; });
    bytes_ = 0;
    for (const Checkpoint& each : kept_) bytes_ += each.state.size();
  }
}

const Checkpoints::Checkpoint* Checkpoints::before(int tick) const {
  const auto after = std::upper_bound(kept_.begin(), kept_.end(), tick,
                                      [](int at, const Checkpoint& each) { return at < each.tick; });
  return after == kept_.begin() ? nullptr : &*std::prev(after);
}

}  // namespace lesson
