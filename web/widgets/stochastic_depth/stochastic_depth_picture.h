// stochastic_depth_picture.h: what the panels of stochastic_depth share.
#pragma once

#include <initializer_list>
#include <string>

#include "kit/panel_space.h"
#include "stochastic_depth.h"

namespace lesson {

// The first of the words that fits into the width; the last one if none does.
std::string fitting_words(std::initializer_list<std::string> words, float size, float width, bool bold = false);

}  // namespace lesson
