// value_fuzz.cpp: any text and any number as a value of every parameter: refused, or allowed and the same when written and
// read again. The last byte of the input chooses the widget; the others are the text, and the first eight of them a number.
#include <cmath>
#include <cstring>

#include "contract/session.h"
#include "demand.h"

namespace lesson {
namespace {

void look(const ParamInfo& info, const Reading& reading) {
  const bool refused = reading.fit == Reading::Fit::refused;
  demand(reading.value.empty() || !refused, "what is refused gives no value");
  demand(reading.message.empty() == (reading.fit == Reading::Fit::taken), "words where the value is another one");
  demand(reading.message.size() < 1000, "a message quotes no long text");
  if (refused) return;
  for (const double number : reading.value) demand(std::isfinite(number), "a value is finite");
  demand(fitted(info, reading.value) == reading.value, "what was read is allowed");
  const std::string text = link_text(info, reading.value);
  if (text.size() <= longest_value_text) {
    const Reading again = read_value(info, text);
    demand(again.fit == Reading::Fit::taken && again.value == reading.value, "a link gives the value again");
  }
  demand(!shown_text(info, reading.value).empty(), "a value can be shown");
}

}  // namespace
}  // namespace lesson

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lesson;
  static const std::vector<Session> sessions = [] {
    std::vector<Session> all;
    for (const WidgetType* type : all_widgets()) all.emplace_back(*type);
    return all;
  }();
  if (size == 0) return 0;
  const Session& session = sessions[data[size - 1] % sessions.size()];
  const std::string_view text(reinterpret_cast<const char*>(data), size - 1);
  double number = 0;
  std::memcpy(&number, data, std::min(size, sizeof number));
  for (const ParamInfo& info : session.text().params) {
    look(info, read_value(info, text));
    look(info, read_value(info, number));
    // What an action may leave behind.
    const Value odd(text.size() % 70, number);
    demand(fitted(info, fitted(info, odd)) == fitted(info, odd), "what was fitted is allowed");
  }
  for (const ReadoutInfo& info : session.text().readouts) demand(!shown_readout(info, number).empty(), "any readout");
  return 0;
}
