// co_adaptation_test.cpp: the widget co_adaptation against the engine, what its picture says and what a tap does.
#include "co_adaptation.h"

#include <cmath>

#include "dropout/hash.h"
#include "dropout/masked_net.h"
#include "dropout/shaken_points.h"
#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = CoAdaptation::Params;

void set(Session& session, std::string_view id, double value) { session.set(session.find_param(id).value(), value); }

CoAdaptation trained(const Params& params, int ticks = CoAdaptation::total_steps) {
  CoAdaptation widget;
  widget.reset(params);
  for (int i = 0; i < ticks; ++i) widget.step(params);
  return widget;
}

dropout::Trainer engine_run(const Params& params, int net, int steps) {
  dropout::Trainer engine(CoAdaptation::config_of(params, net));
  engine.step(steps);
  return engine;
}

TEST(CoAdaptation, TrainsTheNetsOfTheEngineFromTheSameStart) {
  Params params;
  params.has_decay_net = true;
  const CoAdaptation start = trained(params, 0), widget = trained(params, 60);
  ASSERT_EQ(widget.net_count(), 3);
  for (int net = 0; net < 3; ++net) {
    EXPECT_EQ(dropout::hash_of(start.net(net).parameters()), dropout::hash_of(start.net(0).parameters()));
    const dropout::Trainer engine = engine_run(params, net, 60);
    EXPECT_EQ(dropout::hash_of(widget.net(net).parameters()), dropout::hash_of(engine.parameters()));
  }
}

TEST(CoAdaptation, UsesTheChaptersSetting) {
  Params params;
  for (int net = 0; net < 3; ++net) {
    const dropout::TrainerConfig config = CoAdaptation::config_of(params, net);
    EXPECT_EQ(config.dataset.kind, dropout::DatasetKind::moons);
    EXPECT_EQ(config.dataset.count, 80);
    EXPECT_EQ(config.dataset.noise, 0.2);
    EXPECT_EQ(config.dataset.flip_share, 0.2);
    EXPECT_EQ(config.hidden_widths, (std::vector<int>{16, 16}));
    EXPECT_EQ(config.drop_rate, net == 1 ? 0.5 : 0.0);
    EXPECT_EQ(config.weight_decay, net == 2 ? 0.01 : 0.0);
    EXPECT_EQ(config.decoupled_decay, 0);
    EXPECT_EQ(config.total_steps, 1500);
    EXPECT_EQ(config.seed, params.seed);
    EXPECT_EQ(config.dataset.seed, params.seed);
  }
}

TEST(CoAdaptation, TheThirdNetTakesEitherKindOfDecayAndSaysWhich) {
  const Params params{.has_decay_net = true, .weight_decay = 0, .decoupled_decay = 3};
  for (int net = 0; net < 3; ++net) {
    EXPECT_EQ(CoAdaptation::config_of(params, net).weight_decay, 0);
    EXPECT_EQ(CoAdaptation::config_of(params, net).decoupled_decay, net == 2 ? 3 : 0);
  }
  const auto said = [](double l2, double adamw) {
    return play("co_adaptation", {{"decay", 1}, {"decay_rate", l2}, {"decoupled_rate", adamw}}).describe();
  };
  EXPECT_NE(said(0.01, 0).find("weight decay (L2) 0.010"), std::string::npos) << said(0.01, 0);
  EXPECT_NE(said(0, 3).find("weight decay (AdamW) 3.0"), std::string::npos) << said(0, 3);
  EXPECT_NE(said(0.01, 3).find("weight decay (L2) 0.010 and (AdamW) 3.0"), std::string::npos) << said(0.01, 3);
}

TEST(CoAdaptation, WithDropoutSwitchedOffBothAreOneNet) {
  const Session session = play("co_adaptation", {{"dropout", 0}}, 80);
  for (const std::string_view what : {"worst", "critical", "train", "test", "cancellation"})
    EXPECT_EQ(readout(session, "plain_" + std::string(what)), readout(session, "dropout_" + std::string(what)));
  EXPECT_TRUE(shows_part(picture_of(session), "Trained with dropout switched off"));
  EXPECT_FALSE(session.relevant(session.find_param("p").value()));
}

// T0.1 in one run: the measures of all three nets lie where 60 seeds say they lie, see measured/co_adaptation_moons.
TEST(CoAdaptation, TheDefaultRunShowsTheTable) {
  const Session session = play("co_adaptation", {{"decay", 1}}, CoAdaptation::max_ticks);
  EXPECT_GT(readout(session, "plain_worst"), 20);
  EXPECT_LT(readout(session, "dropout_worst"), 6);
  EXPECT_GT(readout(session, "plain_critical"), 24);
  EXPECT_LT(readout(session, "dropout_critical"), 10);
  EXPECT_GT(readout(session, "plain_cancellation"), 5);
  EXPECT_LT(readout(session, "dropout_cancellation"), 1.3);
  EXPECT_LT(readout(session, "plain_half"), 58);
  EXPECT_GT(readout(session, "dropout_half"), 70);
  EXPECT_LT(readout(session, "plain_broken"), 3);
  EXPECT_GT(readout(session, "dropout_broken"), 12);
  // Weight decay tests best, and is easy to break.
  EXPECT_GT(readout(session, "decay_test"), readout(session, "dropout_test"));
  EXPECT_GT(readout(session, "decay_worst"), 10);
  EXPECT_LT(readout(session, "decay_half"), 65);
  EXPECT_LT(readout(session, "decay_broken"), readout(session, "dropout_broken"));
}

TEST(CoAdaptation, MeasuresWhatTheEngineMeasures) {
  const Params params;
  const CoAdaptation widget = trained(params, 200);
  for (int net = 0; net < 2; ++net) {
    const dropout::Trainer engine = engine_run(params, net, 200);
    const dropout::Dataset& set = engine.train_set();
    const dropout::UnitDamage damage = dropout::measure_unit_damage(engine.net(), set.points, set.labels);
    EXPECT_EQ(widget.dependence(net).damage.correct_without, damage.correct_without);
    EXPECT_EQ(widget.dependence(net).cancellation, dropout::cancellation_ratio(engine.net(), set.points));
    const dropout::Metrics metrics = engine.evaluate();
    EXPECT_EQ(widget.standing(params, net).train, metrics.train_accuracy);
    EXPECT_EQ(widget.standing(params, net).test, metrics.test_accuracy);
  }
}

TEST(CoAdaptation, TheRemovalCurveIsThatOfTheEngine) {
  const Params params;
  const CoAdaptation widget = trained(params, CoAdaptation::max_ticks);
  EXPECT_EQ(widget.orders_done(), 60);
  for (int net = 0; net < 2; ++net) {
    const dropout::Dataset& set = widget.net(net).train_set();
    const dropout::RemovalCurve curve = dropout::measure_removal(widget.net(net).net(), set.points, set.labels,
                                                                 {.order_count = 60, .seed = params.seed});
    ASSERT_EQ(curve.accuracy.size(), 17u);
    for (int look = 0; look < 17; ++look)
      EXPECT_NEAR(widget.mean_right(net, 2 * look), 80 * curve.accuracy[static_cast<std::size_t>(look)], 1e-9);
    EXPECT_NEAR(widget.mean_broken(net), curve.removed_until_broken, 1e-12);
    for (const int gone : {0, 32}) {
      EXPECT_EQ(widget.right_quantile(net, gone, 0), widget.right_quantile(net, gone, 1)) << "all orders meet there";
      EXPECT_EQ(widget.right_quantile(net, gone, 0.5), widget.mean_right(net, gone));
    }
    EXPECT_LT(widget.right_quantile(net, 20, 0.1), widget.right_quantile(net, 20, 0.9));
    int within = 0;
    for (const auto& order : widget.removal(net))
      within += order[20] >= widget.right_quantile(net, 20, 0.1) && order[20] <= widget.right_quantile(net, 20, 0.9);
    EXPECT_GE(within, 48) << "eight orders in ten, and more where some are equal";
  }
}

TEST(CoAdaptation, RemovingTheMostImportantUnitCostsWhatItsNumberSays) {
  Session session = play("co_adaptation", {}, 1500);
  const double plain = readout(session, "plain_train"), dropped = readout(session, "dropout_train");
  set(session, "worst", 1);
  EXPECT_EQ(session.ticks(), 1500) << "removing is a view and must not cost the run";
  EXPECT_EQ(readout(session, "plain_removed"), 1);
  EXPECT_NEAR(readout(session, "plain_train"), plain - readout(session, "plain_worst"), 1e-9);
  EXPECT_NEAR(readout(session, "dropout_train"), dropped - readout(session, "dropout_worst"), 1e-9);
  set(session, "worst", 32);
  EXPECT_EQ(readout(session, "plain_removed"), 32);
  set(session, "worst", 0);
  EXPECT_EQ(readout(session, "plain_train"), plain) << "nothing of the net itself is lost";
}

TEST(CoAdaptation, ATapRemovesAUnitAndASecondTapPutsItBack) {
  for (const float width : {320.0f, 720.0f}) {
    Session session = play("co_adaptation", {}, 300);
    const std::string whole = svg_of(session, width);
    const RecordingCanvas before = picture_of(session, width);
    ASSERT_EQ(before.settings.size(), 32u + 64u);
    for (const auto& touch : before.settings) EXPECT_GE(touch.area.height, 20);
    const auto& tap = before.settings[69];  // unit 6 of the second net in "tangle"
    EXPECT_EQ(tap.id, "removed_dropout");
    set(session, tap.id, tap.min);
    EXPECT_EQ(readout(session, "dropout_removed"), 1);
    EXPECT_EQ(readout(session, "plain_removed"), 0);
    const RecordingCanvas after = picture_of(session, width);
    EXPECT_NE(svg_of(session, width), whole);
    set(session, after.settings[69].id, after.settings[69].min);
    EXPECT_EQ(svg_of(session, width), whole);
  }
}

TEST(CoAdaptation, ATapPutsBackWhatTheSliderTook) {
  const Params params;
  CoAdaptation widget = trained(params, 100);
  Params removed = params;
  removed.worst_removed = 2;
  const int worst = widget.dependence(0).by_damage[0];
  EXPECT_EQ(widget.standing(removed, 0).removed, 2);
  removed.toggled_plain = 1u << worst;
  EXPECT_EQ(widget.standing(removed, 0).removed, 1);
  EXPECT_EQ(widget.standing(removed, 0).kept[static_cast<std::size_t>(worst)], 1);
}

TEST(CoAdaptation, EveryUnitShowsItsLossAndCountsAnewWhenAnotherGoes) {
  Params params;
  const CoAdaptation widget = trained(params);
  for (const int gone : {-1, 3, 20}) {
    params.toggled_plain = gone < 0 ? 0 : 1u << gone;
    const CoAdaptation::Standing now = widget.standing(params, 0);
    RecordingCanvas canvas(720, CoAdaptation::tangle_height(720));
    widget.draw_tangle(params, canvas);
    for (int unit = 0; unit < 32; ++unit) {
      if (unit == gone) continue;
      Params both = params;
      both.toggled_plain |= 1u << unit;
      const int loss = now.correct - widget.standing(both, 0).correct;
      EXPECT_EQ(loss, now.correct - now.correct_without[static_cast<std::size_t>(unit)]);
      const std::string words = "layer " + std::to_string(unit / 16 + 1) + ", unit " + std::to_string(unit % 16 + 1) +
                                ": " +
                                (loss > 0   ? plural_text(loss, "point is", "points are") + " lost"
                                 : loss < 0 ? "without it " + std::to_string(-loss)
                                            : "no point is lost");
      EXPECT_TRUE(std::any_of(canvas.explanations.begin(), canvas.explanations.end(), [&](const std::string& text) {
        return text.find(words) != std::string::npos;
      })) << words;
    }
  }
}

TEST(CoAdaptation, ButtonsRemoveAndPutBack) {
  Session session = play("co_adaptation", {}, 1500);
  act(session, "remove_one");
  act(session, "remove_one");
  EXPECT_EQ(readout(session, "plain_removed"), 2);
  EXPECT_EQ(readout(session, "dropout_removed"), 0);
  set(session, "net", 1);
  act(session, "remove_one");
  EXPECT_EQ(readout(session, "dropout_removed"), 1);
  act(session, "put_back");
  EXPECT_EQ(readout(session, "plain_removed") + readout(session, "dropout_removed"), 0);
  act(session, "remove_worst");
  EXPECT_EQ(readout(session, "plain_removed"), 1);
  EXPECT_EQ(readout(session, "dropout_removed"), 1);
  for (int i = 0; i < 40; ++i) act(session, "remove_one");
  EXPECT_EQ(readout(session, "dropout_removed"), 32) << "then nothing is left to remove";
}

TEST(CoAdaptation, TheKnobReadsTheCurves) {
  Session session = play("co_adaptation", {}, CoAdaptation::max_ticks);
  const Params params;
  const CoAdaptation widget = trained(params, CoAdaptation::max_ticks);
  for (const int gone : {0, 8, 32}) {
    set(session, "gone", gone);
    EXPECT_TRUE(shows_part(picture_of(session), number_text(widget.mean_right(1, gone), 0)));
    EXPECT_TRUE(shows_part(picture_of(session), std::to_string(gone) + " of 32 units removed"));
  }
  act(session, "one_more");
  EXPECT_TRUE(shows_part(picture_of(session), "0 of 32 units removed")) << "from the end back to the start";
}

TEST(CoAdaptation, AShakeMovesPointsByAtMostItsRadius) {
  Params params;
  const CoAdaptation widget = trained(params, 300);
  for (const double radius : {0.0, 0.15, 0.6}) {
    params.shake = radius;
    for (const int draw : {0, 1}) {
      params.shake_draw = draw;
      const dropout::Dataset& set = widget.net(0).train_set();
      const std::vector<float> places =
          dropout::moved_points(set.points, dropout::disk_offsets(80, params.seed, static_cast<std::uint32_t>(draw)),
                                static_cast<float>(radius));
      const std::vector<std::uint8_t> changed = dropout::changed_answers(widget.net(0).net(), set.points, places);
      const auto count = std::count(changed.begin(), changed.end(), std::uint8_t{1});
      EXPECT_TRUE(radius > 0 || count == 0);
      RecordingCanvas canvas(720, CoAdaptation::shake_height(720));
      widget.draw_shake(params, canvas);
      EXPECT_TRUE(shows_part(canvas, std::to_string(count)));
      EXPECT_EQ(
          std::count_if(canvas.explanations.begin(), canvas.explanations.end(),
                        [](const std::string& words) { return words.starts_with("At the end of its tail"); }),
          count + [&] {
            const std::vector<std::uint8_t> other = dropout::changed_answers(widget.net(1).net(), set.points, places);
            return std::count(other.begin(), other.end(), std::uint8_t{1});
          }());
    }
  }
}

// W0.3: with dropout every step silences another random set, the engine's own mask of the first point.
TEST(CoAdaptation, StepsSilenceTheUnitsOfTheMask) {
  Params params;
  for (const double rate : {0.2, 0.5, 0.8}) {
    params.drop_rate = rate;
    CoAdaptation widget = trained(params, 0);
    EXPECT_EQ(widget.training_mask_step(), 0);
    for (int step = 1; step <= 5; ++step) {
      widget.step(params);
      EXPECT_EQ(widget.training_mask_step(), step);
      std::array<std::uint8_t, 32> mask{};
      dropout::draw_unit_mask({2, {16, 16}}, {rate, params.seed, static_cast<std::uint32_t>(step - 1)}, 0, mask);
      EXPECT_EQ(widget.training_mask(1), mask);
      const auto plain = widget.training_mask(0);
      EXPECT_EQ(std::count(plain.begin(), plain.end(), 1), 32);
      RecordingCanvas canvas(720, CoAdaptation::tangle_height(720));
      widget.draw_tangle(params, canvas);
      EXPECT_TRUE(
          shows_part(canvas, std::to_string(std::count(mask.begin(), mask.end(), 0)) + " of 32 units silenced"));
    }
  }
}

TEST(CoAdaptation, AfterTrainingNothingIsSilenced) {
  const CoAdaptation widget = trained({});
  EXPECT_EQ(widget.training_mask_step(), 0);
  const auto mask = widget.training_mask(1);
  EXPECT_EQ(std::count(mask.begin(), mask.end(), 1), 32);
}

TEST(CoAdaptation, RunStopsAfterTrainingAndRemovalGoesToTheEnd) {
  Session session = play("co_adaptation");
  session.run();
  EXPECT_EQ(session.goal(), 1500);
  for (const int ticks : {0, 70, 1500, 1507}) {
    Session other = play("co_adaptation", {}, ticks);
    act(other, "remove_at_random");
    EXPECT_EQ(other.goal(), CoAdaptation::max_ticks);
    EXPECT_EQ(other.ticks(), ticks);
  }
}

TEST(CoAdaptation, ANetThatIsNotThereReadsZero) {
  const Session session = play("co_adaptation", {}, 30);
  for (const std::string_view what :
       {"worst", "critical", "train", "test", "cancellation", "half", "broken", "removed"})
    EXPECT_EQ(readout(session, "decay_" + std::string(what)), 0);
  const Session without = play("co_adaptation", {{"rival", 1}}, 30),
                with = play("co_adaptation", {{"rival", 1}, {"decay", 1}}, 30);
  EXPECT_FALSE(shows_part(picture_of(without), "With weight decay")) << "dropout stands in for it";
  EXPECT_TRUE(shows_part(picture_of(with), "With weight decay"));
}

}  // namespace
}  // namespace lesson
