// abi_session_test.cpp: the C functions without a window, called as a page or a Worker calls them.
#include "abi.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lesson_state.h"

namespace lesson {
namespace {

Json json_of(const char* text) { return Json::parse(text, nullptr, false); }

// Every widget of the list is driven: a new one adds no test code.
class Abi : public testing::TestWithParam<const WidgetType*> {
 protected:
  const WidgetText& text() const { return GetParam()->text; }
  std::string id() const { return std::string(text().id); }
  void create(const char* block = "{}") {
    lesson_messages();
    ASSERT_EQ(lesson_create(id().c_str(), block), 0);
  }
};

TEST_P(Abi, DeclarationIsTheCatalogEntry) {
  create();
  EXPECT_EQ(json_of(lesson_declaration()), declaration_json(*GetParam()));
}

TEST_P(Abi, EveryParameterCanBeSetToBothEndsAndIsShownSo) {
  create();
  for (std::size_t i = 0; i < text().params.size(); ++i)
    for (const double end : {text().params[i].range.min, text().params[i].range.max}) {
      lesson_set(static_cast<int>(i), end);
      const Json snapshot = json_of(lesson_snapshot());
      EXPECT_EQ(snapshot["values"][std::string(text().params[i].id)], end) << text().params[i].id;
      for (const auto& [key, value] : snapshot["readouts"].items()) EXPECT_TRUE(value.is_number()) << key;
      EXPECT_FALSE(snapshot["sentence"].get<std::string>().empty());
    }
}

TEST_P(Abi, NaNInfinityAndUnknownPlacesChangeNothing) {
  create();
  const std::string before = lesson_snapshot();
  for (const double bad :
       {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()})
    for (int param = -1; param <= static_cast<int>(text().params.size()); ++param) lesson_set(param, bad);
  lesson_set(-1, 1);
  lesson_set(1000, 1);
  lesson_act(-1);
  lesson_act(1000);
  lesson_step(-5);
  EXPECT_EQ(lesson_snapshot(), before);
}

TEST_P(Abi, BadBlockLeavesTheDefaultsAndAMessage) {
  create();
  const std::string fresh = lesson_snapshot();
  for (const char* bad : {"", "[", "[]", "null", "{\"params\":{\"seed\":1e999}}"}) {
    EXPECT_EQ(lesson_create(id().c_str(), bad), 2) << bad;
    EXPECT_EQ(lesson_snapshot(), fresh) << bad;
    EXPECT_EQ(json_of(lesson_messages()).size(), 1u) << bad;
    EXPECT_EQ(json_of(lesson_messages()).size(), 0u) << bad;
  }
}

TEST_P(Abi, SavedBytesContinueLikeTheOriginal) {
  create();
  if (text().playback.max_ticks == 0) return;
  lesson_step(3);
  lesson_run();
  const unsigned char* bytes = lesson_save();
  const std::vector<unsigned char> saved(bytes, bytes + lesson_saved_size());
  const std::string at_three = lesson_snapshot();
  lesson_advance(4);
  const std::string at_seven = lesson_snapshot();
  ASSERT_NE(at_three, at_seven);

  create();
  ASSERT_EQ(lesson_load(saved.data(), static_cast<int>(saved.size())), 1);
  EXPECT_EQ(lesson_snapshot(), at_three);
  EXPECT_EQ(lesson_running(), 1);
  EXPECT_EQ(lesson_advance(4), 4);
  EXPECT_EQ(lesson_snapshot(), at_seven);
}

// What a pool of Workers does: ask, compute with the settings as they stand in the JSON, offer, take.
TEST(AbiRuns, RunsComputedElsewhereEndAsTheWidgetsOwn) {
  constexpr const char* block = R"({"params":{"stop_after":20,"width":8,"seeds":2,"data":"xor"}})";
  ASSERT_EQ(lesson_create("rate_sweep", block), 0);
  EXPECT_STREQ(lesson_wanted_runs(4), "[]") << "nothing runs yet";
  lesson_run();
  lesson_advance(1 << 20);
  const std::string alone = lesson_snapshot();

  ASSERT_EQ(lesson_create("rate_sweep", block), 0);
  lesson_run();
  int rounds = 0;
  for (Json wanted; !(wanted = json_of(lesson_wanted_runs(3))).empty() && ++rounds < 100;)
    for (const Json& run : wanted) {
      const Json& settings = run["settings"];
      dropout::TrainerConfig config;
      EXPECT_EQ(settings["data"], "xor");
      config.dataset = {.kind = dropout::DatasetKind::exclusive_or,
                        .count = settings["points"].get<int>(),
                        .noise = settings["noise"].get<double>(),
                        .flip_share = settings["flipShare"].get<double>(),
                        .seed = settings["seed"].get<std::uint64_t>()};
      config.test_count = settings["testPoints"].get<int>();
      config.hidden_widths = settings["hidden"].get<std::vector<int>>();
      EXPECT_EQ(settings["activation"], "relu");
      config.drop_rate = settings["dropRate"].get<double>();
      config.weight_decay = settings["weightDecay"].get<double>();
      config.optimizer.learning_rate = settings["learningRate"].get<double>();
      config.total_steps = settings["steps"].get<int>();
      config.seed = settings["seed"].get<std::uint64_t>();
      dropout::Trainer trainer(config);
      trainer.step(config.total_steps);
      const dropout::Metrics metrics = trainer.evaluate();
      EXPECT_EQ(lesson_offer_run(run["run"].get<int>(), metrics.train_accuracy, metrics.test_accuracy), 1);
      lesson_take_offered();
    }
  EXPECT_EQ(lesson_snapshot(), alone);
  EXPECT_EQ(lesson_running(), 0);
}

TEST(AbiRuns, ImpossibleResultsAreRefused) {
  ASSERT_EQ(lesson_create("rate_sweep", "{}"), 0);
  lesson_run();
  EXPECT_EQ(lesson_offer_run(0, std::nan(""), 0.5), 0);
  EXPECT_EQ(lesson_offer_run(0, 0.5, 2), 0);
  EXPECT_EQ(lesson_offer_run(-1, 0.5, 0.5), 0);
  EXPECT_EQ(lesson_take_offered(), 0);
  ASSERT_EQ(lesson_create("mask_sampler", "{}"), 0);
  EXPECT_EQ(lesson_offer_run(0, 0.5, 0.5), 0);
  EXPECT_STREQ(lesson_wanted_runs(4), "[]");
}

TEST_P(Abi, ForeignBytesAreRefusedAndTheWidgetStartsOver) {
  create();
  const std::string fresh = lesson_snapshot();
  lesson_step(2);
  const unsigned char foreign[] = {1, 2, 3, 250, 255, 255, 255, 255, 9};
  EXPECT_EQ(lesson_load(foreign, sizeof foreign), 0);
  EXPECT_EQ(lesson_snapshot(), fresh);
  EXPECT_EQ(lesson_load(nullptr, 5), 0);
  EXPECT_EQ(lesson_load(foreign, -1), 0);
}

TEST_P(Abi, RunPauseStepAndResetMoveTheTicks) {
  create();
  if (text().playback.max_ticks == 0) return;
  lesson_step(2);
  EXPECT_EQ(lesson_ticks(), 2);
  EXPECT_EQ(lesson_running(), 0);
  lesson_run();
  EXPECT_EQ(lesson_running(), 1);
  EXPECT_EQ(lesson_advance(1), 1);
  lesson_pause();
  EXPECT_EQ(lesson_running(), 0);
  EXPECT_EQ(lesson_advance(1), 0);
  EXPECT_EQ(lesson_ticks(), 3);
  lesson_reset();
  EXPECT_EQ(lesson_ticks(), 0);
}

TEST_P(Abi, ControlsInTheCanvasMakeItHigher) {
  create();
  lesson_options(0);
  const float picture = lesson_height(720);
  EXPECT_GE(picture, 120);
  lesson_options(1);
  EXPECT_EQ(lesson_height(720), picture + layout_controls(text(), 720, {}, false).height());
  for (const float bad : {0.f, -5.f, std::nanf(""), 1e9f}) EXPECT_TRUE(std::isfinite(lesson_height(bad)));
  lesson_options(0);
}

INSTANTIATE_TEST_SUITE_P(EveryWidget, Abi, testing::ValuesIn(all_widgets().begin(), all_widgets().end()),
                         [](const auto& tested) { return std::string(tested.param->text.id); });

TEST(AbiCreate, UnknownWidgetIsRefusedByName) {
  lesson_messages();
  EXPECT_EQ(lesson_create("ghost", "{}"), 1);
  EXPECT_EQ(json_of(lesson_messages())[0], "there is no widget with this id: ghost");
  EXPECT_EQ(lesson_create(nullptr, nullptr), 1);
}

TEST(AbiCreate, FigureCarriesWhatTheBlockSays) {
  const std::string id(all_widgets()[0]->text.id);
  ASSERT_EQ(lesson_create(id.c_str(), R"({"title":"T","caption":"C","hide":["reset"],"lock":["run"]})"), 0);
  EXPECT_STREQ(lesson_figure(), R"({"title":"T","caption":"C","hide":["reset"],"lock":["run"]})");
}

}  // namespace
}  // namespace lesson
