// widget_list.cpp: the table of all widgets. A page module holds one widget and brings a table of its own instead.
#include "session.h"

namespace lesson {

#define WIDGET(id) extern const WidgetType id;
#include "../widgets.inc"
#undef WIDGET

namespace {
constexpr const WidgetType* widget_table[] = {
#define WIDGET(id) &id,
#include "../widgets.inc"
#undef WIDGET
};
}  // namespace

std::span<const WidgetType* const> all_widgets() { return widget_table; }

}  // namespace lesson
