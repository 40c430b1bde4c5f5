// session_fuzz.cpp: calls of model.h in any order with any arguments, and saved runs with other bytes, for every widget.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <cmath>
#include <string>

#include "contract/list_reader.h"
#include "contract/model.h"
#include "contract/program_widgets.h"
#include "contract/session.h"
#include "demand.h"

namespace lesson {

std::span<const WidgetType* const> program_widgets() { return all_widgets(); }

namespace {

// A tick may be much work, with sanitizers above all; an input that trains for long finds no more than others.
constexpr int most_calls = 24, most_ticks = 12;

class Caller {
 public:
  Caller(const WidgetType& type, const std::uint8_t* data, std::size_t size) : type_(type), in_(data, size) {}

  void play() {
    demand(model_create(declaration_hash(type_)) == 1, "there is such a widget");
    for (int call = 0; call < most_calls && in_.remaining_bytes() > 0; ++call) {
      switch (in_.ConsumeIntegralInRange(0, 5)) {
        case 0:
        case 1: change(); break;
        case 2: move(); break;
        case 3: state(); break;
        case 4: runs(); break;
        default: look(); break;
      }
    }
    look();
  }

 private:
  // Mostly one of the rows, sometimes none.
  int place(std::size_t rows) { return in_.ConsumeIntegralInRange(-1, static_cast<int>(rows)); }
  double number() {
    if (in_.ConsumeBool()) return in_.ConsumeFloatingPointInRange(-2.0, 70.0);
    return in_.ConsumeFloatingPoint<double>();
  }
  int ticks() {
    const int wanted = in_.ConsumeIntegralInRange(-1, most_ticks);
    const int allowed = std::min(wanted, most_ticks - done_);
    done_ += std::max(0, allowed);
    return allowed;
  }

  void change() {
    const int param = place(type_.text.params.size());
    const int way = in_.ConsumeIntegralInRange(0, 3);
    int answer = 1;
    if (way == 0) answer = model_stage(param, number());
    if (way == 1) answer = model_stage_text(param, in_.ConsumeRandomLengthString(400).c_str());
    if (way == 2) answer = model_stage_part(param, in_.ConsumeIntegralInRange(-1, 1100), number());
    if (way == 3) model_act(place(type_.text.actions.size()));
    demand(answer >= 0 && answer <= 2, "a value is refused, taken or fitted");
    model_message();
    if (in_.ConsumeBool()) model_apply();
  }

  void move() {
    switch (in_.ConsumeIntegralInRange(0, 7)) {
      case 0: model_step(ticks()); break;
      case 1: model_run(); break;
      case 2: model_run_to(in_.ConsumeIntegral<int>()); break;
      case 3: model_advance(ticks()); break;
      case 4: model_seek(in_.ConsumeIntegralInRange(-1, most_ticks)); break;
      case 5: model_pause(); break;
      case 6: model_reset(); break;
      default: model_step(model_last_tick() <= most_ticks ? ticks() : -7); break;
    }
    demand(model_ticks() >= 0 && model_ticks() <= model_reached() && model_reached() <= model_last_tick(), "ticks");
    demand(model_goal() >= model_ticks() && model_goal() <= model_last_tick(), "the goal lies ahead");
  }

  static std::string saved() {
    const auto* const bytes = reinterpret_cast<const char*>(model_save());
    return {bytes, static_cast<std::size_t>(model_size())};
  }
  static int load(const std::string& bytes) {
    char* const room = model_input(static_cast<int>(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), room);
    return model_load(room, static_cast<int>(bytes.size()));
  }

  void state() {
    std::string bytes = saved();
    demand(load(bytes) == 1 && saved() == bytes, "what was saved is loaded, and is the same when saved again");
    switch (in_.ConsumeIntegralInRange(0, 3)) {
      case 0: return;
      case 1: bytes = in_.ConsumeRandomLengthString(600); break;
      case 2: bytes.resize(in_.ConsumeIntegralInRange<std::size_t>(0, bytes.size() + 9)); break;
      default:
        for (int i = 0; i < 8 && !bytes.empty(); ++i)
          bytes[in_.ConsumeIntegralInRange<std::size_t>(0, bytes.size() - 1)] = in_.ConsumeIntegral<char>();
    }
    spoiled_ = load(bytes) == 1 || spoiled_;
    demand(!spoiled_ || model_ticks() <= model_last_tick(), "a loaded run ends where runs end");
    // From there on it would be more work than from a state of this run's.
    done_ = spoiled_ ? std::max(done_, most_ticks - 2) : done_;
  }

  void runs() {
    const int run = in_.ConsumeIntegralInRange(-2, 200);
    model_wanted_run(in_.ConsumeIntegralInRange(-1, 8));
    model_offer_run(run, number(), number());
    model_take_offered();
    model_timed_work(in_.ConsumeBool() ? -1 : 4000);
  }

  void look() {
    for (int i = -1; i <= static_cast<int>(type_.text.readouts.size()); ++i) {
      // Numbers of another's may come to anything; those of a run of its own are finite.
      demand(spoiled_ || std::isfinite(model_readout(i)), "a readout is finite");
      model_readout_shown(i);
    }
    for (int i = -1; i <= static_cast<int>(type_.text.params.size()); ++i) {
      model_value(i), model_text(i), model_shown(i), model_relevant(i);
    }
    const auto panels = in_.ConsumeIntegral<std::uint32_t>();
    model_sentence(panels), model_description(panels), model_response();
    model_table(place(type_.text.panels.size()));
    const float width =
        in_.ConsumeBool() ? in_.ConsumeFloatingPointInRange(240.0f, 1200.0f) : in_.ConsumeFloatingPoint<float>();
    model_height(width, panels);
    const unsigned char* const list = model_picture(width, panels);
    std::string why;
    const bool good = check_list({list, static_cast<std::size_t>(model_size())}, &why).has_value();
    demand(good, why.c_str());
  }

  const WidgetType& type_;
  FuzzedDataProvider in_;
  int done_ = 0;
  bool spoiled_ = false;
};

}  // namespace
}  // namespace lesson

// The first byte chooses the widget.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lesson;
  if (size > 0) Caller(*all_widgets()[data[0] % all_widgets().size()], data + 1, size - 1).play();
  return 0;
}
