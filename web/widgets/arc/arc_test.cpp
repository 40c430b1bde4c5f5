// arc_test.cpp: the four pictures of arc show what the chapters' own figures show, at every drop rate.
#include "arc.h"

#include <cmath>
#include <set>

#include "contract/tests/recording_canvas.h"
#include "contract/tests/test_support.h"
#include "dropout/mask.h"
#include "dropout/masked_net.h"

namespace lesson {
namespace {

using Params = Arc::Params;
using Picture = Arc::Picture;

constexpr double rates[] = {0.05, 0.2, 0.35, 0.5, 0.7};

// The nets of chapter 0, to the point: the figure there says what its worst unit costs in percent of 80 points.
TEST(Arc, ItsNetsAreThoseOfChapterZero) {
  for (const double p : {0.2, 0.5, 0.7}) {
    const Session story = play("arc", {{"p", p}}), tangle = play("co_adaptation", {{"p", p}, {"seed", 51}}, 1500);
    EXPECT_NEAR(readout(story, "worst_plain"), readout(tangle, "plain_worst") * 0.8, 1e-9) << p;
    EXPECT_NEAR(readout(story, "worst_dropout"), readout(tangle, "dropout_worst") * 0.8, 1e-9) << p;
  }
}

TEST(Arc, WithoutDropoutNothingHappensInAnyPicture) {
  const Arc widget;
  Params params;
  params.drop_rate = 0;
  EXPECT_EQ(&widget.plain(params), &widget.thinned(params));
  EXPECT_EQ(widget.scale(params), 1);
  EXPECT_EQ(widget.cells_gone(params), 0);
  EXPECT_EQ(widget.maps_gone(params), 0);
  for (const bool kept : Arc::kept_bars(params)) EXPECT_TRUE(kept);
  for (const std::vector<float>& member : widget.member_logits(params))
    EXPECT_EQ(member, widget.thinned(params).logits);
  EXPECT_NEAR(widget.member_right(params), widget.pass_right(params), 1e-9);
}

// Over many masks what is kept, scaled, keeps the sum of the bars.
TEST(Arc, TheScaleKeepsTheMean) {
  for (const double p : rates) {
    Params params;
    params.drop_rate = p;
    double all = 0, kept = 0;
    constexpr int masks = 4000;
    for (params.mask_number = 0; params.mask_number < masks; ++params.mask_number) {
      const auto bars = Arc::kept_bars(params);
      for (std::size_t i = 0; i < bars.size(); ++i) {
        all += Arc::bar_values[i];
        if (bars[i]) kept += Arc::bar_values[i] / params.keep_rate();
      }
    }
    // A mean of 24,000 coins; its standard deviation is at most 0.012 of the sum at p = 0.7. Four of them.
    EXPECT_NEAR(kept / all, 1, 0.05) << p;
  }
}

TEST(Arc, MembersAreTheMasksOfOneTrainingStep) {
  for (const double p : rates) {
    const Arc widget;
    Params params;
    params.drop_rate = p;
    params.mask_number = 7;
    const dropout::Mlp<float>& net = widget.thinned(params).trainer.net();
    for (std::uint32_t member : {0u, 8u}) {
      std::vector<std::uint8_t> mask(Arc::unit_count);
      dropout::draw_unit_mask(net.shape(), {p, params.seed, 7}, member, mask);
      const float corner[] = {static_cast<float>(-Arc::reach + Arc::reach / Arc::plane_cells),
                              static_cast<float>(Arc::reach - Arc::reach / Arc::plane_cells)};
      float logit = 0;
      dropout::forward_masked<float>(net, corner, mask, 1 / (1 - p), std::span(&logit, 1));
      EXPECT_NEAR(widget.member_logits(params)[member][0], logit, 1e-4) << p;
    }
  }
}

TEST(Arc, ACoinAMapTakesAllOfItsCells) {
  Params params;
  for (params.mask_number = 0; params.mask_number < 40; ++params.mask_number) {
    const std::vector<std::uint8_t> mask = Arc::digit_mask(params, true);
    ASSERT_EQ(mask.size(), 128u);
    for (std::size_t cell = 0; cell < mask.size(); ++cell) EXPECT_EQ(mask[cell], mask[cell / 64 * 64]);
    EXPECT_EQ(Arc::digits_gone(params, true), (mask[0] == 0) + (mask[64] == 0));
  }
  EXPECT_EQ(Arc::digits_gone({}, true), 1) << "the opening picture shows both";
}

TEST(Arc, EveryPictureFollowsTheDropRate) {
  const Session half = play("arc"), fifth = play("arc", {{"p", 0.2}});
  for (const std::string_view id : {"worst_dropout", "scale", "member_right", "pass_right", "cells_gone"})
    EXPECT_NE(readout(half, id), readout(fifth, id)) << id;
  EXPECT_EQ(readout(half, "worst_plain"), readout(fifth, "worst_plain"));
}

// A tap leads to words: the sentence is then about that picture.
TEST(Arc, ATapChangesTheSentence) {
  for (const float width : {240.0f, 344.0f, 960.0f}) {
    const RecordingCanvas canvas = panel_of(play("arc"), "story", width);
    ASSERT_EQ(canvas.settings.size(), static_cast<std::size_t>(Arc::picture_count));
    ASSERT_EQ(canvas.drags.size(), 1u);
    EXPECT_EQ(canvas.drags[0].id, "p");
  }
  std::set<std::string> sentences;
  for (int picture = 0; picture <= Arc::picture_count; ++picture)
    sentences.insert(play("arc", {{"picture", static_cast<double>(picture)}}).describe());
  EXPECT_EQ(sentences.size(), 5u);
  EXPECT_NE(play("arc", {{"p", 0}}).describe().find("nothing goes missing"), std::string::npos);
}

}  // namespace
}  // namespace lesson
