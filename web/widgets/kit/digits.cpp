// digits.cpp: the pixels of digits.h.
//
// "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine Learning Repository (1998),
// DOI 10.24432/C50P49, license CC BY 4.0. One picture of each digit from its second file (optdigits.tes), changed in form
// only: a sign a value, 0 to g for 0 to 16.
#include "digits.h"

#include <string_view>

namespace lesson {

namespace {

constexpr std::string_view pixels[] = {
    "0019fb0000bg8e6002ga099001g40880"
    "04g4088001g51b3000ccaa00001ad300",  // 0
    "000cd500000bg900003fg60007fgg200"
    "001gg300001gg600001gg600000bga00",  // 1
    "005c100000fe700000d1c00002a0e000"
    "0020g1000006f000009gf982003b8dc4",  // 2
    "007fd10008d6f400021dd000002fb100"
    "0001cc1000001a8000845e90007dd900",  // 3
    "0000c2000006e100004g780000d90g60"
    "06gabg00005adg0000006g000000c800",  // 4
    "05cdgg200bgf840008eb100008gge000"
    "0166g0000005g300015fd00004fg2000",  // 5
    "001de300008gd20002gg300003gc1000"
    "05ge500003gggg6001egggc0003cfe70",  // 6
    "0008ee200006afb000000ea0028bcg80"
    "08gggg700000bf100009g700000cd100",  // 7
    "009e810000ceec00009a0f40003gce20"
    "004gg20003g8ad2001f13g8000bgfb10",  // 8
    "00bc000002gggd0003gcae0001g1cf00"
    "00dg9f20000309b000009f40009cd300",  // 9
};

}  // namespace

std::vector<float> digit_picture(int digit) {
  std::vector<float> picture;
  for (const char sign : pixels[digit])
    picture.push_back(static_cast<float>(sign >= 'a' ? sign - 'a' + 10 : sign - '0') / 16.0f);
  return picture;
}

}  // namespace lesson
