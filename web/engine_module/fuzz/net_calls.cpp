// net_calls.cpp: nets, runs, optimizers and sweeps: made, trained, looked at, saved, restored from any bytes, given back.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "calls.h"
#include "../bindings/exports.h"

namespace engine_module {

namespace {

// An input that trains for long finds no more than others.
constexpr int most_steps = 12, most_width = 4, most_points = 8;
// Of source/settings.ts: what restore() takes at most.
constexpr int most_steps_of_runs = 10'000'000;

template <class Value>
Value* room(std::vector<Value>& values, int count) {
  values = std::vector<Value>(static_cast<std::size_t>(count));
  return values.data();
}

enum class Kind { trainer, regularized, residual, norm, mlp };

}  // namespace

struct NetCalls::Objects {
  explicit Objects(Arguments& from) : in(from) {}
  ~Objects() {
    forget_net();
    if (sweep) sweep_destroy(sweep);
  }

  void forget_net() {
    if (optimizer) optimizer_destroy(optimizer);
    if (net) net_destroy(net);
    optimizer = nullptr, net = nullptr, last_batch = 0, inputs = 2;
  }

  // ---- settings, in the order of source/settings.ts ----

  int dataset(Row& row, int least_points) {
    const int points = in.whole(least_points, most_points);
    row.choice(4).number(points).number(in.noise()).number(in.rate()).seed();
    return points;
  }
  double optimizer_settings(Row& row) {
    const double learning_rate = in.above_zero();
    row.choice(2).number(learning_rate).number(in.rate_below_one()).number(in.rate_below_one());
    row.number(in.above_zero()).number(in.rate_below_one());
    return learning_rate;
  }
  std::vector<double> widths() {
    return in.doubles(in.whole(0, 3), [this] { return in.whole(1, most_width); });
  }
  int steps_of_run() { return in.flag() ? in.whole(0, most_steps) : most_steps_of_runs; }
  // Returns the number of points.
  int run_settings(Row& row, int steps) {
    const int points = dataset(row, 1);
    row.number(in.whole(1, most_points)).numbers(widths()).choice(2).number(in.rate());
    const double learning_rate = optimizer_settings(row);
    const double decay = in.at_least_zero();
    row.number(in.at_least_zero()).number(decay < 1.0 / learning_rate ? decay : 0.0).number(steps).seed();
    return points;
  }

  // ---- making ----

  void make_net() {
    forget_net();
    kind = static_cast<Kind>(in.whole(0, 4));
    Row row(in);
    if (kind == Kind::trainer) {
      run_settings(row, steps_of_run());
      net = trainer_create(row.data());
    } else if (kind == Kind::regularized) {
      const int points = run_settings(row, steps_of_run());
      row.choice(6).number(in.rate()).number(in.rate()).number(in.at_least_zero()).number(in.at_least_zero());
      const int validation = in.whole(0, points - 1);
      row.number(validation).number(validation > 0 ? in.whole(0, 3) : 0).number(in.whole(1, 3));
      net = regularized_create(row.data());
    } else if (kind == Kind::residual) {
      dataset(row, 1);
      row.number(in.whole(1, most_points));
      optimizer_settings(row);
      row.number(in.whole(1, most_width)).number(in.whole(0, 3)).choice(3).number(in.rate()).choice(3);
      // Rows or the whole batch.
      row.number(in.whole(4, 5)).number(steps_of_run()).seed();
      net = residual_create(row.data());
    } else if (kind == Kind::norm) {
      dataset(row, 2);
      row.number(in.whole(2, most_points));
      optimizer_settings(row);
      row.number(in.whole(1, most_width)).choice(4).number(in.rate()).number(steps_of_run()).seed();
      net = norm_create(row.data());
    } else {
      inputs = in.whole(1, most_width), batch = in.whole(1, most_points), hidden = widths();
      row.number(inputs).numbers(hidden).choice(2).number(batch).seed();
      net = mlp_create(row.data());
    }
  }

  void whole_runs() {
    Row row(in);
    std::vector<double> metrics;
    run_settings(row, in.whole(0, 3));
    train_run(row.data(), room(metrics, 6));
    Row data(in);
    const int points = dataset(data, 1), tests = in.whole(1, most_points);
    data.number(tests);
    std::vector<float> train, test;
    std::vector<std::uint8_t> train_labels, test_labels;
    datasets_make(data.data(), room(train, 2 * points), room(train_labels, 3 * points), room(test, 2 * tests),
                  room(test_labels, 3 * tests));
    for (const float coordinate : train) demand(std::isfinite(coordinate), "a training point");
  }

  // ---- runs ----

  void step() {
    const int before = run_step_count(run()), wanted = in.whole(0, std::max(0, most_steps - steps_made));
    const int done = run_step(run(), wanted);
    steps_made += done;
    demand(done >= 0 && done <= wanted, "as many steps as were asked for, or less");
    // Early stopping goes back to the best step.
    demand(kind == Kind::regularized || run_step_count(run()) == before + done, "steps are counted");
    demand(done == wanted || run_finished(run()), "less only at the end");
  }

  void look_at_run() {
    std::vector<double> out;
    run_evaluate(run(), room(out, 6));
    demand(out[0] >= 0.0 && out[0] <= 1.0 && out[1] >= 0.0 && out[1] <= 1.0, "accuracies are shares");
    const int test = in.whole(0, 1), count = run_point_count(run(), test);
    std::vector<float> points;
    std::vector<std::uint8_t> labels;
    run_points(run(), test, room(points, 2 * count), room(labels, 3 * count));
    const std::vector<double> window = in.doubles(4, [this] { return in.corner(); });
    const int columns = in.whole(1, 5), rows = in.whole(1, 5);
    run_decision_grid(run(), room(points, columns * rows), columns, rows, window.data());
    if (kind == Kind::regularized) {
      regularized_drop_rate(run()), regularized_stopped_early(run()), regularized_validation_loss(run());
      regularized_best_step(run());
      if (in.flag()) regularized_restore_best(run());
    } else if (kind == Kind::residual) {
      residual_evaluate_as(run(), in.whole(0, 2), room(out, 6));
      residual_active_blocks(run()), residual_branch_counts(run(), room(out, 2));
    } else if (kind == Kind::norm) {
      norm_evaluate_reestimated(run(), room(out, 6)), norm_variance_ratio(run());
    }
  }

  std::vector<std::byte> saved() {
    std::vector<std::byte> bytes;
    run_save(run(), room(bytes, run_state_size(run())));
    return bytes;
  }
  void restore() {
    const std::vector<std::byte> before = saved();
    std::vector<std::byte> other = before;
    for (int change = in.whole(0, 8); change > 0 && !other.empty(); --change) {
      // Counters stand at the end.
      const int size = static_cast<int>(other.size());
      const int at = in.flag() ? in.whole(std::max(0, size - 24), size - 1) : in.whole(0, size - 1);
      other[static_cast<std::size_t>(at)] = std::byte{in.byte()};
    }
    const bool taken = run_restore(run(), other.data(), most_steps_of_runs) != 0;
    demand(saved() == (taken ? other : before), "a state is taken whole, or refused and nothing has changed");
  }

  // ---- any net, and a net of the caller's ----

  void use_net() {
    const int count = net_parameter_count(net), examples = in.whole(0, 3);
    std::vector<float> values;
    net_parameters(net, room(values, count));
    if (in.flag()) net_set_parameters(net, in.floats(count).data());
    net_logits(net, in.floats(examples * inputs).data(), examples, inputs, room(values, examples));
    std::vector<double> halves;
    net_hash(net, room(halves, 2));
  }

  void train_own() {
    const int count = in.whole(1, batch);
    Row row(in);
    row.number(in.rate()).seed().number(in.word());
    std::vector<float> values;
    mlp_forward_train(net, row.data(), in.floats(count * inputs).data(), count, in.words(count).data(),
                      room(values, count));
    last_batch = count;
    if (in.flag()) mlp_backward(net, in.bits(count).data(), count, in.at_least_zero());
    mlp_gradient(net, room(values, net_parameter_count(net)));
    for (std::size_t layer = 0; layer < hidden.size(); ++layer) {
      const int cells = count * static_cast<int>(hidden[layer]);
      std::vector<std::uint8_t> mask;
      mlp_mask(net, static_cast<int>(layer), room(mask, cells));
      mlp_outputs(net, static_cast<int>(layer), room(values, cells));
    }
    if (!optimizer) {
      Row settings(in);
      optimizer_settings(settings);
      optimizer = optimizer_create(settings.data(), net_parameter_count(net));
    }
    optimizer_update(optimizer, net);
  }

  // ---- studies of the perceptron inside ----

  void study() {
    // More than sixteen are sorted in another way.
    const int units = net_hidden_units(net), count = in.flag() ? in.whole(1, 3) : in.whole(17, 24);
    const std::vector<float> x = in.floats(count * inputs);
    const std::vector<std::uint8_t> labels = in.bits(count);
    std::vector<double> out;
    std::vector<float> logits;
    Row row(in);
    switch (in.whole(0, 5)) {
      case 0: net_masked_logits(net, x.data(), count, in.bits(units).data(), in.finite(), room(logits, count)); break;
      case 1: study_unit_damage(net, x.data(), labels.data(), count, room(out, 3 + units)); break;
      case 2: remove_units(x, labels, units, count); break;
      case 3:
        study_half_removal(net, x.data(), labels.data(), count, row.number(in.whole(1, 3)).seed().data(),
                           room(out, 2));
        if (units > 0) study_cancellation(net, x.data(), count);
        break;
      case 4:
        row.number(in.rate_below_one()).number(in.whole(1, 3)).seed();
        scaling_measure(net, x.data(), labels.data(), count, row.data(), room(out, 5));
        break;
      default: ask_ensemble(x, labels, units, count);
    }
  }

  void remove_units(const std::vector<float>& x, const std::vector<std::uint8_t>& labels, int units, int count) {
    const int stride = in.flag() ? in.whole(1, 4) : 1 << 20;
    const int lengths = (units + stride - 1) / stride + 1;
    Row row(in);
    row.number(in.whole(1, 3)).number(stride).number(in.rate()).seed();
    std::vector<double> out;
    study_removal(net, x.data(), labels.data(), count, row.data(), room(out, 1 + lengths));
    std::vector<int> order(static_cast<std::size_t>(units));
    std::iota(order.begin(), order.end(), 0);
    for (int at = units - 1; at > 0; --at)
      std::swap(order[static_cast<std::size_t>(at)], order[static_cast<std::size_t>(in.whole(0, at))]);
    study_removal_accuracies(net, x.data(), labels.data(), count, order.data(), units, stride, room(out, lengths));
  }

  void ask_ensemble(const std::vector<float>& x, const std::vector<std::uint8_t>& labels, int units, int count) {
    Row row(in);
    row.number(in.rate()).seed().number(in.word() >> 1).number(in.word()).number(in.whole(1, 4));
    ensemble_monte_carlo(net, x.data(), row.data());
    // Up to 16 units are allowed; each more doubles the work.
    if (units > 6) return;
    std::vector<float> logits;
    ensemble_logits(net, x.data(), in.rate(), room(logits, 1 << units), 1 << units);
    Row settings(in);
    const std::vector<double> passes = in.flag() ? std::vector<double>{1, 3} : std::vector<double>{};
    settings.number(in.rate_below_one()).seed().numbers(passes);
    std::vector<double> out;
    ensemble_compare(net, x.data(), labels.data(), count, settings.data(),
                     room(out, 7 + static_cast<int>(passes.size())));
  }

  // ---- sweeps ----

  void use_sweep() {
    if (!sweep || in.whole(0, 3) == 0) {
      if (sweep) sweep_destroy(sweep);
      rates = in.whole(1, 3), seeds = in.whole(1, 3);
      Row row(in);
      run_settings(row, in.whole(0, 3));
      row.numbers(in.doubles(rates, [this] { return in.rate(); }));
      sweep = sweep_create(row.number(in.whole(0, rates - 1)).number(seeds).seed().data());
    }
    const int run = in.whole(0, rates * seeds - 1);
    if (in.flag()) sweep_record(sweep, run, in.rate(), in.rate());
    const int finished = sweep_finished_count(sweep), one_more = sweep_advance(sweep, in.whole(0, 4));
    demand(sweep_finished_count(sweep) == finished + one_more && finished + one_more <= rates * seeds,
           "a run that came to its end is counted once");
    std::vector<double> out;
    sweep_result(sweep, run, room(out, 2));
    sweep_point(sweep, in.whole(0, rates - 1), room(out, 9));
  }

  Run* run() { return static_cast<Run*>(net); }

  Arguments& in;
  Kind kind = Kind::mlp;
  Net* net = nullptr;
  dropout::Optimizer* optimizer = nullptr;
  dropout::Sweep* sweep = nullptr;
  std::vector<double> hidden;
  int inputs = 2, batch = 1, last_batch = 0, steps_made = 0, rates = 1, seeds = 1;
};

NetCalls::NetCalls(Arguments& in) : in_(in), made_(std::make_unique<Objects>(in)) {}
NetCalls::~NetCalls() = default;

void NetCalls::play() {
  Objects& made = *made_;
  const int what = in_.whole(0, 9);
  if (!made.net || what == 0) made.make_net();
  const bool is_run = made.kind != Kind::mlp;
  const bool has_perceptron = made.net->mlp() != nullptr;
  if (what == 1) made.whole_runs();
  if (what == 2) made.use_sweep();
  if (what == 3 || what == 4) made.use_net();
  if (what == 5 && has_perceptron) made.study();
  if (!is_run && what > 5) made.train_own();
  if (is_run && what == 6) made.step();
  if (is_run && what == 7) made.look_at_run();
  if (is_run && what > 7) made.restore();
}

}  // namespace engine_module
