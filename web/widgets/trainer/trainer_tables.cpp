// trainer_tables.cpp: what the panels of trainer draw, as rows.
#include "contract/table.h"
#include "kit/plot.h"
#include "trainer.h"

namespace lesson {

using Params = LiveTrainer::Params;

namespace {

// Every measured step and now; each column is a share or a loss of that measure.
void curve_rows(const LiveTrainer& widget, const Params& params, float LiveTrainer::Measure::*train,
                float LiveTrainer::Measure::*test, double factor, int decimals, std::string_view unit, Table& table) {
  const auto row = [&](int step, const LiveTrainer::Measure& clean) {
    const LiveTrainer::Measure m = LiveTrainer::seen(clean, params);
    table.row(std::to_string(step), number_text(factor * m.*train, decimals) + std::string(unit),
              number_text(factor * m.*test, decimals) + std::string(unit));
  };
  for (std::size_t i = 0; i < widget.curve().size(); ++i)
    row(static_cast<int>(i) * widget.steps_per_measure(), widget.curve()[i]);
  const int now = widget.visible().step_count();
  if (now % widget.steps_per_measure() != 0) row(now, widget.now());
}

}  // namespace

void LiveTrainer::boundary_table(const Params&, Table& table) const {
  const dropout::Dataset& set = visible_->train_set();
  int points[2] = {}, reproduced[2] = {};
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    const int label = set.labels[i] != 0 ? 1 : 0;
    const bool says_b = visible_->probability(set.points[2 * i], set.points[2 * i + 1]) > 0.5f;
    ++points[label];
    reproduced[label] += says_b == (label == 1);
  }
  table.row("Training labels", "Points", "Reproduced by the net");
  table.row("class a", std::to_string(points[0]), std::to_string(reproduced[0]));
  table.row("class b", std::to_string(points[1]), std::to_string(reproduced[1]));
  table.row("of these flipped", std::to_string(now().flips_total), std::to_string(now().flips_fitted));
}

void LiveTrainer::accuracy_table(const Params& params, Table& table) const {
  table.row("Labels", "Accuracy");
  table.row("training", number_text(train_percent(params), 1) + " %");
  table.row("test", number_text(test_percent(params), 1) + " %");
  table.row("gap", number_text(gap_points(params), 1) + " points");
}

void LiveTrainer::accuracy_curve_table(const Params& params, Table& table) const {
  table.row("Step", "Training accuracy", "Test accuracy");
  curve_rows(*this, params, &Measure::train_accuracy, &Measure::test_accuracy, 100, 1, " %", table);
}

void LiveTrainer::loss_curve_table(const Params& params, Table& table) const {
  table.row("Step", "Training loss", "Test loss");
  curve_rows(*this, params, &Measure::train_loss, &Measure::test_loss, 1, 3, "", table);
}

void LiveTrainer::evidence_table(const Params& params, Table& table) const {
  table.row("RNG seed", "Test accuracy at p = " + number_text(params.from_drop_rate, 2),
            "Test accuracy at p = " + number_text(params.drop_rate, 2), "Difference in points");
  std::uint64_t seed = params.seed;
  for (const Pair& pair : pairs(params))
    table.row(std::to_string(seed++), percent_text(pair.from, 1), percent_text(pair.to, 1),
              signed_text(100 * (pair.to - pair.from), 1));
  const dropout::MeanInterval found = gain(params);
  if (found.count > 0)
    table.row("mean", "", "",
              signed_text(found.mean, 1) + (found.count > 1 ? " ± " + number_text(found.half_width, 1) : ""));
}

}  // namespace lesson
