// run_state.h: a training run of the engine inside a widget's state(io).
#pragma once
#include "contract/widget.h"

namespace lesson {

// Saves or restores all that evolves in a run that has each_state_field (Trainer, RegularizedTrainer, ResidualTrainer,
// NormTrainer). Construct it from the same config first. Vectors of another size are refused and keep their size.
template <class Run>
void transfer_run(Run& run, StateIo& io) {
  run.each_state_field([&io](const char*, auto& field) {
    if constexpr (requires { field.size(); }) {
      const auto size = field.size();
      io(field);
      io.require(field.size() == size);
      field.resize(size);
    } else {
      io(field);
    }
  });
}

}  // namespace lesson
