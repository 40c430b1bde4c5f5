// one_widget.cpp: the table of widgets of a page module, which holds a single one: CMake defines WIDGET_ID.
#include "contract/session.h"

namespace lesson {

extern const WidgetType WIDGET_ID;

namespace {
constexpr const WidgetType* widget_table[] = {&WIDGET_ID};
}

std::span<const WidgetType* const> all_widgets() { return widget_table; }

}  // namespace lesson
