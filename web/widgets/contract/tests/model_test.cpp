// model_test.cpp: the functions of model.h: staging, words, tables, state, runs, and calls that make no sense.
#include "contract/model.h"

#include <array>
#include <cmath>
#include <string>

#include "contract/list_reader.h"
#include "contract/program_widgets.h"
#include "contract/run_ledger.h"
#include "garden_widget.h"
#include "test_support.h"

namespace lesson {

namespace {
const WidgetType* chosen = &garden_widget;
}
std::span<const WidgetType* const> program_widgets() {
  static std::array<const WidgetType*, 2> held;
  held = {&garden_widget, chosen};
  return held;
}

namespace {

std::string text(const char* returned) {
  EXPECT_EQ(static_cast<int>(std::string(returned).size()), model_size());
  return returned;
}
std::vector<char> state() {
  const auto* const bytes = reinterpret_cast<const char*>(model_save());
  return {bytes, bytes + model_size()};
}
int load(const std::vector<char>& bytes) {
  char* const room = model_input(static_cast<int>(bytes.size()));
  std::copy(bytes.begin(), bytes.end(), room);
  return model_load(room, static_cast<int>(bytes.size()));
}
void play(const WidgetType& type) {
  chosen = &type;
  EXPECT_EQ(model_create(declaration_hash(type)), 1);
}
int place(const char* id) { return static_cast<int>(Session(*chosen).find_param(id).value()); }

TEST(Model, AProgramMakesTheWidgetThatIsAskedForAndNoOther) {
  play(*find_widget("mask_sampler"));
  const std::string mask = text(model_sentence(0));
  EXPECT_EQ(model_create(1), 0);
  EXPECT_EQ(text(model_sentence(0)), mask) << "what was there stays";
  EXPECT_EQ(model_create(declaration_hash(garden_widget)), 1);
  EXPECT_NE(text(model_sentence(0)), mask);
}

TEST(Model, StagedValuesTakeEffectTogether) {
  play(garden_widget);
  model_step(4);
  EXPECT_EQ(model_stage_text(0, "2-3"), 1);
  EXPECT_EQ(model_stage_text(1, "0_0_0_7"), 2);
  EXPECT_EQ(text(model_message()),
            "the value \"0_0_0_7\" of \"water\" is not within 0 to 1 in steps of 0.05; 0_0_0_1 is used");
  EXPECT_EQ(model_stage_text(2, "z"), 0);
  EXPECT_EQ(model_ticks(), 4) << "nothing has changed yet";
  model_apply();
  EXPECT_EQ(model_ticks(), 0);
  EXPECT_EQ(text(model_text(0)), "2-3");
  EXPECT_EQ(text(model_shown(0)), "dill, mint");
  EXPECT_EQ(text(model_text(1)), "0_0_0_1");
  EXPECT_EQ(text(model_text(2)), "a-1.5_0.5b2_-1") << "what was refused stays";
  EXPECT_EQ(text(model_response()), "Herbs dill, mint, Water 0.00 l to 1.00 l.");
  EXPECT_TRUE(std::isnan(model_value(0)));
}

TEST(Model, OneNumberOfAListIsStagedByItsPlace) {
  play(garden_widget);
  EXPECT_EQ(model_stage_part(3, 9, 1), 1);
  EXPECT_EQ(model_stage_part(3, 0, 0), 1);
  model_apply();
  EXPECT_EQ(text(model_text(3)), "084");
  EXPECT_EQ(model_stage_part(2, 0, 2.9), 1);  // a tree is dragged
  model_apply();
  EXPECT_EQ(text(model_text(2)), "a3_0.5b2_-1");
  for (const int bad : {-1, 10}) EXPECT_EQ(model_stage_part(3, bad, 1), 0);
  EXPECT_EQ(model_stage_part(3, 0, std::nan("")), 0);
}

TEST(Model, SaysDescriptionsAndTablesOfItsPanels) {
  play(garden_widget);
  EXPECT_EQ(text(model_sentence(0)), "A garden.");
  EXPECT_EQ(text(model_sentence(2)), "Its beds.");
  EXPECT_EQ(text(model_description(0)), "A garden behind the house.");
  EXPECT_EQ(text(model_table(0)), "Measure\tValue\nDays\t0\n");
  EXPECT_TRUE(text(model_table(1)).starts_with("Bed\tDug\n1\tyes and   deep\n2\tno\n"));
  EXPECT_EQ(text(model_table(2)), "");
}

TEST(Model, PicturesAreListsThatReadersTake) {
  play(*find_widget("mask_sampler"));
  for (const float width : {0.0f, 240.0f, 720.0f, 1e9f, std::nanf("")}) {
    const unsigned char* const list = model_picture(width, 0);
    const auto info = check_list({list, static_cast<std::size_t>(model_size())});
    ASSERT_TRUE(info.has_value()) << width;
    EXPECT_EQ(info->height, model_height(width, 0)) << width;
  }
}

TEST(Model, StateComesBackAndDamageIsRefused) {
  play(*find_widget("mask_sampler"));
  model_step(30);
  const std::vector<char> saved = state();
  const std::string sentence = text(model_sentence(0));
  model_seek(10);
  EXPECT_EQ(model_ticks(), 10);
  EXPECT_EQ(model_reached(), 30);
  model_create(declaration_hash(*chosen));
  EXPECT_EQ(load(saved), 1);
  EXPECT_EQ(text(model_sentence(0)), sentence);
  EXPECT_EQ(load({saved.begin(), saved.end() - 1}), 0);
  EXPECT_EQ(model_ticks(), 0);
  EXPECT_EQ(load({}), 0);
  EXPECT_EQ(model_input(-1), nullptr);
  EXPECT_EQ(model_input((16 << 20) + 1), nullptr);
}

TEST(Model, AnActionWaitsForItsTurn) {
  const WidgetType& type = *find_widget("guess_mask");
  play(type);
  const int actions = static_cast<int>(type.text.params.size());
  EXPECT_EQ(type.text.actions[0].id, "guess_dropout");
  EXPECT_EQ(type.text.actions[4].id, "next_one");
  EXPECT_EQ(model_relevant(actions), 1);
  EXPECT_EQ(model_relevant(actions + 4), 0);
  model_act(0);
  EXPECT_EQ(model_relevant(actions), 0);
  EXPECT_EQ(model_relevant(actions + 4), 1);
  EXPECT_EQ(model_relevant(actions + static_cast<int>(type.text.actions.size())), 0);
}

TEST(Model, PlacesOutOfRangeDoNothing) {
  play(*find_widget("mask_sampler"));
  const std::string sentence = text(model_sentence(0));
  for (const int bad : {-1, 1000}) {
    EXPECT_EQ(model_stage(bad, 0.3), 0);
    EXPECT_EQ(model_stage_text(bad, "0.3"), 0);
    EXPECT_TRUE(std::isnan(model_value(bad)));
    EXPECT_EQ(text(model_text(bad)), "");
    EXPECT_EQ(text(model_shown(bad)), "");
    EXPECT_EQ(model_readout(bad), 0);
    EXPECT_EQ(text(model_readout_shown(bad)), "");
    EXPECT_EQ(model_relevant(bad), 0);
    model_act(bad);
    EXPECT_EQ(text(model_table(bad)), "");
    EXPECT_EQ(model_wanted_run(bad), -1);
    EXPECT_EQ(model_train_run(bad), 0);
    EXPECT_EQ(model_timed_work(bad), 0);
  }
  EXPECT_EQ(model_stage_text(0, nullptr), 0);
  model_apply();
  EXPECT_EQ(text(model_sentence(0)), sentence);
}

TEST(Model, APoolInstanceTrainsTheSameRunAsTheTicks) {
  play(*find_widget("rate_sweep"));
  for (const auto& [id, value] : {std::pair{"stop_after", 20}, {"seeds", 2}, {"width", 8}})
    EXPECT_EQ(model_stage(place(id), value), 1);
  model_apply();
  model_run();
  const int wanted = model_wanted_run(2);
  ASSERT_EQ(wanted, 2);
  ASSERT_EQ(model_train_run(wanted), 1);
  const double train = model_run_train_accuracy(), test = model_run_test_accuracy();
  EXPECT_EQ(model_offer_run(wanted, train, test), 1);
  EXPECT_EQ(model_offer_run(wanted, train, test), 0) << "known already";
  EXPECT_EQ(model_offer_run(3, 1.5, 0.5), 0) << "no share";
  EXPECT_EQ(model_wanted_run(2), 3);
  EXPECT_EQ(model_take_offered(), 0) << "two others come before it";
  const int goal = model_goal();
  model_advance(goal);
  const std::string helped = text(model_sentence(0));
  model_reset();
  model_run();
  model_advance(goal);
  EXPECT_EQ(text(model_sentence(0)), helped);
}

// ---- a widget whose runs are trained with everything that TrainerConfig has, not only with Adam ------------------------

struct Descent {
  struct Params {
    int momentum = 9;  // tenths
  };
  void reset(const Params& params) {
    momentum_ = params.momentum / 10.0;
    ledger_.reset({.first_tick = 0, .ticks_per_run = 4, .run_count = 3});
  }
  void step(const Params&) { ledger_.tick(run_config(ledger_.finished())); }
  void state(StateIo& io) { ledger_.state(io); }
  void draw(const Params&, Canvas&) const {}
  std::string describe(const Params&) const { return std::to_string(ledger_.finished()) + " runs."; }
  RunLedger& runs() { return ledger_; }
  dropout::TrainerConfig run_config(int run) const {
    dropout::TrainerConfig config;
    config.dataset.count = 40;
    config.test_count = 500;
    config.hidden_widths = {8};
    config.optimizer.kind = dropout::OptimizerKind::sgd;
    config.optimizer.learning_rate = 0.1;
    config.optimizer.momentum = momentum_;
    config.weight_decay = 0.001;
    config.total_steps = 60;
    config.seed = static_cast<std::uint64_t>(run) + 5;
    return config;
  }
  double train(const Params&) const { return ledger_.finished() > 0 ? ledger_.results().back().train_accuracy : 0; }
  double test(const Params&) const { return ledger_.finished() > 0 ? ledger_.results().back().test_accuracy : 0; }

 private:
  RunLedger ledger_;
  double momentum_ = 0;
};
constexpr ParamInfo descent_params[] = {
    param<&Descent::Params::momentum>("momentum", "Momentum", "", {0, 9, 1}, "Tenths.")};
constexpr ReadoutInfo descent_readouts[] = {readout<&Descent::train>("train", "Train", "", 4, "Of the last run."),
                                            readout<&Descent::test>("test", "Test", "", 4, "Of the last run.")};
constexpr PanelInfo descent_panels[] = {panel<&Descent::draw>("picture", "Descent", [](float) { return 100.0f; })};
const WidgetType descent = widget_type<Descent>({.id = "descent",
                                                 .title = "Descent",
                                                 .summary = "Descends.",
                                                 .hint = "Run.",
                                                 .params = descent_params,
                                                 .readouts = descent_readouts,
                                                 .actions = {},
                                                 .playback = {.max_ticks = 12},
                                                 .panels = descent_panels});

TEST(Model, APoolTrainsStochasticGradientDescentToo) {
  for (const int momentum : {0, 5, 9}) {
    play(descent);
    model_stage(0, momentum);
    model_apply();
    for (int run = 0; run < 3; ++run) {
      ASSERT_EQ(model_train_run(run), 1);
      model_step(4);  // the ticks train it themselves
      EXPECT_EQ(model_readout(0), model_run_train_accuracy()) << "run " << run << ", momentum " << momentum;
      EXPECT_EQ(model_readout(1), model_run_test_accuracy()) << "run " << run << ", momentum " << momentum;
    }
    EXPECT_EQ(model_train_run(3), 0);
  }
}

}  // namespace
}  // namespace lesson
