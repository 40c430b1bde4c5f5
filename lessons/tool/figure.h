// figure.h: the still picture of a widget block and all that the page says about it without JavaScript.
#pragma once

#include <string>

#include "page.h"

namespace checker {

// {widget, title, caption, values, ticks, readouts, shown, sentence, svg_wide, svg_narrow}.
// name is unique on the site ("mask/mask_main"); definitions inside the pictures start with it.
Json block_figure(const WidgetBlock& block, const std::string& name);

// The same for a widget with its defaults: gallery and embed pages.
Json default_figure(const lesson::WidgetType& type);

}  // namespace checker
