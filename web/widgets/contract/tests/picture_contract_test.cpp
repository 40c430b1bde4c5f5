// picture_contract_test.cpp: what every widget's picture promises: it fits, speaks, can be read and touched, at any width.
#include <array>
#include <cmath>
#include <set>

#include "contract_fixture.h"
#include "recording_canvas.h"

namespace lesson {
namespace {

constexpr float widths[] = {240, 320, 344, 420, 559, 560, 640, 720, 960, 1200};

class PictureContract : public Contract {};

TEST_P(PictureContract, HeightIsReasonableAtEveryWidth) {
  for (float width = 240; width <= 1200; width += 1) {
    const float height = panel_layout(text(), width, 0).height;
    ASSERT_TRUE(std::isfinite(height));
    ASSERT_GE(height, 120);
    ASSERT_LE(height, 1600);
  }
}

TEST_P(PictureContract, DrawsInsideItsBounds) {
  for (int index = -1; index < setting_count; ++index) {
    const Session session = session_at(index, index % 3 == 0 ? 40 : 0);
    for (const float width : widths) {
      RecordingCanvas canvas(width, panel_layout(text(), width, 0).height);
      session.draw(canvas);
      for (const RecordingCanvas::Mark& mark : canvas.marks)
        EXPECT_TRUE(canvas.holds(mark.area)) << mark.what << " at " << mark.area.x << ", " << mark.area.y << ", size "
                                             << mark.area.width << " x " << mark.area.height << " in a picture of "
                                             << width << " x " << canvas.bounds().height << ", setting " << index;
    }
  }
}

TEST_P(PictureContract, PicturesSpeak) {
  for (const float width : widths) {
    RecordingCanvas canvas(width, panel_layout(text(), width, 0).height);
    session_at(-1, 0).draw(canvas);
    EXPECT_GE(canvas.texts.size(), 5u);
    EXPECT_GE(canvas.explanations.size(), 1u);
    for (const std::string& words : canvas.explanations) {
      ASSERT_FALSE(words.empty());
      EXPECT_EQ(words.back(), '.') << words;
    }
  }
}

// Boxes are estimates of the text's size; shrunk a little, because neighbors may come close.
TEST_P(PictureContract, TextsDoNotOverlap) {
  for (int index = -1; index < setting_count; ++index)
    for (const int ticks : {0, 40}) {
      const Session session = session_at(index, ticks);
      for (const float width : widths) {
        RecordingCanvas canvas(width, panel_layout(text(), width, 0).height);
        session.draw(canvas);
        std::vector<RecordingCanvas::Mark> words;
        for (const RecordingCanvas::Mark& mark : canvas.marks)
          if (mark.what.starts_with("text: ")) {
            const Rect& r = mark.area;
            words.push_back(
                {{r.x + 0.04f * r.width, r.y + 0.15f * r.height, 0.92f * r.width, 0.7f * r.height}, mark.what});
          }
        for (std::size_t i = 0; i < words.size(); ++i)
          for (std::size_t j = 0; j < i; ++j) {
            const Rect &a = words[i].area, &b = words[j].area;
            EXPECT_FALSE(a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom())
                << words[i].what << " and " << words[j].what << " in a picture of " << width << ", setting " << index;
          }
      }
    }
}

TEST_P(PictureContract, TextIsLargeEnoughToRead) {
  for (const float width : widths) {
    RecordingCanvas canvas(width, panel_layout(text(), width, 0).height);
    session_at(-1, 9).draw(canvas);
    for (const float size : canvas.text_sizes) EXPECT_GE(size, 12);
  }
}

TEST_P(PictureContract, TouchNamesWhatExistsAndWhatItMayBe) {
  for (int index = -1; index < 8; ++index) {
    const Session session = session_at(index, 0);
    for (const float width : {320.0f, 720.0f}) {
      RecordingCanvas canvas(width, panel_layout(text(), width, 0).height);
      session.draw(canvas);
      for (const auto& touch : canvas.taps) {
        EXPECT_TRUE(session.find_action(touch.id).has_value()) << touch.id;
        EXPECT_TRUE(canvas.holds(touch.area));
      }
      for (const auto* touches : {&canvas.settings, &canvas.drags})
        for (const auto& touch : *touches) {
          const auto param = session.find_param(touch.id);
          ASSERT_TRUE(param.has_value()) << touch.id;
          EXPECT_TRUE(session.relevant(*param)) << touch.id;
          const Range& range = text().params[*param].range;
          EXPECT_GE(touch.min, range.min) << touch.id;
          EXPECT_LE(touch.max, range.max) << touch.id;
          EXPECT_TRUE(canvas.holds(touch.area)) << touch.id;
        }
    }
  }
}

// Whatever the pointer can do in the picture the keyboard can do too, and nothing lives in the picture only.
TEST_P(PictureContract, ParametersInThePictureCanBeTouchedThere) {
  const Session session(*GetParam());
  RecordingCanvas canvas(720, panel_layout(text(), 720, 0).height);
  session.draw(canvas);
  for (std::size_t i = 0; i < text().params.size(); ++i) {
    const ParamInfo& info = text().params[i];
    if (info.place != Place::picture || !session.relevant(i)) continue;
    const auto names = [&](const RecordingCanvas::Touch& touch) { return touch.id == info.id; };
    EXPECT_TRUE(std::any_of(canvas.drags.begin(), canvas.drags.end(), names) ||
                std::any_of(canvas.settings.begin(), canvas.settings.end(), names))
        << info.id;
  }
}

// The canvas font is a subset: other signs would show as boxes.
TEST_P(PictureContract, UsesOnlySignsOfTheCanvasFont) {
  const std::string signs = file_text("../player/fonts/signs.txt");
  ASSERT_FALSE(signs.empty());
  for (int index = -1; index < setting_count; ++index) {
    RecordingCanvas canvas(index % 2 == 0 ? 720 : 320, panel_layout(text(), index % 2 == 0 ? 720 : 320, 0).height);
    session_at(index, 5).draw(canvas);
    for (const auto* all : {&canvas.texts, &canvas.explanations})
      for (const std::string& words : *all)
        for (std::size_t at = 0; at < words.size();) {
          std::size_t length = 1;
          while (at + length < words.size() && (static_cast<unsigned char>(words[at + length]) & 0xC0) == 0x80)
            ++length;
          EXPECT_NE(signs.find(words.substr(at, length)), std::string::npos) << words;
          at += length;
        }
  }
}

INSTANTIATE_TEST_SUITE_P(Widget, PictureContract, testing::ValuesIn(all_widgets().begin(), all_widgets().end()),
                         [](const auto& row) { return std::string(row.param->text.id); });
TEST(Inks, StandInTheOrderOfTheTokenFile) {
  const std::string tokens = file_text("../tokens.json");
  ASSERT_FALSE(tokens.empty());
  std::size_t last = 0;
  for (std::string name : std::vector<std::string>(ink_names, ink_names + ink_count)) {
    std::replace(name.begin(), name.end(), '-', '_');
    const std::size_t at = tokens.find("\"" + name + "\":");
    ASSERT_NE(at, std::string::npos) << name;
    EXPECT_GT(at, last) << name;
    last = at;
  }
}

}  // namespace
}  // namespace lesson
