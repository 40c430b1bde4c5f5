// family_test.cpp: the claims of chapter 10, read off the widget.
#include "family.h"

#include <cmath>
#include <set>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "kit/digits.h"

namespace lesson {
namespace {

using Member = Family::Member;
using Params = Family::Params;

double number(Member member) { return static_cast<double>(member); }

TEST(Family, OpensWithATypicalDrawOfEveryMember) {
  const Params params;
  EXPECT_EQ(params.member, Member::all);
  for (const Member member : {Member::element, Member::block, Member::weight, Member::channel}) {
    const dropout::ShareLaw law = Family::law(params, member);
    EXPECT_NEAR(Family::share(params, member, 0), law.mean, law.sd) << number(member);
  }
  EXPECT_EQ(Family::share(params, Member::row, 0), 0.25);
  EXPECT_EQ(Family::share(params, Member::batch, 0), 1)
      << "one seed in four: the one that shows what one coin can do";
  EXPECT_NEAR(Family::share(params, Member::gaussian, 0), 1, 0.03);
  EXPECT_TRUE(shows(panel_of(play("family"), "masks", 960), "576"));
  EXPECT_TRUE(shows(panel_of(play("family"), "masks", 720), "576 coins"));
}

// Decisions 576, 256, 36, 16, 4, 1; sd sqrt(p k / decisions); blocks of 3 drop 0.2186 on average.
TEST(Family, TheWorkedExampleOfTheChapter) {
  const struct {
    Member member;
    double decisions, mean, sd;
  } rows[] = {{Member::element, 576, 25, 1.80}, {Member::channel, 16, 25, 10.83}, {Member::row, 4, 25, 21.65},
              {Member::batch, 1, 25, 43.3},     {Member::weight, 36, 25, 7.22},   {Member::block, 256, 21.86, 4.74}};
  for (const auto& row : rows) {
    const Session session = play("family", {{"member", number(row.member)}});
    EXPECT_EQ(readout(session, "decisions"), row.decisions);
    EXPECT_NEAR(readout(session, "law_mean"), row.mean, 0.005);
    EXPECT_NEAR(readout(session, "law_sd"), row.sd, 0.03);
  }
  const Session gaussian = play("family", {{"member", number(Member::gaussian)}});
  EXPECT_EQ(readout(gaussian, "decisions"), 576);
  EXPECT_EQ(readout(gaussian, "law_mean"), 1);
  EXPECT_NEAR(readout(gaussian, "law_sd"), std::sqrt(1.0 / 3 / 576), 1e-12);
}

// The digits through the filters, by hand: blur of the whole neighborhood, edges as differences of its sides.
TEST(Family, TheTensorHoldsTheDigitsThroughFourFilters) {
  const std::vector<float>& tensor = Family::tensor();
  ASSERT_EQ(tensor.size(), static_cast<std::size_t>(Family::cell_count));
  for (int channel = 0; channel < Family::channels; ++channel) {
    std::vector<double> raw;
    for (const int digit : Family::digits) {
      const std::vector<float> pixels = digit_picture(digit);
      for (int row = 1; row <= 6; ++row)
        for (int column = 1; column <= 6; ++column) {
          const auto at = [&](int down, int right) {
            return static_cast<double>(pixels[static_cast<std::size_t>((row + down) * 8 + column + right)]);
          };
          double blur = 0, right = 0, down = 0;
          for (int a = -1; a <= 1; ++a)
            for (int b = -1; b <= 1; ++b) {
              blur += at(a, b) * (2 - std::abs(a)) * (2 - std::abs(b)) / 16;
              right += at(a, b) * (2 - std::abs(a)) * b / 8;
              down += at(a, b) * (2 - std::abs(b)) * a / 8;
            }
          const double values[] = {blur, right, down, at(0, 0) - blur};
          raw.push_back(std::abs(values[channel]));
        }
    }
    const auto [least, largest] = std::minmax_element(raw.begin(), raw.end());
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const std::size_t cell = (i / 36 * 4 + static_cast<std::size_t>(channel)) * 36 + i % 36;
      EXPECT_NEAR(tensor[cell], (raw[i] - *least) / (*largest - *least), 1e-5) << channel << " " << i;
    }
  }
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

// A tap shows a member large, with its facts; another one brings all back.
TEST(Family, ATapShowsAMemberLarge) {
  for (const float width : {344.0f, 720.0f, 960.0f}) {
    const RecordingCanvas overview = panel_of(play("family"), "masks", width);
    EXPECT_EQ(overview.settings.size(), static_cast<std::size_t>(Family::member_count));
    for (const Member member : Family::members) {
      const Session session = play("family", {{"member", number(member)}});
      const RecordingCanvas canvas = panel_of(session, "masks", width);
      ASSERT_FALSE(canvas.settings.empty());
      for (const auto& touch : canvas.settings) EXPECT_EQ(touch.min, number(Member::all));
      EXPECT_TRUE(shows(canvas, family_card(member).name)) << width;
      EXPECT_TRUE(shows(canvas, "Goes missing") && shows(canvas, "Coins") && shows(canvas, "Dropped now"))
          << width << " " << number(member);
      if (width < 700) continue;
      for (const std::string_view label : {"Mask shape", "In evaluation", "Fits", "Where people start"})
        EXPECT_TRUE(shows(canvas, label)) << label << " at " << width << " of " << number(member);
    }
  }
}

TEST(Family, OneByOneVisitsEveryMemberAndReturns) {
  Session session = play("family");
  const auto member = session.find_param("member").value();
  std::set<double> seen;
  for (int i = 0; i < Family::member_count; ++i) {
    act(session, "next_member");
    seen.insert(session.value(member));
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(Family::member_count));
  EXPECT_EQ(seen.count(number(Member::all)), 0u);
  act(session, "next_member");
  EXPECT_EQ(session.value(member), number(Member::all));
}

// What a mean of nine sees: coins of their own average out, shared ones do not; squares lie between.
TEST(Family, TheMeanOfNineStraysMoreUnderSharedCoins) {
  for (const double p : {0.05, 0.1, 0.3, 0.5, 0.8}) {
    Params params;
    params.drop_rate = p;
    const double alone = Family::wobble(params, Member::element), shared = Family::wobble(params, Member::channel);
    EXPECT_NEAR(alone, std::sqrt(p / (1 - p)) / 3, 1e-12);
    EXPECT_NEAR(shared, 3 * alone, 1e-12);
    EXPECT_EQ(Family::wobble(params, Member::gaussian), alone);
    EXPECT_EQ(Family::wobble(params, Member::batch), shared);
    params.block_size = 1;
    EXPECT_NEAR(Family::wobble(params, Member::block), alone, 1e-9);
    params.block_size = 6;
    EXPECT_NEAR(Family::wobble(params, Member::block), shared, 1e-9);
  }
}

// p = 0.9 drops most branches: what one coin took is one piece.
TEST(Family, ADroppedBranchIsOnePiece) {
  Params params;
  params.drop_rate = 0.9;
  for (params.mask_number = 0; Family::share(params, Member::batch, params.mask_number) < 1;) ++params.mask_number;
  const Session gone =
      play("family",
           {{"p", 0.9}, {"member", number(Member::batch)}, {"mask_number", static_cast<double>(params.mask_number)}});
  const RecordingCanvas canvas = panel_of(gone, "masks", 720);
  EXPECT_NE(std::find(canvas.explanations.begin(), canvas.explanations.end(),
                      "Stochastic depth: 576 of 576 cells dropped."),
            canvas.explanations.end());
}

TEST(Family, NewMasksKeepTheTally) {
  Session session = play("family", {{"member", number(Member::channel)}}, 200);
  const double mean = readout(session, "mean");
  act(session, "new_mask");
  EXPECT_EQ(session.value(session.find_param("mask_number").value()), 1);
  EXPECT_EQ(readout(session, "mean"), mean);
  EXPECT_NE(session.describe().find("200 draws"), std::string::npos) << session.describe();
}

// The line in the picture is the drop rate.
TEST(Family, TheLineOfTheSpreadPullsTheRate) {
  for (const float width : {240.0f, 344.0f, 960.0f}) {
    const RecordingCanvas canvas = panel_of(play("family", {{"p", 0.6}}), "spread", width);
    ASSERT_EQ(canvas.drags.size(), 1u);
    EXPECT_EQ(canvas.drags[0].id, "p");
  }
}

}  // namespace
}  // namespace lesson
