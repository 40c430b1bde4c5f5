// compute_widget.cpp: facts that a widget shows: the readout of a session without a window.
#include "facts.h"
#include "contract/session.h"
#include "widget_use.h"

namespace checker {

namespace {

double widget_readout(Args& args, ComputeContext& context) {
  const std::string widget = args.text("widget"), readout = args.text("readout");
  const int ticks = args.integer_or("ticks", 0, 0, 1000000);
  if (!args.ok()) return 0;
  const lesson::WidgetType* type = lesson::find_widget(widget);
  if (type == nullptr) {
    args.fail("widget", "no widget has the id " + in_quotes(widget));
    return 0;
  }
  lesson::Session session(*type);
  if (args.has("params")) {
    Problems problems;
    apply_params(args.node("params"), session, problems);
    for (const Problem& problem : problems.list()) args.fail("params", problem.what);
  }
  if (ticks > type->text.playback.max_ticks)
    args.fail("ticks", "the value " + std::to_string(ticks) + " of \"ticks\" is above " +
                           std::to_string(type->text.playback.max_ticks));
  if (!args.ok()) return 0;
  const std::string setting =
      widget + (args.has("params") ? args.node("params").value().dump() : "") + std::to_string(ticks);
  const auto [played, is_new] = context.played.try_emplace(setting, std::move(session));
  if (is_new) played->second.step(ticks);
  for (std::size_t i = 0; i < type->text.readouts.size(); ++i)
    if (type->text.readouts[i].id == readout) return played->second.readout(i);
  args.fail("readout", "the widget has no readout " + in_quotes(readout));
  return 0;
}

constexpr ComputeFunction table[] = {
    {"widget_readout", "widget, readout, params?, ticks?", "What a widget shows after so many ticks from the start.",
     widget_readout},
};

}  // namespace

std::span<const ComputeFunction> widget_functions() { return table; }

}  // namespace checker
