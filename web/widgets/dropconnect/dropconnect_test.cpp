// dropconnect_test.cpp: the claims of chapter 5, read off the widget.
#include "dropconnect.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Params = DropConnectLab::Params;
using Method = DropConnectLab::Method;
using Layer = DropConnectLab::Layer;

constexpr double drop_connect = 1, input_to_hidden = 1, worked_example = 2;
constexpr int all_draws = 200;  // ticks

TEST(DropConnectLab, CountsTheMasksOfBothMethods) {
  const struct {
    double layer, units, links;
  } table[] = {{0, 16, 4096}, {input_to_hidden, 8, 4096}, {worked_example, 8, 64}};
  for (const auto& row : table)
    for (const double method : {0.0, 1.0}) {
      const Session session = play("dropconnect", {{"layer", row.layer}, {"method", method}});
      EXPECT_EQ(readout(session, "unit_masks"), row.units);
      EXPECT_EQ(readout(session, "weight_masks"), row.links);
      const RecordingCanvas canvas = picture_of(session);
      EXPECT_TRUE(shows(canvas, count_text(std::llround(row.units)) + " masks")) << "both counts, side by side";
      EXPECT_TRUE(shows(canvas, count_text(std::llround(row.links)) + " masks"));
    }
}

TEST(DropConnectLab, KnowsTheWorkedExample) {
  const Session session = play("dropconnect", {{"layer", worked_example}});
  EXPECT_NEAR(readout(session, "mean"), -3.5, 1e-12);
  EXPECT_NEAR(readout(session, "variance1"), 17.25, 1e-12);
  EXPECT_NEAR(readout(session, "variance2"), 8.25, 1e-12);
  EXPECT_NEAR(readout(session, "covariance_dropout"), -6.5, 1e-12);
  EXPECT_EQ(readout(session, "covariance_dropconnect"), 0);
}

TEST(DropConnectLab, RowsThatAreAlikeMoveTogetherAndOrthogonalOnesDoNot) {
  const auto correlation = [](double compared) {
    return readout(play("dropconnect", {{"compared", compared}}), "correlation_dropout");
  };
  EXPECT_NEAR(correlation(2), 0.796, 0.001);
  EXPECT_NEAR(correlation(3), 0, 1e-12);
}

// The atoms with their exact chances give the closed forms of the engine.
TEST(DropConnectLab, TheExactAtomsHaveTheMomentsOfTheFormulas) {
  for (const Layer layer : {Layer::hidden_to_output, Layer::input_to_hidden, Layer::worked_example})
    for (const Method method : {Method::dropout, Method::drop_connect})
      for (const double p : {0.0, 0.1, 0.5, 0.8, 0.95})
        for (const int compared : {2, 3, 4}) {
          Params params;
          params.layer = layer;
          params.drop_rate = p;
          params.compared = compared;
          const DropConnectLab::Moments law = DropConnectLab::formula(params, method);
          double share = 0, mean = 0, variance = 0, covariance = 0;
          const auto atoms = DropConnectLab::exact_atoms(params, method);
          for (const auto& atom : atoms) {
            share += atom.share;
            mean += atom.share * atom.first;
          }
          for (const auto& atom : atoms) {
            variance += atom.share * (atom.first - law.mean[0]) * (atom.first - law.mean[0]);
            covariance += atom.share * (atom.first - law.mean[0]) * (atom.other - law.mean[1]);
          }
          EXPECT_NEAR(share, 1, 1e-12);
          EXPECT_NEAR(mean, law.mean[0], 1e-9);
          EXPECT_NEAR(variance, law.variance[0], 1e-9 * (1 + law.variance[0]));
          EXPECT_NEAR(covariance, law.covariance, 1e-9 * (1 + law.variance[0] + law.variance[1]));
        }
}

// Five standard errors of 20,000 draws. The variance of a squared deviation is at most its largest value times the
// variance; at these rates its standard deviation is below 3 times the variance.
TEST(DropConnectLab, TwentyThousandDrawsFindTheFormulas) {
  for (const double p : {0.2, 0.5, 0.8})
    for (const double layer : {0.0, 1.0, 2.0}) {
      const Session session = play("dropconnect", {{"p", p}, {"layer", layer}}, all_draws);
      EXPECT_EQ(readout(session, "draws"), 20000);
      const double v1 = readout(session, "variance1"), v2 = readout(session, "variance2");
      const double root = std::sqrt(20000.0);
      for (const std::string method : {"dropout", "dropconnect"}) {
        EXPECT_NEAR(readout(session, "drawn_mean_" + method), readout(session, "mean"), 5 * std::sqrt(v1) / root);
        EXPECT_NEAR(readout(session, "drawn_variance1_" + method), v1, 15 * v1 / root) << p << ", layer " << layer;
        EXPECT_NEAR(readout(session, "drawn_variance2_" + method), v2, 15 * v2 / root);
        EXPECT_NEAR(readout(session, "drawn_covariance_" + method), readout(session, "covariance_" + method),
                    15 * std::sqrt(v1 * v2) / root);
      }
    }
}

// One output unit: the same law. Its distribution function over the draws differs by no more than chance allows:
// 1.95 sqrt(2 / n) is the Kolmogorov-Smirnov limit at a chance of 0.1 %, and ties make it stricter.
TEST(DropConnectLab, OneOutputUnitCannotTellTheMethodsApart) {
  for (const double p : {0.2, 0.5, 0.8}) {
    DropConnectLab widget;
    Params params;
    params.drop_rate = p;
    widget.reset(params);
    for (int tick = 0; tick < all_draws; ++tick) widget.step(params);
    const auto units = widget.atoms(params, Method::dropout), links = widget.atoms(params, Method::drop_connect);
    const auto below = [](const std::vector<DropConnectLab::Atom>& atoms, double u) {
      double share = 0;
      for (const auto& atom : atoms) share += atom.first < u + 1e-9 ? atom.share : 0;
      return share;
    };
    for (const auto& atom : units)
      EXPECT_NEAR(below(units, atom.first), below(links, atom.first), 1.95 * std::sqrt(2.0 / 20000)) << p;
  }
}

TEST(DropConnectLab, ADroppedUnitLosesAllItsLinksAndADroppedLinkLeavesItsUnit) {
  for (std::uint32_t number = 0; number < 20; ++number) {
    Params params;
    params.mask_number = number;
    DropConnectLab widget;
    widget.reset(params);
    RecordingCanvas units(720, DropConnectLab::net_height(720));
    widget.draw_net(params, units);
    int dropped = 0;
    for (const std::string& words : units.explanations)
      dropped += words.find("dropped for all outputs") != std::string::npos;
    EXPECT_EQ(dropped, 4 - widget.kept_now(params));
    params.method = Method::drop_connect;
    RecordingCanvas links(720, DropConnectLab::net_height(720));
    widget.draw_net(params, links);
    for (const std::string& words : links.explanations)
      EXPECT_EQ(words.find("dropped for all outputs"), std::string::npos);
  }
}

TEST(DropConnectLab, ThePreActivationsFollowTheMask) {
  for (std::uint32_t number = 0; number < 50; ++number)
    for (const Method method : {Method::dropout, Method::drop_connect}) {
      Params params;
      params.drop_rate = 0.3;
      params.method = method;
      params.mask_number = number;
      const auto layer = DropConnectLab::masked_layer(params);
      const auto mask = DropConnectLab::mask(params, method, number);
      const auto u = DropConnectLab::pre_activations(params);
      ASSERT_EQ(mask.size(), method == Method::dropout ? 4u : 12u);
      for (std::size_t i = 0; i < 3; ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < 4; ++j) {
          const bool kept = (method == Method::dropout ? mask[j] : mask[4 * i + j]) != 0;
          if (kept) sum += layer.weights[4 * i + j] * layer.v[j];
        }
        EXPECT_NEAR(u[i], sum / 0.7, 1e-9);
      }
    }
}

// With the same random words the first row of links would always equal the units.
TEST(DropConnectLab, TheTwoMethodsDrawIndependentMasks) {
  const Params params;
  int equal = 0;
  for (std::uint32_t number = 0; number < 400; ++number) {
    const auto units = DropConnectLab::mask(params, Method::dropout, number);
    const auto links = DropConnectLab::mask(params, Method::drop_connect, number);
    equal += std::equal(units.begin(), units.end(), links.begin());
  }
  EXPECT_NEAR(equal, 25, 25);  // one in 16; five standard deviations of 4.8
}

TEST(DropConnectLab, TheEdgesAreExact) {
  for (const double method : {0.0, 1.0}) {
    const Session session = play("dropconnect", {{"p", 0}, {"method", method}}, 3);
    EXPECT_EQ(readout(session, "variance1"), 0);
    EXPECT_NEAR(readout(session, "u1"), readout(session, "mean"), 1e-12);
    EXPECT_NEAR(readout(session, "drawn_mean_dropconnect"), readout(session, "mean"), 1e-12);
  }
}

TEST(DropConnectLab, NewMaskShowsTheNextOneAndKeepsTheDraws) {
  Session session = play("dropconnect", {}, 5);
  const std::string before = session.describe();
  act(session, "resample");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 1);
  EXPECT_EQ(readout(session, "draws"), 500);
  EXPECT_NE(session.describe(), before);
  session.set(session.find_param("mask_number").value(), 1e9);
  act(session, "resample");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 0);
}

TEST(DropConnectLab, SwitchingTheMethodKeepsTheDrawsAndTurnsTheEllipse) {
  Session session = play("dropconnect", {}, all_draws);
  EXPECT_TRUE(shows(panel_of(session, "joint"), "Whole units go: correlation +0.80 between outputs 1 and 2"));
  EXPECT_TRUE(shows(picture_of(session), "dashed: DropConnect"));
  session.set(session.find_param("method").value(), drop_connect);
  EXPECT_EQ(readout(session, "draws"), 20000);
  EXPECT_TRUE(shows(panel_of(session, "joint"), "Single links go: correlation 0.00 between outputs 1 and 2"));
  EXPECT_TRUE(shows(picture_of(session), "dashed: dropout"));
}

TEST(DropConnectLab, OutputUnitsAreTapped) {
  const RecordingCanvas canvas = picture_of(play("dropconnect"));
  ASSERT_EQ(canvas.settings.size(), 2u);
  EXPECT_EQ(canvas.settings[0].id, "compared");
  EXPECT_EQ(canvas.settings[0].min, 2);
  EXPECT_EQ(canvas.settings[1].min, 3);
  EXPECT_FALSE(canvas.taps.empty()) << "a tap on the net draws a new mask";
}

}  // namespace
}  // namespace lesson
