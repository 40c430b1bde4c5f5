// law_calls.cpp: what the module computes without keeping anything: masks, the family, layers, laws and statistics.
#include <algorithm>
#include <array>
#include <cmath>

#include "calls.h"
#include "../bindings/exports.h"

namespace engine_module {

namespace {

using Doubles = std::vector<double>;
using Bits = std::vector<std::uint8_t>;

Doubles room(int count) { return Doubles(static_cast<std::size_t>(count)); }
Bits cells_of(double count) { return Bits(static_cast<std::size_t>(count)); }
int size_of(const Bits& bits) { return static_cast<int>(bits.size()); }

void demand_bits(const Bits& mask) {
  for (const std::uint8_t cell : mask) demand(cell <= 1, "a mask holds 0 and 1");
}
bool is_share(double value) { return value >= 0.0 && value <= 1.0; }

// ---- masks ----

void layer_mask(Arguments& in) {
  Row key(in);
  Bits mask = cells_of(in.whole(0, 40));
  const double rate = in.rate();
  mask_draw(key.key().data(), rate, mask.data(), size_of(mask));
  demand_bits(mask);
  mask_scale(rate, in.whole(0, 2), in.whole(0, 1));
  Doubles factors = room(in.whole(0, 9));
  gaussian_factors(key.data(), in.rate_below_one(), factors.data(), static_cast<int>(factors.size()));
  path_active(key.data(), rate);
}

void block(Row& row, Arguments& in, int size) { row.number(size).choice(2).number(in.flag() ? 1 : 0).choice(2); }

void family(Arguments& in) {
  Row row(in);
  row.choice(6).number(in.rate()).choice(3);
  block(row, in, in.flag() ? in.whole(1, 4) : 4096);
  const std::array<int, 4> extents = {in.whole(1, 3), in.whole(1, 3), in.whole(1, 5), in.whole(1, 5)};
  int cells = 1;
  for (const int extent : extents) row.number(extent), cells *= extent;
  if (granular_valid(row.data()) == 0) return;
  Doubles shape = room(4), law = room(2), values = in.any_doubles(cells);
  granular_shape(row.data(), shape.data()), granular_law(row.data(), law.data()), granular_decisions(row.data());
  demand(is_share(law[0]), "the dropped share is a share");
  Bits mask = cells_of(shape[0] * shape[1] * shape[2] * shape[3]);
  const std::vector<std::uint32_t> ids = in.words(in.flag() ? extents[0] : 0);
  Row drawn = row;
  granular_draw(drawn.key().data(), mask.data(), size_of(mask), ids.data(), static_cast<int>(ids.size()));
  demand_bits(mask);
  Row both(in);
  for (const double extent : shape) both.number(extent);
  for (const int extent : extents) both.number(extent);
  Bits all = cells_of(cells);
  mask_broadcast(both.data(), mask.data(), all.data());
  demand_bits(all);
  // In evaluation there may be none.
  const int mode = in.whole(0, 1);
  if (mode == 1 && in.flag()) mask.clear();
  const auto way = in.flag() ? granular_forward : granular_backward;
  way(row.data(), mode, mask.data(), size_of(mask), values.data());
}

void block_map(Arguments& in) {
  const int height = in.whole(1, 7), width = in.whole(1, 7), channels = in.whole(1, 3);
  Row row(in);
  block(row, in, in.whole(1, std::min(height, width)));
  row.number(height).number(width).number(in.rate());
  block_gamma(row.data());
  Doubles chances = room(height * width), share = room(2);
  block_probabilities(row.data(), chances.data()), block_share(row.data(), share.data());
  for (const double chance : chances) demand(is_share(chance), "a cell's probability");
  Bits mask = cells_of(channels * height * width), starts = cells_of(channels * block_start_count(row.data()));
  block_draw(row.number(channels).key().data(), mask.data(), size_of(mask), starts.data(), size_of(starts));
  demand_bits(mask), demand_bits(starts);
}

void paths_and_noise(Arguments& in) {
  Doubles rates = room(in.whole(1, 9)), map = room(3);
  depth_rates(in.whole(0, 2), static_cast<int>(rates.size()), in.rate(), rates.data());
  for (const double rate : rates) demand(is_share(rate), "a block's drop rate");
  const Bits rows = in.bits(in.whole(1, 4));
  const int size = size_of(rows) * in.whole(0, 3);
  Doubles x = in.any_doubles(size);
  path_rows(in.rate(), in.whole(0, 2), in.whole(0, 1), rows.data(), size_of(rows), x.data(),
            in.any_doubles(size).data(), size);
  selu(in.finite()), selu_slope(in.finite()), alpha_map(in.rate(), map.data());
  const auto way = in.flag() ? alpha_forward : alpha_backward;
  way(in.rate(), in.whole(0, 1), in.bits(size).data(), x.data(), size);
  Row schedule(in);
  schedule.choice(6).number(in.rate()).number(in.rate()).number(in.at_least_zero());
  demand(is_share(scheduled_rate(schedule.data(), in.rate())), "a scheduled drop rate");
}

// ---- dropout on weights ----

void connect(Arguments& in) {
  const int outputs = in.whole(1, 4), inputs = in.whole(1, 4), samples = in.whole(1, 3), weights = outputs * inputs;
  const int per_batch = in.whole(0, 1);
  Row row(in);
  row.number(outputs).number(inputs).number(in.rate()).choice(3).number(per_batch);
  Bits mask = cells_of((per_batch ? 1 : samples) * weights);
  const std::vector<std::uint32_t> ids = in.words(in.flag() ? samples : 0);
  Row drawn = row;
  connect_draw(drawn.key().data(), samples, mask.data(), size_of(mask), ids.data(), static_cast<int>(ids.size()));
  demand_bits(mask);
  const int mode = in.whole(0, 1);
  if (mode == 1 && in.flag()) mask.clear();
  const Doubles w = in.any_doubles(weights), x = in.any_doubles(samples * inputs);
  Doubles out = room(samples * outputs), by_weights = room(weights), by_biases = room(outputs);
  Doubles by_inputs = room(samples * inputs), law = room(2 * outputs);
  connect_forward(row.data(), mode, samples, mask.data(), size_of(mask), w.data(), in.any_doubles(outputs).data(),
                  x.data(), out.data());
  connect_backward(row.data(), mode, samples, mask.data(), size_of(mask), w.data(), x.data(), out.data(),
                   by_weights.data(), by_biases.data(), by_inputs.data());
  connect_law(row.data(), in.finite_doubles(weights).data(), in.finite_doubles(outputs).data(),
              in.finite_doubles(inputs).data(), law.data());
}

void moments(Arguments& in) {
  const int outputs = in.whole(1, 3), inputs = in.whole(1, 4), on_weights = in.whole(0, 1);
  Row row(in);
  row.number(outputs).number(inputs).number(in.rate()).choice(3).number(0);
  Doubles out = room(outputs + outputs * outputs);
  preactivation_moments(row.data(), on_weights, in.whole(0, 1), in.finite_doubles(outputs * inputs).data(),
                        in.finite_doubles(inputs).data(), out.data());
  element_patch_noise(in.rate_below_one(), in.flag() ? in.whole(1, 50) : 0x7fffffff);
  channel_patch_noise(in.rate_below_one());
}

// ---- laws ----

void counts(Arguments& in) {
  const int count = in.whole(1, 9);
  const Doubles rates = in.doubles(count, [&] { return in.rate(); });
  Doubles out = room(4 + count), range = room(2), fit = room(3);
  depth_law(rates.data(), count, out.data());
  for (int k = 0; k <= count; ++k) demand(is_share(out[static_cast<std::size_t>(3 + k)]), "a probability of a law");
  depth_range(rates.data(), count, in.inside_one(), range.data());
  demand(range[0] >= 0.0 && range[1] < count, "a range lies within its law");
  fit_goodness(in.doubles(count, [&] { return in.observed(); }).data(), rates.data(), count, in.least_expected(),
               fit.data());
  demand(std::isfinite(fit[0]) && is_share(fit[2]), "a statistic and its p value");
  demand(is_share(binary_entropy(in.rate())), "bits of one decision");
  effective_masks(in.flag() ? in.whole(0, 40) : 0x7fffffff, in.rate());
  expected_distinct(in.flag() ? in.whole(0, 40) : 1000, in.rate(), in.at_least_zero());
  const int draws = in.whole(0, 50);
  Row seed(in);
  const int distinct = count_distinct(in.whole(0, 64), in.rate(), seed.seed().data(), draws);
  demand(distinct >= 0 && distinct <= draws, "not more masks than draws");
}

void recovery(Arguments& in) {
  const int best = in.whole(0, 1), side = in.whole(1, 5), count = side * side;
  const double length = in.field_size(), nugget = in.field_size();
  const Bits mask = in.bits(count);
  const Doubles values = in.any_doubles(count), real = in.finite_doubles(count);
  Doubles share = room(2 + count), rebuilt = room(count);
  recovery_share(best, side, length, nugget, mask.data(), share.data());
  for (const double each : share) demand(std::isfinite(each), "the share that comes back");
  recovery_rebuild(best, side, length, nugget, mask.data(), values.data(), rebuilt.data());
  recovery_explained(real.data(), in.finite_doubles(count).data(), mask.data(), count);
}

void regressions(Arguments& in) {
  const int examples = in.whole(1, 5), inputs = in.whole(1, 4);
  Doubles out = room(4), solved = room(inputs), on = room(5), off = room(5);
  shift_of_value(in.finite(), in.at_least_zero(), in.rate_below_one(), out.data());
  shift_of_sum(in.finite_doubles(inputs).data(), in.finite_doubles(inputs).data(),
               in.finite_doubles(inputs * inputs).data(), inputs, in.rate_below_one(), out.data());
  Row seed(in);
  shift_samples(in.rate(), seed.seed().data(), off.data(), on.data(), 5);
  const Doubles x = in.finite_doubles(examples * inputs), y = in.finite_doubles(examples);
  const bool is_solved = ridge_solve(x.data(), y.data(), examples, inputs, in.rate_below_one(), solved.data()) != 0;
  for (const double weight : solved)
    demand(!is_solved || std::isfinite(weight), "a solution is finite, or there is none");
  ridge_loss(in.whole(0, 1), x.data(), y.data(), in.finite_doubles(inputs).data(), examples, inputs,
             in.rate_below_one());
}

void statistics(Arguments& in) {
  const int n = in.flag() ? in.whole(0, 30) : 100'000;
  demand(is_share(binomial_pmf(n, static_cast<int>(in.word()), in.rate())), "a binomial probability");
  demand(is_share(binomial_pmf(n, in.whole(0, 30), in.rate())), "a binomial probability");
  demand(is_share(chi_square_p(in.at_least_zero(), in.degrees())), "a p value");
  demand(std::isfinite(student_quantile(in.degrees(), in.inside_one())), "a quantile");
  const int count = in.whole(0, 6);
  const Doubles before = in.finite_doubles(count), after = in.finite_doubles(count);
  Doubles out = room(4 + (2 << count));
  interval(in.flag() ? before.data() : nullptr, after.data(), count, in.inside_one(), out.data());
  masked_sums(after.data(), count, in.rate(), in.finite(), out.data());
}

void nets_without_net(Arguments& in) {
  const int units = in.whole(0, 6), members = 1 << units, height = in.whole(1, 6), width = in.whole(1, 6);
  Doubles shares = room(members), means = room(3), law = room(7);
  ensemble_probabilities(units, in.rate(), shares.data());
  ensemble_means(in.finite_doubles(members).data(), shares.data(), members, means.data());
  scaling_unit_law(in.finite(), in.rate(), in.whole(0, 2), law.data());
  scaling_mismatch(in.rate_below_one(), in.whole(0, 10'000));
  std::vector<float> maps(static_cast<std::size_t>(4 * height * width));
  maps_of_picture(in.floats(height * width).data(), height, width, maps.data());
  const int count = in.whole(1, 5);
  mean_loss(in.floats(count).data(), in.bits(count).data(), count);
}

using Call = void (*)(Arguments&);
constexpr std::array<Call, 11> calls = {layer_mask, family,   block_map,   paths_and_noise, connect,         moments,
                                        counts,     recovery, regressions, statistics,      nets_without_net};

}  // namespace

void call_law(Arguments& in) { calls[static_cast<std::size_t>(in.whole(0, static_cast<int>(calls.size()) - 1))](in); }

}  // namespace engine_module
