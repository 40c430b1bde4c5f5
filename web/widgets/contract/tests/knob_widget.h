// knob_widget.h: a widget with one control of every kind, for tests of the host; it computes nothing worth knowing.
#pragma once

#include "contract/widget.h"

namespace lesson {

extern const WidgetType knob_widget;

}  // namespace lesson
