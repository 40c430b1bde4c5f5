// scaling_schemes_picture.h: what the panels of scaling_schemes share.
#pragma once

#include <string>

#include "kit/panel_space.h"
#include "scaling_schemes.h"

namespace lesson {

// "8", "2.86", "1,296": a factor with three digits at most, except for thousands.
std::string factor_text(double factor);

// "4", "3.8", "0.48": as many decimals as needed, two at most.
std::string activation_text(double value);

// "6 %", "0.4 %": never 0 for what is not 0.
std::string share_text(double share);

}  // namespace lesson
