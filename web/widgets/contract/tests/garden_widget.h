// garden_widget.h: a widget with one parameter of every kind that is a list, for tests; it computes nothing worth knowing.
#pragma once

#include "contract/declare_lists.h"

namespace lesson {

struct GardenParams {
  std::uint32_t herbs = 0b01001;
  std::array<float, 4> water = {0, 0.5f, 1, 0.25f};
  std::vector<PlantedPoint> trees = {{-1.5, 0.5, 0}, {2, -1, 1}};
  std::array<std::uint8_t, 10> beds = {1, 0, 0, 0, 1, 0, 0, 0, 0, 0};
  std::uint64_t stones = 0;  // 64 of them
};

extern const WidgetType garden_widget;

}  // namespace lesson
