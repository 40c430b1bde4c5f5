// digits.cpp: the pixels of digits.h.
//
// "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine Learning Repository (1998),
// DOI 10.24432/C50P49, license CC BY 4.0. Four pictures of its second file (optdigits.tes), lines 11, 25, 27 and 28; a
// value a digit or letter, 0 to g for 0 to 16.
#include "digits.h"

namespace lesson {

namespace {

constexpr std::string_view pixels[digit_count] = {
    "0019fb0000bg8e6002ga099001g40880"
    "04g4088001g51b3000ccaa00001ad300",  // 0
    "0000c2000006e100004g780000d90g60"
    "06gabg00005adg0000006g000000c800",  // 4
    "001de300008gd20002gg300003gc1000"
    "05ge500003gggg6001egggc0003cfe70",  // 6
    "0008ee200006afb000000ea0028bcg80"
    "08gggg700000bf100009g700000cd100",  // 7
};

}  // namespace

std::vector<float> digit_picture(int index) {
  std::vector<float> picture;
  for (const char sign : pixels[index])
    picture.push_back(static_cast<float>(sign >= 'a' ? sign - 'a' + 10 : sign - '0') / 16.0f);
  return picture;
}

}  // namespace lesson
