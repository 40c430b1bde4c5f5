// model_widget.h: which widget a model plays; a program widget_<id>.wasm holds one, tests choose.
#pragma once

namespace lesson {

struct WidgetType;
const WidgetType& model_widget();

}  // namespace lesson
