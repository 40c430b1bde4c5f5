// program_widgets.h: which widgets a program holds: models.cmake writes the list of a widget_<id>.wasm, tests choose.
#pragma once

#include <span>

namespace lesson {

struct WidgetType;
std::span<const WidgetType* const> program_widgets();

}  // namespace lesson
