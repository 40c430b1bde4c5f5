// model_widget.cpp: the widget of a program widget_<id>.wasm: CMake defines WIDGET_ID and compiles this once a widget.
#include "model_widget.h"

namespace lesson {

extern const WidgetType WIDGET_ID;

const WidgetType& model_widget() { return WIDGET_ID; }

}  // namespace lesson
