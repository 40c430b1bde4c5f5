// trainer_bindings.cpp: one training run: step, measure, look at the decision, save and restore.
#include <algorithm>
#include <cstring>

#include "dropout/hash.h"
#include "settings.h"

namespace engine_module {
namespace {

using dropout::Trainer;

// Everything that evolves, one field after another, each as its bytes.
template <class Action>
void each_state_byte_range(Trainer& trainer, Action&& action) {
  struct Visitor {
    Action& action;
    void operator()(const char*, std::vector<float>& values) { action(values.data(), values.size() * sizeof(float)); }
    void operator()(const char*, std::uint64_t& value) { action(&value, sizeof value); }
  };
  trainer.each_state_field(Visitor{action});
}

}  // namespace

ENGINE_EXPORT(trainer_create) Trainer* trainer_create(const double* settings) {
  Fields fields(settings);
  return new Trainer(trainer_config(fields));
}
ENGINE_EXPORT(trainer_destroy) void trainer_destroy(Trainer* trainer) { delete trainer; }

ENGINE_EXPORT(trainer_step) int trainer_step(Trainer* trainer, int count) { return trainer->step(count); }
ENGINE_EXPORT(trainer_step_count) int trainer_step_count(const Trainer* trainer) { return trainer->step_count(); }
ENGINE_EXPORT(trainer_evaluate) void trainer_evaluate(const Trainer* trainer, double* metrics) {
  write(trainer->evaluate(), metrics);
}
ENGINE_EXPORT(trainer_net) const dropout::Mlp<float>* trainer_net(const Trainer* trainer) { return &trainer->net(); }

// window: x_min, x_max, y_min, y_max.
ENGINE_EXPORT(trainer_decision_grid)
void trainer_decision_grid(const Trainer* trainer, float* probabilities, int columns, int rows,
                           const double* window) {
  trainer->decision_grid(span_of(probabilities, columns * rows), columns, rows,
                         {window[0], window[1], window[2], window[3]});
}

ENGINE_EXPORT(trainer_state_size) int trainer_state_size(Trainer* trainer) {
  std::size_t size = 0;
  each_state_byte_range(*trainer, [&](const void*, std::size_t bytes) { size += bytes; });
  return static_cast<int>(size);
}
ENGINE_EXPORT(trainer_save) void trainer_save(Trainer* trainer, char* state) {
  each_state_byte_range(*trainer, [&](const void* field, std::size_t bytes) {
    std::memcpy(state, field, bytes);
    state += bytes;
  });
}
ENGINE_EXPORT(trainer_restore) void trainer_restore(Trainer* trainer, const char* state) {
  each_state_byte_range(*trainer, [&](void* field, std::size_t bytes) {
    std::memcpy(field, state, bytes);
    state += bytes;
  });
}

// --- any net -------------------------------------------------------------------------------------------------------

ENGINE_EXPORT(net_parameter_count) int net_parameter_count(const dropout::Mlp<float>* net) {
  return static_cast<int>(net->parameters().size());
}
ENGINE_EXPORT(net_parameters) void net_parameters(const dropout::Mlp<float>* net, float* parameters) {
  std::copy(net->parameters().begin(), net->parameters().end(), parameters);
}
ENGINE_EXPORT(net_logits)
void net_logits(const dropout::Mlp<float>* net, const float* inputs, int count, float* logits) {
  net->forward_eval(span_of(inputs, count * net->shape().input_count), span_of(logits, count));
}
// The two halves of the hash as words, the low one first.
ENGINE_EXPORT(net_hash) void net_hash(const dropout::Mlp<float>* net, double* halves) {
  const std::uint64_t hash = dropout::hash_of(net->parameters());
  halves[0] = static_cast<double>(static_cast<std::uint32_t>(hash));
  halves[1] = static_cast<double>(static_cast<std::uint32_t>(hash >> 32));
}

// One whole run: the metrics at its end.
ENGINE_EXPORT(train_run) void train_run(const double* settings, double* metrics) {
  Fields fields(settings);
  Trainer trainer(trainer_config(fields));
  trainer.step(trainer.config().total_steps);
  write(trainer.evaluate(), metrics);
}

}  // namespace engine_module
