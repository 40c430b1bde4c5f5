// session_words.cpp: what a session says besides the sentence: the complete description, the response to the last touch,
// the table of a panel.
#include <algorithm>

#include "session.h"
#include "table.h"

namespace lesson {

namespace {
constexpr int most_news = 3;  // more than three numbers at once are not listened to
}

std::string Session::details(PanelSet panels) const {
  if (type_->details) return type_->details(instance_.widget.get(), instance_.params.get());
  std::string words = describe(panels);
  for (std::size_t i = 0; i < text().readouts.size(); ++i) {
    const ReadoutInfo& info = text().readouts[i];
    words += (i == 0 ? " " : "; ") + std::string(info.label) + ": " + shown_readout(info, readout(i));
  }
  return text().readouts.empty() ? words : words + ".";
}

std::string Session::table(std::size_t panel) const {
  const PanelInfo& info = text().panels[panel];
  Table table;
  if (info.table) {
    info.table(instance_.widget.get(), instance_.params.get(), table);
    return table.text();
  }
  if (text().readouts.empty()) return "";
  table.row("Measure", "Value");
  for (std::size_t i = 0; i < text().readouts.size(); ++i)
    table.row(text().readouts[i].label, shown_readout(text().readouts[i], readout(i)));
  return table.text();
}

Session::Standing Session::standing() const {
  Standing now{.values = {}, .readouts = {}, .ticks = ticks_, .running = running()};
  for (std::size_t i = 0; i < text().params.size(); ++i) now.values.push_back(whole_value(i));
  for (std::size_t i = 0; i < text().readouts.size(); ++i) now.readouts.push_back(readout(i));
  return now;
}

std::string Session::changed_values() const {
  std::string words;
  int news = 0;
  for (std::size_t i = 0; i < text().params.size() && news < most_news; ++i) {
    const Value now = whole_value(i);
    if (now == before_.values[i]) continue;
    words +=
        (news++ == 0 ? "" : ", ") + std::string(text().params[i].label) + " " + shown_text(text().params[i], now);
  }
  return words;
}

std::string Session::changed_readouts() const {
  std::string words;
  int news = 0;
  for (std::size_t i = 0; i < text().readouts.size() && news < most_news; ++i) {
    const ReadoutInfo& info = text().readouts[i];
    const std::string now = shown_readout(info, readout(i));
    if (now == shown_readout(info, before_.readouts[i])) continue;
    words += (news++ == 0 ? "" : ", ") + std::string(info.label) + " " + now;
  }
  return words;
}

std::string Session::response() const {
  if (running()) return std::string(text().playback.running_label) + ".";
  const std::string values = changed_values(), readouts = changed_readouts();
  std::string words = values;
  if (ticks_ != before_.ticks) {
    const bool ended = ticks_ > before_.ticks && ticks_ == last_tick();
    std::string tick(text().playback.tick_label);
    if (!tick.empty() && tick[0] >= 'a' && tick[0] <= 'z') tick[0] = static_cast<char>(tick[0] - 'a' + 'A');
    const std::string time = ended ? "Done" : ticks_ == 0 ? "At the start" : tick + " " + std::to_string(ticks_);
    words += (words.empty() ? "" : ". ") + time;
  }
  if (words.empty() && readouts.empty()) return "";
  if (!readouts.empty()) words += (words.empty() ? "" : ": ") + readouts;
  return words + ".";
}

}  // namespace lesson
