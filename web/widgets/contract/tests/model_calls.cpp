// model_calls.cpp: calls the functions of model.h that its input names and prints what they return, bit by bit. What the
// WebAssembly programs return to the same calls must be the same; models.test.mjs makes the calls and compares.
//
//   model_calls             describes every widget: a line of JSON each
//   model_calls <widget>    a line of input is a call, "model_stage_text 3 0.5"; a line of output is what it returned
#include <cinttypes>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <tuple>

#include "contract/model.h"
#include "contract/program_widgets.h"
#include "contract/session.h"
#include "dropout/bits.h"

namespace lesson {

namespace {
const WidgetType* chosen = nullptr;
std::string saved;  // what the last model_save returned
}  // namespace

std::span<const WidgetType* const> program_widgets() { return {&chosen, 1}; }

namespace {

template <class T>
T argument(std::istream& in) {
  if constexpr (std::is_same_v<T, const char*>) {
    static std::string rest;  // a call has one text at most, at its end
    in.get();
    std::getline(in, rest);
    return rest.c_str();
  } else {
    T value{};
    in >> value;
    return value;
  }
}

std::string bits_of(double value) {
  char digits[20];
  std::snprintf(digits, sizeof digits, "%016" PRIx64, dropout::bits_as<std::uint64_t>(value));
  return digits;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char sign : text)
    line += sign == '\n' ? std::string("\\n") : sign == '\t' ? std::string("\\t") : std::string(1, sign);
  return line;
}

std::string printed(int value) { return std::to_string(value); }
std::string printed(double value) { return value != value ? "nan" : bits_of(value); }
std::string printed(float value) { return printed(static_cast<double>(value)); }
std::string printed(const char* text) {
  return std::to_string(model_size()) + " " + one_line(std::string(text, static_cast<std::size_t>(model_size())));
}
std::string printed(const unsigned char* bytes) {  // how many, and their FNV-1a
  std::uint32_t hash = 2166136261u;
  for (int i = 0; i < model_size(); ++i) hash = (hash ^ bytes[i]) * 16777619u;
  return std::to_string(model_size()) + " " + std::to_string(hash);
}

template <auto Function>
struct CallOf;
template <class Result, class... Arguments, Result (*Function)(Arguments...)>
struct CallOf<Function> {
  static std::string run(std::istream& in) {
    const std::tuple<Arguments...> arguments{argument<Arguments>(in)...};  // braces: in this order
    if constexpr (std::is_void_v<Result>) {
      std::apply(Function, arguments);
      return "";
    } else {
      return printed(std::apply(Function, arguments));
    }
  }
};

// States are for the same program only, so their bytes are not compared.
std::string save(std::istream&) {
  const auto* const bytes = reinterpret_cast<const char*>(model_save());
  saved.assign(bytes, static_cast<std::size_t>(model_size()));
  return "";
}
std::string same_as_saved(std::istream&) {
  const auto* const bytes = reinterpret_cast<const char*>(model_save());
  return saved == std::string(bytes, static_cast<std::size_t>(model_size())) ? "1" : "0";
}
std::string load(std::istream& in) {  // without so many bytes at its end
  const auto size = static_cast<int>(saved.size()) - argument<int>(in);
  char* const room = model_input(size);
  saved.copy(room, static_cast<std::size_t>(size));
  return printed(model_load(room, size));
}

struct Call {
  std::string_view name;
  std::string (*run)(std::istream& in);
};
#define CALL(function) \
  { #function, &CallOf < &function> ::run }
const Call calls[] = {
    CALL(model_create),
    CALL(model_stage),
    CALL(model_stage_text),
    CALL(model_stage_part),
    CALL(model_apply),
    CALL(model_message),
    CALL(model_value),
    CALL(model_text),
    CALL(model_shown),
    CALL(model_relevant),
    CALL(model_readout),
    CALL(model_readout_shown),
    CALL(model_act),
    CALL(model_reset),
    CALL(model_step),
    CALL(model_run),
    CALL(model_run_to),
    CALL(model_pause),
    CALL(model_advance),
    CALL(model_seek),
    CALL(model_ticks),
    CALL(model_goal),
    CALL(model_last_tick),
    CALL(model_reached),
    CALL(model_sentence),
    CALL(model_description),
    CALL(model_response),
    CALL(model_table),
    CALL(model_height),
    CALL(model_picture),
    CALL(model_wanted_run),
    CALL(model_train_run),
    CALL(model_run_train_accuracy),
    CALL(model_run_test_accuracy),
    CALL(model_offer_run),
    CALL(model_take_offered),
    CALL(model_timed_work),
    {"save", save},
    {"same_as_saved", same_as_saved},
    {"load", load},
};
#undef CALL

std::string answer(const std::string& line) {
  std::istringstream in(line);
  std::string name;
  in >> name;
  for (const Call& call : calls)
    if (call.name == name) return call.run(in);
  return "no such call";
}

void describe(const WidgetType& type) {
  std::cout << "{\"id\": \"" << type.text.id << "\", \"hash\": " << declaration_hash(type)
            << ", \"actions\": " << type.text.actions.size() << ", \"readouts\": " << type.text.readouts.size()
            << ", \"panels\": " << type.text.panels.size() << ", \"has_runs\": " << (type.runs ? "true" : "false")
            << ", \"params\": [";
  for (const ParamInfo& info : type.text.params)
    std::cout << (&info == &type.text.params[0] ? "" : ", ") << "{\"id\": \"" << info.id << "\", \"kind\": \""
              << kind_name(info.control) << "\", \"min\": " << info.range.min << ", \"max\": " << info.range.max
              << ", \"step\": " << info.range.step << ", \"count\": " << info.count << "}";
  std::cout << "]}\n";
}

}  // namespace

}  // namespace lesson

int main(int count, char** arguments) {
  using namespace lesson;
  std::cout.precision(12);
  if (count < 2) {
    for (const WidgetType* type : all_widgets()) describe(*type);
    return 0;
  }
  chosen = find_widget(arguments[1]);
  if (!chosen) {
    std::cerr << "there is no widget " << arguments[1] << '\n';
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) std::cout << answer(line) << '\n';
  return 0;
}
