// dropconnect_test.cpp: the claims of chapter 5, read off the widget.
#include "dropconnect.h"

#include <bit>
#include <cmath>
#include <set>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "dropout/covariance.h"

namespace lesson {
namespace {

using Method = DropConnectLab::Method;
using Params = DropConnectLab::Params;

DropConnectLab after(const Params& params, int draws) {
  DropConnectLab widget;
  widget.reset(params);
  for (int draw = 0; draw < draws; ++draw) widget.step(params);
  return widget;
}

TEST(DropConnect, TheRowsAreAsAlikeAsTheySay) {
  for (const double alike : {-0.95, -0.5, 0.0, 0.3, 0.85, 0.95})
    for (const std::uint32_t seed : {1u, 7u, 40u}) {
      const auto rows = DropConnectLab::rows({.alike = alike, .seed = seed});
      double first = 0, second = 0, both = 0;
      for (std::size_t j = 0; j < rows[0].size(); ++j)
        first += rows[0][j] * rows[0][j], second += rows[1][j] * rows[1][j], both += rows[0][j] * rows[1][j];
      EXPECT_NEAR(first, 1, 1e-12);
      EXPECT_NEAR(second, 1, 1e-12);
      EXPECT_NEAR(both, alike, 1e-12);
    }
}

// The engine's formulas for the layer of the ellipse.
TEST(DropConnect, TheExactCorrelationIsTheEngines) {
  for (const double p : {0.1, 0.5, 0.8})
    for (const double alike : {-0.6, 0.0, 0.85}) {
      const Params params{.drop_rate = p, .alike = alike};
      const auto rows = DropConnectLab::rows(params);
      std::vector<double> weights(rows[0].begin(), rows[0].end());
      weights.insert(weights.end(), rows[1].begin(), rows[1].end());
      const std::vector<double> ones(DropConnectLab::rain_inputs, 1.0);
      const dropout::DropoutRule rule{p, dropout::Scheme::inverted};
      const auto correlation = [](const dropout::PreactivationMoments& moments) {
        return moments.covariance[1] / std::sqrt(moments.covariance[0] * moments.covariance[3]);
      };
      EXPECT_NEAR(DropConnectLab::exact_correlation(params, Method::dropout),
                  correlation(dropout::dropout_moments(weights, ones, rule)), 1e-12);
      EXPECT_NEAR(DropConnectLab::exact_correlation(params, Method::drop_connect),
                  correlation(dropout::dropconnect_moments(weights, ones, rule)), 1e-12);
    }
}

// A correlation over 2,000 draws is off by (1 - r^2) / sqrt(2000), at most 0.022: five of them.
TEST(DropConnect, TheDrawsFollowTheFormulas) {
  for (const double p : {0.2, 0.5, 0.7})
    for (const double alike : {-0.6, 0.0, 0.85}) {
      const Params params{.drop_rate = p, .alike = alike};
      const DropConnectLab widget = after(params, 2000);
      for (const Method method : {Method::dropout, Method::drop_connect}) {
        EXPECT_NEAR(widget.seen_correlation(params, method), DropConnectLab::exact_correlation(params, method), 0.11)
            << p;
        // The spread is off by about sqrt(kurtosis / 8000); sums of few unequal terms have a kurtosis of up to 3.
        EXPECT_NEAR(widget.seen_spread(params, method), 1, 0.1) << p;
      }
    }
}

TEST(DropConnect, PullingTheTipMovesTheDropsAndKeepsTheMasks) {
  Session session = play("dropconnect", {}, 300);
  const double before = readout(session, "seen_units");
  session.set(session.find_param("alike").value(), -0.6);
  EXPECT_EQ(readout(session, "draws"), 300);
  EXPECT_GT(before, 0.7);
  EXPECT_LT(readout(session, "seen_units"), -0.4);
}

TEST(DropConnect, AMaskThatIsMetIsCountedOnce) {
  for (const double p : {0.3, 0.5}) {
    const Params params{.drop_rate = p};
    const DropConnectLab widget = after(params, 240);
    std::set<unsigned> units, links;
    for (int draw = 0; draw < 240; ++draw) {
      units.insert(DropConnectLab::drawn_units(params, draw));
      links.insert(DropConnectLab::drawn_links(params, draw));
    }
    EXPECT_EQ(widget.units_met(params), static_cast<int>(units.size()));
    EXPECT_EQ(widget.links_met(params), static_cast<int>(links.size()));
  }
}

TEST(DropConnect, TheMasksAreKeptAtTheRateThatTheySay) {
  for (const double p : {0.1, 0.5, 0.8}) {
    const Params params{.drop_rate = p};
    double units = 0, links = 0;
    for (int draw = 0; draw < 2000; ++draw) {
      units += std::popcount(DropConnectLab::drawn_units(params, draw));
      links += std::popcount(DropConnectLab::drawn_links(params, draw));
    }
    // Five standard deviations of 6,000 and of 24,000 coins.
    EXPECT_NEAR(units / 6000, 1 - p, 5 * std::sqrt(p * (1 - p) / 6000)) << p;
    EXPECT_NEAR(links / 24000, 1 - p, 5 * std::sqrt(p * (1 - p) / 24000)) << p;
  }
}

TEST(DropConnect, ATurnedUnitTakesItsFourLinksATurnedLinkGoesAlone) {
  const auto lines = [](const Session& session) {
    const RecordingCanvas canvas = panel_of(session, "links");
    return std::count_if(canvas.marks.begin(), canvas.marks.end(),
                         [](const auto& mark) { return mark.what == "line"; });
  };
  Session session = play("dropconnect", {{"p", 0}});
  const auto whole = lines(session);
  session.set(session.find_param("links_turned").value(), 1);
  EXPECT_EQ(lines(session), whole) << "a dropped link is a dotted line";
  EXPECT_EQ(panel_rows(session, "links").at(2).at(1), "11 of 12 links");
  session.set(session.find_param("units_turned").value(), 2);
  EXPECT_EQ(panel_rows(session, "links").at(1).at(1), "2 of 3 units");
  act(session, "new_masks");
  EXPECT_EQ(value_of(session, "units_turned"), "none");
  EXPECT_EQ(value_of(session, "links_turned"), "none");
}

TEST(DropConnect, EveryUnitAndEveryLinkCanBeTouched) {
  for (const float width : {344.0f, 720.0f, 960.0f}) {
    const RecordingCanvas canvas = panel_of(play("dropconnect"), "links", width);
    EXPECT_EQ(canvas.settings.size(), 3u + 12u);
  }
  EXPECT_EQ(panel_of(play("dropconnect"), "ellipse").drags.size(), 1u);
}

TEST(DropConnect, TheEdgesAreFiniteAndSaySo) {
  const Session none = play("dropconnect", {{"p", 0}}, 20);
  EXPECT_EQ(readout(none, "seen_units"), 0);
  EXPECT_EQ(readout(none, "links_met"), 1);
  EXPECT_NE(none.describe().find("nothing is dropped"), std::string::npos) << none.describe();
  EXPECT_EQ(panel_of(none, "ellipse").drags.size(), 0u);
}

TEST(DropConnect, SaysWhatItHasMet) {
  const std::string words = play("dropconnect", {}, 240).describe();
  EXPECT_NE(words.find("After 240 draws dropout has met all of its 8 masks"), std::string::npos) << words;
}

}  // namespace
}  // namespace lesson
