// widget_use.h: widget blocks, presets and questions against the declarations of the widgets.
#pragma once

#include <string_view>

#include "json_file.h"
#include "contract/session.h"

namespace checker {

// Checks every value of a "params" object (id known, type fits, in range, on the grid) and sets the good ones at once.
// True if all were good.
bool apply_params(const Node& params, lesson::Session& session, Problems& problems);

// 0 <= ticks <= what the widget plays; ticks: a whole number.
bool check_ticks(const Node& ticks, const lesson::WidgetType& type, Problems& problems);

// Lists of texts. "panels": ids of panels; "hide" and "lock": ids of parameters, actions or built-in verbs; "report": ids of readouts.
void check_panel_ids(const Node& ids, const lesson::WidgetType& type, Problems& problems);
void check_control_ids(const Node& ids, const lesson::WidgetType& type, Problems& problems);
void check_readout_ids(const Node& ids, const lesson::WidgetType& type, Problems& problems);

}  // namespace checker
