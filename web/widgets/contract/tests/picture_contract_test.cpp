// picture_contract_test.cpp: what every widget's picture promises: it fits, speaks, can be read and touched, at any width.
#include <array>
#include <cmath>
#include <set>

#include "contract_fixture.h"
#include "recording_canvas.h"

namespace lesson {
namespace {

constexpr float widths[] = {240, 320, 344, 420, 559, 560, 640, 720, 960, 1200};

// Every promise holds for the whole picture and for each panel alone.
class PictureContract : public Contract {
 protected:
  std::vector<PanelSet> pictures() const {
    std::vector<PanelSet> sets{0};
    for (std::size_t panel = 0; panel < text().panels.size(); ++panel) sets.push_back(PanelSet{1} << panel);
    return sets;
  }
  // "setting 3, 344 px wide, panel units"
  std::string scene(int index, float width, PanelSet panels) const {
    const PanelInfo* panel = only_panel(text(), panels);
    return "setting " + std::to_string(index) + ", " + std::to_string(static_cast<int>(width)) + " px wide, " +
           (panels == 0 || panel == nullptr ? "all panels" : "panel " + std::string(panel->id));
  }
  // Looks at the session of a setting, at every width, whole and panel by panel.
  template <class Look>
  void look_at(int index, int ticks, std::span<const float> at_widths, Look look) const {
    const Session& session = seen_at(index, ticks);
    for (const float width : at_widths)
      for (const PanelSet panels : pictures()) {
        const testing::ScopedTrace trace(__FILE__, __LINE__, scene(index, width, panels));
        look(session, picture_of(session, width, panels));
      }
  }
};

TEST_P(PictureContract, PanelsAreNamed) {
  const std::size_t count = text().panels.size();
  ASSERT_GE(count, 1u);
  ASSERT_LE(count, static_cast<std::size_t>(most_panels));
  const Session session(*GetParam());
  std::set<std::string_view> ids, titles;
  for (const PanelInfo& panel : text().panels) {
    EXPECT_TRUE(ids.insert(panel.id).second) << panel.id;
    EXPECT_TRUE(titles.insert(panel.title).second) << panel.title;
    EXPECT_FALSE(panel.id.empty());
    EXPECT_EQ(panel.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string_view::npos)
        << panel.id;
    EXPECT_FALSE(panel.title.empty());
    std::set<std::string_view> controls;
    for (const std::string_view id : panel.controls) {
      EXPECT_TRUE(session.find_param(id).has_value() || session.find_action(id).has_value())
          << panel.id << ": " << id;
      EXPECT_TRUE(controls.insert(id).second) << panel.id << ": " << id << " twice";
    }
  }
}

// Somewhere in a figure that shows all panels there is a control or a button for it.
TEST_P(PictureContract, SomePanelOffersEachParameterAndAction) {
  std::set<std::string_view> offered;
  for (const PanelInfo& panel : text().panels) {
    if (panel.controls.empty()) return;  // it offers all
    offered.insert(panel.controls.begin(), panel.controls.end());
  }
  for (const ParamInfo& info : text().params) EXPECT_TRUE(info.measured || offered.contains(info.id)) << info.id;
  for (const ActionInfo& info : text().actions) EXPECT_TRUE(offered.contains(info.id)) << info.id;
}

// Who reads the table instead of the picture hears the name of its column with each cell.
TEST_P(PictureContract, TablesNameTheirColumns) {
  for (int index = -1; index < setting_count; ++index) {
    const Session& session = seen_at(index, 12);
    for (std::size_t panel = 0; panel < text().panels.size(); ++panel) {
      const std::string table = session.table(panel);
      const std::string heading = table.substr(0, table.find('\n'));
      if (table.empty()) continue;  // a panel without one
      EXPECT_EQ(('\t' + heading + '\t').find("\t\t"), std::string::npos)
          << text().panels[panel].id << ": " << heading;
    }
  }
}

TEST_P(PictureContract, HeightIsReasonableAtEveryWidth) {
  for (float width = 240; width <= 1200; width += 1) {
    for (const PanelSet panels : pictures()) {
      const float height = panel_layout(text(), width, panels).height;
      ASSERT_TRUE(std::isfinite(height));
      ASSERT_GE(height, 120);
      ASSERT_LE(height, only_panel(text(), panels) != nullptr ? 760 : 2100);
    }
  }
}

TEST_P(PictureContract, DrawsInsideItsBounds) {
  for (int index = -1; index < setting_count; ++index)
    look_at(index, index % 3 == 0 ? 12 : 0, widths, [](const Session&, const RecordingCanvas& canvas) {
      for (const RecordingCanvas::Mark& mark : canvas.marks)
        EXPECT_TRUE(canvas.holds(mark.area))
            << mark.what << " at " << mark.area.x << ", " << mark.area.y << ", size " << mark.area.width << " x "
            << mark.area.height << " in a height of " << canvas.bounds().height;
    });
}

TEST_P(PictureContract, PicturesSpeak) {
  look_at(-1, 0, widths, [](const Session&, const RecordingCanvas& canvas) {
    EXPECT_GE(canvas.texts.size(), 1u);
    EXPECT_GE(canvas.explanations.size(), 1u);
    for (const std::string& words : canvas.explanations) {
      ASSERT_FALSE(words.empty());
      EXPECT_EQ(words.back(), '.') << words;
    }
  });
}

// Boxes are estimates of the text's size; shrunk a little, because neighbors may come close.
TEST_P(PictureContract, TextsDoNotOverlap) {
  for (int index = -1; index < setting_count; ++index)
    for (const int ticks : {0, 12})
      look_at(index, ticks, widths, [](const Session&, const RecordingCanvas& canvas) {
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
                << words[i].what << " and " << words[j].what;
          }
      });
}

TEST_P(PictureContract, TextIsLargeEnoughToRead) {
  look_at(-1, 12, widths, [](const Session&, const RecordingCanvas& canvas) {
    for (const float size : canvas.text_sizes) EXPECT_GE(size, 12);
  });
}

// Two marks of one name could not both be moved.
TEST_P(PictureContract, NamesOfMarksAreUnique) {
  for (int index = -1; index < 8; ++index)
    look_at(index, 12, std::array{344.0f, 720.0f}, [](const Session&, const RecordingCanvas& canvas) {
      std::set<std::uint32_t> names;
      for (const std::uint32_t name : canvas.keys) {
        EXPECT_NE(name, 0u);
        EXPECT_TRUE(names.insert(name).second);
      }
    });
}

TEST_P(PictureContract, TouchNamesWhatExistsAndWhatItMayBe) {
  for (int index = -1; index < 8; ++index)
    look_at(index, 0, std::array{320.0f, 720.0f}, [&](const Session& session, const RecordingCanvas& canvas) {
      for (const auto& touch : canvas.taps) {
        EXPECT_TRUE(session.find_action(touch.id).has_value()) << touch.id;
        EXPECT_TRUE(canvas.holds(touch.area));
      }
      for (const auto* touches : {&canvas.settings, &canvas.drags})
        for (const auto& touch : *touches) {
          const auto param = session.find_param(touch.id);
          ASSERT_TRUE(param.has_value()) << touch.id;
          EXPECT_TRUE(session.relevant(*param)) << touch.id;
          const ParamInfo& info = text().params[*param];
          if (is_number(info.control)) {
            EXPECT_GE(touch.min, info.range.min) << touch.id;
            EXPECT_LE(touch.max, info.range.max) << touch.id;
          } else if (info.control == Control::set) {
            EXPECT_EQ(read_value(info, touch.min).fit, Reading::Fit::taken) << touch.id;
          } else {  // painted: the page sets one number at a time
            EXPECT_TRUE(info.control == Control::cells || info.control == Control::curve) << touch.id;
          }
          EXPECT_TRUE(canvas.holds(touch.area)) << touch.id;
        }
    });
}

// Whatever the pointer can do in a panel the keyboard can do too: the panel names it among its controls.
TEST_P(PictureContract, WhatCanBeTouchedIsAControlOfThePanel) {
  const Session session(*GetParam());
  for (std::size_t panel = 0; panel < text().panels.size(); ++panel) {
    const std::span<const std::string_view> controls = text().panels[panel].controls;
    if (controls.empty()) continue;
    const RecordingCanvas canvas = picture_of(session, 720, PanelSet{1} << panel);
    for (const auto* touches : {&canvas.taps, &canvas.settings, &canvas.drags})
      for (const auto& touch : *touches)
        EXPECT_NE(std::find(controls.begin(), controls.end(), touch.id), controls.end())
            << text().panels[panel].id << ": " << touch.id;
  }
}

// Nothing lives in the controls as "values in the picture" that the picture does not offer.
TEST_P(PictureContract, ParametersInThePictureCanBeTouchedThere) {
  const Session session(*GetParam());
  const RecordingCanvas canvas = picture_of(session);
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
    const RecordingCanvas canvas = picture_of(seen_at(index, 12), index % 2 == 0 ? 720 : 320);
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
