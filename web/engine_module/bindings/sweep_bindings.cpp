// sweep_bindings.cpp: many runs over drop rates and RNG seeds, made here, in Workers, or restored.
#include "dropout/sweep.h"
#include "exports.h"
#include "memory.h"
#include "settings.h"

namespace engine_module {

using dropout::Sweep;

// settings: the base run, drop rates, index of the baseline, number of seeds, first seed.
ENGINE_EXPORT(sweep_create) Sweep* sweep_create(const double* settings) {
  Fields fields(settings);
  dropout::SweepConfig config;
  config.base = trainer_config(fields);
  const std::span<const double> rates = fields.numbers();
  config.drop_rates.assign(rates.begin(), rates.end());
  config.baseline = fields.integer();
  config.seed_count = fields.integer();
  config.first_seed = fields.seed();
  return new Sweep(config);
}
ENGINE_EXPORT(sweep_destroy) void sweep_destroy(Sweep* sweep) { delete sweep; }
ENGINE_EXPORT(sweep_finished_count) int sweep_finished_count(const Sweep* sweep) { return sweep->finished_count(); }
ENGINE_EXPORT(sweep_advance) int sweep_advance(Sweep* sweep, int steps) {
  changes_what_is_there();
  return sweep->advance(steps) ? 1 : 0;
}
ENGINE_EXPORT(sweep_record) void sweep_record(Sweep* sweep, int run, double train_accuracy, double test_accuracy) {
  sweep->record(run, {train_accuracy, test_accuracy});
}
// False if the run is not finished.
ENGINE_EXPORT(sweep_result) int sweep_result(const Sweep* sweep, int run, double* out) {
  const std::optional<dropout::SweepRun>& result = sweep->result(run);
  if (!result) return 0;
  out[0] = result->train_accuracy;
  out[1] = result->test_accuracy;
  return 1;
}
// Mean, half width and count of the train accuracy, the test accuracy and the gain.
ENGINE_EXPORT(sweep_point) void sweep_point(const Sweep* sweep, int rate, double* out) {
  const dropout::SweepPoint point = sweep->point(rate);
  for (const dropout::MeanInterval& interval : {point.train, point.test, point.gain}) {
    *out++ = interval.mean;
    *out++ = interval.half_width;
    *out++ = interval.count;
  }
}

}  // namespace engine_module
