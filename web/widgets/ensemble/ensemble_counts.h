// ensemble_counts.h: very large counts of masks in words.
#pragma once

#include <string>

#include "ensemble.h"

namespace lesson {

// "1,048,576", "18 quintillion".
std::string big_count(double count);
// In three digits: "34,800", "15 million", "154 trillion".
std::string round_count(double count);
// Of that many seconds: "31 hours", "12 days", "584 billion years".
std::string time_words(double seconds);
// "11 %", "3.7 %", "1 in 154 trillion".
std::string share_words(double share);

}  // namespace lesson
