// family_test.cpp: the claims of chapter 9, read off the widget.
#include "family.h"

#include <cmath>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"

namespace lesson {
namespace {

using Member = Family::Member;
using Params = Family::Params;

double number(Member member) { return static_cast<double>(member); }

TEST(Family, OpensWithATypicalDrawOfEveryMember) {
  const Params params;
  for (const Member member : {Member::element, Member::weight, Member::channel})
    EXPECT_NEAR(Family::share(params, member, 0), 0.25, 0.01);
  EXPECT_NEAR(Family::share(params, Member::block, 0), 0.2186, 0.01);
  EXPECT_EQ(Family::share(params, Member::row, 0), 0.5);
  EXPECT_EQ(Family::share(params, Member::batch, 0), 0);
  EXPECT_NEAR(Family::share(params, Member::gaussian, 0), 1, 0.01);
  EXPECT_TRUE(shows(panel_of(play("family"), "card"), "25 % dropped now, 288 decisions"));
}

// E9.1: decisions 288, 8, 2, 1; sd sqrt(p k / decisions); blocks of 3 drop 0.2186 on average.
TEST(Family, TheWorkedExampleOfTheChapter) {
  const struct {
    Member member;
    double decisions, mean, sd;
  } rows[] = {{Member::element, 288, 25, 2.55}, {Member::channel, 8, 25, 15.3},  {Member::row, 2, 25, 30.6},
              {Member::batch, 1, 25, 43.3},     {Member::weight, 288, 25, 2.55}, {Member::block, 128, 21.86, 6.7}};
  for (const auto& row : rows) {
    const Session session = play("family", {{"member", number(row.member)}});
    EXPECT_EQ(readout(session, "decisions"), row.decisions);
    EXPECT_NEAR(readout(session, "law_mean"), row.mean, 0.005);
    EXPECT_NEAR(readout(session, "law_sd"), row.sd, 0.05);
  }
  const Session gaussian = play("family", {{"member", number(Member::gaussian)}});
  EXPECT_EQ(readout(gaussian, "decisions"), 288);
  EXPECT_EQ(readout(gaussian, "law_mean"), 1);
  EXPECT_NEAR(readout(gaussian, "law_sd"), std::sqrt(1.0 / 3 / 288), 1e-12);
}

TEST(Family, TheSpreadOfEqualDecisionsFollowsTheBinomialLaw) {
  for (const double p : {0.05, 0.1, 0.3, 0.5, 0.8, 0.9}) {
    double last = 0;
    for (const Member member : {Member::element, Member::channel, Member::row, Member::batch}) {
      const Session session = play("family", {{"member", number(member)}, {"p", p}});
      EXPECT_NEAR(readout(session, "law_mean"), 100 * p, 1e-9);
      const double sd = readout(session, "law_sd");
      EXPECT_NEAR(sd, 100 * std::sqrt(p * (1 - p) / readout(session, "decisions")), 1e-9);
      EXPECT_GT(sd, last) << "fewer decisions, more spread";
      last = sd;
    }
  }
}

// One thousand draws: the mean is off by sd / 31.6, the sd by at most 5 % (2-point laws) of itself; four of them.
TEST(Family, AThousandDrawsMeetTheLawOfEveryMember) {
  for (const double p : {0.1, 0.25, 0.5, 0.8})
    for (const double b : {2.0, 3.0, 6.0})
      for (const Member member : Family::members) {
        if (b != 3 && member != Member::block) continue;
        const Session session = play("family", {{"member", number(member)}, {"p", p}, {"b", b}}, 1000);
        const double sd = readout(session, "law_sd");
        EXPECT_EQ(readout(session, "draws"), 1000);
        EXPECT_NEAR(readout(session, "mean"), readout(session, "law_mean"), 4 * sd / 31.6)
            << number(member) << " " << p;
        EXPECT_NEAR(readout(session, "sd"), sd, 0.2 * sd) << number(member) << " " << p;
      }
}

// Which member equals DropBlock at b = F? Spatial dropout, and at b = 1 it is element dropout.
TEST(Family, DropBlockMeetsBothEnds) {
  Params params;
  for (std::uint32_t step = 0; step < 30; ++step) {
    params.block_size = 6;
    EXPECT_EQ(Family::mask(params, Member::block, step), Family::mask(params, Member::channel, step));
    params.block_size = 1;
    EXPECT_EQ(Family::mask(params, Member::block, step), Family::mask(params, Member::element, step));
  }
}

TEST(Family, AMaskIsConstantOverWhatOneDecisionRemoves) {
  const Params params;
  for (std::uint32_t step = 0; step < 50; ++step) {
    const auto channel = Family::mask(params, Member::channel, step), row = Family::mask(params, Member::row, step),
               batch = Family::mask(params, Member::batch, step);
    for (std::size_t i = 0; i < channel.size(); ++i) {
      EXPECT_EQ(channel[i], channel[i / 36 * 36]);
      EXPECT_EQ(row[i], row[i / 144 * 144]);
      EXPECT_EQ(batch[i], batch[0]);
    }
  }
}

TEST(Family, GaussianDropoutWritesNoZeros) {
  Params params;
  for (const double p : {0.1, 0.25, 0.5, 0.9}) {
    params.drop_rate = p;
    for (const double factor : Family::factors(params, 0)) EXPECT_NE(factor, 0);
  }
  params.drop_rate = 0;
  for (const double factor : Family::factors(params, 0)) EXPECT_EQ(factor, 1);
}

TEST(Family, TheEdgesAreExact) {
  for (const Member member : Family::members) {
    const Session session = play("family", {{"p", 0}, {"member", number(member)}}, 20);
    const double untouched = member == Member::gaussian ? 1 : 0;
    EXPECT_EQ(readout(session, "now"), untouched);
    EXPECT_EQ(readout(session, "mean"), untouched);
    EXPECT_EQ(readout(session, "sd"), 0);
  }
}

// Every panel can be chosen, and the card tells about the chosen one.
TEST(Family, ThePanelsChooseTheCard) {
  for (const float width : {320.0f, 720.0f, 960.0f})
    for (const Member member : Family::members) {
      const Session session = play("family", {{"member", number(member)}});
      for (const std::string_view panel : {"masks", "spread"}) {
        const RecordingCanvas touched = panel_of(session, panel, width);
        ASSERT_EQ(touched.settings.size(), static_cast<std::size_t>(Family::member_count));
        for (const auto& touch : touched.settings) EXPECT_EQ(touch.id, "member");
      }
      const RecordingCanvas canvas = panel_of(session, "card", width);
      const FamilyCard& card = family_card(member);
      for (const std::string_view words :
           {card.name, card.removes, card.shape, card.formula, card.test_rule, card.typical})
        EXPECT_TRUE(shows(canvas, words)) << words << " at " << width;
    }
}

// p = 0.9 drops most branches: a dropped example is one frame instead of four maps.
TEST(Family, ADroppedBranchIsOneFrame) {
  Params params;
  params.drop_rate = 0.9;
  for (params.mask_number = 0; Family::share(params, Member::batch, params.mask_number) < 1;) ++params.mask_number;
  const Session gone = play("family", {{"p", 0.9}, {"mask_number", static_cast<double>(params.mask_number)}});
  const RecordingCanvas canvas = picture_of(gone);
  EXPECT_NE(
      std::find(canvas.explanations.begin(), canvas.explanations.end(), "The branch is dropped for both examples."),
      canvas.explanations.end());
}

TEST(Family, NewMasksKeepTheTally) {
  Session session = play("family", {{"member", number(Member::channel)}}, 200);
  const double mean = readout(session, "mean");
  act(session, "new_mask");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 1);
  EXPECT_EQ(readout(session, "mean"), mean);
  EXPECT_NE(session.describe().find("Over 200 draws"), std::string::npos) << session.describe();
}

}  // namespace
}  // namespace lesson
