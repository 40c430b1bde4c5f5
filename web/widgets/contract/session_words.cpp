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

// ---- the response to a touch -----------------------------------------------------------------------------------------

Session::Standing Session::standing() const {
  Standing now{.values = {}, .readouts = {}, .ticks = ticks_};
  for (std::size_t i = 0; i < text().params.size(); ++i) now.values.push_back(whole_value(i));
  for (std::size_t i = 0; i < text().readouts.size(); ++i) now.readouts.push_back(readout(i));
  return now;
}

void Session::touched() {
  if (!told_) told_ = standing();
  is_touched_ = true;
}

std::string Session::changed_values(const Standing& now) const {
  std::string words;
  int news = 0;
  for (std::size_t i = 0; i < text().params.size() && news < most_news; ++i) {
    const ParamInfo& info = text().params[i];
    if (info.measured || now.values[i] == before_.values[i]) continue;
    words += (news++ == 0 ? "" : ", ") + std::string(info.label) + " " + shown_text(info, now.values[i]);
  }
  return words;
}

std::string Session::changed_readouts(const Standing& now) const {
  std::string words;
  int news = 0;
  for (std::size_t i = 0; i < text().readouts.size() && news < most_news; ++i) {
    const ReadoutInfo& info = text().readouts[i];
    const std::string shown = shown_readout(info, now.readouts[i]);
    if (shown == shown_readout(info, before_.readouts[i])) continue;
    words += (news++ == 0 ? "" : ", ") + std::string(info.label) + " " + shown;
  }
  return words;
}

std::string Session::response() {
  if (!told_) return "";  // nothing was ever touched
  const Standing now = standing();
  if (is_touched_) before_ = *told_;
  is_touched_ = false;
  told_ = now;
  if (running()) return std::string(text().playback.running_label) + ".";

  std::string words = changed_values(now);
  if (now.ticks != before_.ticks) {
    std::string tick(text().playback.tick_label);
    if (!tick.empty() && tick[0] >= 'a' && tick[0] <= 'z') tick[0] = static_cast<char>(tick[0] - 'a' + 'A');
    const bool ended = now.ticks > before_.ticks && now.ticks == last_tick();
    words += words.empty() ? "" : ". ";
    words += ended            ? "Done"
             : now.ticks == 0 ? "At the start"
                              : tick + " " + std::to_string(now.ticks / text().playback.ticks_each);
  }
  const std::string readouts = changed_readouts(now);
  if (words.empty() && readouts.empty()) return "";
  if (!readouts.empty()) words += (words.empty() ? "" : ": ") + readouts;
  return words + ".";
}

}  // namespace lesson
