// compute_training.cpp: facts about training: single runs of the engine and tables measured over many seeds.
#include <algorithm>
#include <cmath>

#include "dropout/statistics.h"
#include "facts.h"
#include "training_runs.h"

namespace checker {

namespace {

using dropout::MeanInterval;

// One row of a loaded table.
struct RowChoice {
  const MeasuredTable* table = nullptr;
  std::string id;
  const MeasuredTable::Row& row() const { return table->rows.at(id); }
};

// The row that the arguments `table_key` and `row_key` name; without a table if there is none, which is reported.
RowChoice measured_row(Args& args, ComputeContext& context, const std::string& table_key,
                       const std::string& row_key) {
  const std::string table_name = args.text(table_key), row_id = args.text(row_key);
  if (!args.ok()) return {};
  if (find_plan(table_name) == nullptr) {
    args.fail(table_key, "no measured table has the name " + in_quotes(table_name));
    return {};
  }
  const MeasuredTable* table = context.table(table_name);
  if (table == nullptr) {
    args.give_up();  // reported at the file, once
    return {};
  }
  if (table->rows.contains(row_id)) return {table, row_id};
  std::string known;
  for (const auto& [id, row] : table->rows) known += (known.empty() ? "" : ", ") + id;
  args.fail(row_key, "the table has no row " + in_quotes(row_id) + "; it has " + known);
  return {};
}

std::vector<double> column_values(Args& args, const RowChoice& choice, const std::string& column) {
  if (choice.table == nullptr) return {};
  if (!choice.table->has_column(column)) {
    std::string known;
    for (const std::string& name : choice.table->columns) known += (known.empty() ? "" : ", ") + name;
    args.fail("column", "the table has no column " + in_quotes(column) + "; it has " + known);
  }
  return args.ok() ? choice.table->values(choice.id, column) : std::vector<double>{};
}

std::vector<double> measured(Args& args, ComputeContext& context) {
  const RowChoice row = measured_row(args, context, "table", "row");
  return column_values(args, row, args.text("column"));
}

// row minus base, seed by seed: same data, same initial weights. The base stands in the same table unless base_table
// is given; then both tables need the same seeds. first: of so many seeds only, as in a figure that runs fewer of them.
std::vector<double> gains(Args& args, ComputeContext& context) {
  const std::string column = args.text_or("column", "test");
  const RowChoice row = measured_row(args, context, "table", "row");
  const RowChoice base = measured_row(args, context, args.has("base_table") ? "base_table" : "table", "base");
  const std::vector<double> after = column_values(args, row, column), before = column_values(args, base, column);
  if (args.ok() && (after.size() != before.size() || row.row().runs[0].seed != base.row().runs[0].seed))
    args.fail("base", "the two rows have different seeds and cannot be paired");
  std::vector<double> differences;
  if (!args.ok()) return differences;
  const int count = static_cast<int>(after.size());
  const int first = args.integer_or("first", count, 2, count);
  for (std::size_t i = 0; i < static_cast<std::size_t>(first); ++i) differences.push_back(after[i] - before[i]);
  return differences;
}

double mean_of(const std::vector<double>& values) { return dropout::mean_interval(values).mean; }
double half_width_of(const std::vector<double>& values) { return dropout::mean_interval(values).half_width; }

double sd_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double t_quantile(Args& args, ComputeContext&) {
  const double degrees = args.number("degrees", 1, 1e6);
  return dropout::student_t_quantile(degrees, args.number_or("confidence", 0.95, 0.01, 0.9999));
}

// Half width of the 95 % interval of the mean gain that so many seeds would give.
double gain_half_width_at(Args& args, ComputeContext& context) {
  const double sd = sd_of(gains(args, context));
  const int seeds = args.integer("seeds", 2, 1000000);
  return dropout::student_t_quantile(seeds - 1) * sd / std::sqrt(seeds);
}

// The smallest number of seeds whose 95 % interval is no wider than the effect to be seen.
double seeds_needed(Args& args, ComputeContext& context) {
  const double sd = sd_of(gains(args, context)), effect = args.number("effect", 1e-6, 1e6);
  if (!args.ok()) return 0;
  int seeds = 2;
  while (seeds < 1000000 && dropout::student_t_quantile(seeds - 1) * sd / std::sqrt(seeds) > effect) ++seeds;
  return seeds;
}

// Accuracy against labels of which a share f is flipped: (1 - 2f) a + f, for a measured row and its own f.
double noisy_accuracy(Args& args, ComputeContext& context) {
  const RowChoice row = measured_row(args, context, "table", "row");
  const std::vector<double> test = column_values(args, row, "test");
  if (!args.ok()) return 0;
  const Json& settings = row.row().settings;
  if (!settings.contains("flip_share")) args.fail("table", "its rows have no flip_share");
  const double flip_share = args.ok() ? settings["flip_share"].get<double>() : 0.0;
  return (1 - 2 * flip_share) * mean_of(test) + flip_share;
}

std::vector<int> widths_of(Args& args) {
  std::vector<int> widths;
  for (const double width : args.numbers("hidden", 8, 512)) {
    if (width < 1 || width != std::floor(width)) args.fail("hidden", "a width must be a whole number from 1");
    widths.push_back(args.ok() ? static_cast<int>(width) : 1);
  }
  return widths;
}

double parameter_count(Args& args, ComputeContext&) {
  const int inputs = args.integer("inputs", 1, 1000);
  const std::vector<int> widths = widths_of(args);
  if (!args.ok()) return 0;
  return static_cast<double>(dropout::Mlp<float>({inputs, widths, dropout::Activation::relu}, 1).parameters().size());
}

// One training run of the common setting, with what the arguments change; seed for data, initial weights and masks.
double one_training_run(Args& args, ComputeContext&) {
  dropout::TrainerConfig config;
  const std::string data = args.text("data"), column = args.text("column");
  if (args.ok() && !dataset_of_name(data, config.dataset.kind))
    args.fail("data", "no data set has the name " + in_quotes(data));
  const auto& columns = training_columns();
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (args.ok() && found == columns.end()) args.fail("column", "a training run has no column " + in_quotes(column));
  const std::uint64_t seed = args.seed();
  config.drop_rate = args.drop_rate();
  config.total_steps = args.integer("steps", 0, 5000);
  config.dataset.noise = args.number("noise", 0, 2);
  config.dataset.flip_share = args.number("flip_share", 0, 1);
  config.dataset.count = args.integer_or("points", 80, 2, 1000);
  config.weight_decay = args.number_or("weight_decay", 0, 0, 1);
  config.decoupled_decay = args.number_or("decoupled_decay", 0, 0, 99);
  if (args.has("hidden")) config.hidden_widths = widths_of(args);
  if (!args.ok()) return 0;
  return training_values(training_run(config, seed))[static_cast<std::size_t>(found - columns.begin())];
}

using Context = ComputeContext;

constexpr ComputeFunction table[] = {
    {"measured_mean", "table, row, column, times?", "Mean of a column over the seeds of a row (times a factor).",
     [](Args& a, Context& c) { return a.number_or("times", 1, 0, 1e12) * mean_of(measured(a, c)); }},
    {"measured_max", "table, row, column, times?", "Largest value of a column over the seeds of a row.",
     [](Args& a, Context& c) {
       const double times = a.number_or("times", 1, 0, 1e12);
       const std::vector<double> values = measured(a, c);
       return values.empty() ? 0 : times * *std::max_element(values.begin(), values.end());
     }},
    {"measured_halfwidth", "table, row, column", "Half width of the 95 % t-interval of that mean.",
     [](Args& a, Context& c) { return half_width_of(measured(a, c)); }},
    {"measured_sd", "table, row, column", "Standard deviation of one run.",
     [](Args& a, Context& c) { return sd_of(measured(a, c)); }},
    {"paired_gain", "table, row, base, column?, base_table?, first?",
     "Mean of row minus base, seed by seed (column: test).",
     [](Args& a, Context& c) { return mean_of(gains(a, c)); }},
    {"paired_gain_halfwidth", "table, row, base, column?, base_table?, first?",
     "Half width of the 95 % t-interval of that gain.",
     [](Args& a, Context& c) { return half_width_of(gains(a, c)); }},
    {"paired_gain_sd", "table, row, base, column?, base_table?, first?", "Standard deviation of one paired gain.",
     [](Args& a, Context& c) { return sd_of(gains(a, c)); }},
    {"seeds_better", "table, row, base, column?, base_table?, first?", "In how many seeds the row is above its base.",
     [](Args& a, Context& c) {
       double better = 0;
       for (const double gain : gains(a, c)) better += gain > 0;
       return better;
     }},
    {"seed_count", "table, row", "How many seeds a row has.",
     [](Args& a, Context& c) {
       const RowChoice row = measured_row(a, c, "table", "row");
       return row.table == nullptr ? 0.0 : static_cast<double>(row.row().runs.size());
     }},
    {"noisy_accuracy", "table, row", "Mean test accuracy had the test labels flips too: (1-2f)a + f.",
     noisy_accuracy},
    {"gain_halfwidth_at", "table, row, base, seeds, column?, base_table?, first?",
     "95 % half width of the gain with so many seeds.", gain_half_width_at},
    {"seeds_needed", "table, row, base, effect, column?, base_table?, first?",
     "Seeds until the 95 % half width of the gain is <= effect.", seeds_needed},
    {"t_quantile", "degrees, confidence?", "Student's t: P(|T| <= t) = confidence (0.95).", t_quantile},
    {"parameter_count", "inputs, hidden", "Weights and biases of a net with one output.", parameter_count},
    {"training_run",
     "data, noise, flip_share, p, seed, steps, column, points?, weight_decay?, decoupled_decay?, hidden?",
     "A column of one training run; defaults: 80 points, 2-32-32-1.", one_training_run},
};

}  // namespace

std::span<const ComputeFunction> training_functions() { return table; }

}  // namespace checker
