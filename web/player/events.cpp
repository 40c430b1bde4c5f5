// events.cpp: wishes of the pointer as JSON; see events.h.
#include "events.h"

#include <cstdio>

namespace lesson {

namespace {

using Kind = PictureTouch::Wish::Kind;

// A page that fetches nothing for so long has stopped; older events would surprise the reader.
constexpr std::size_t most_waiting = 4096;

// Ids are names (letters, digits, _); anything else would not be one, and is written so that the JSON stays JSON.
std::string quoted(std::string_view id) {
  std::string text = "\"";
  for (const char sign : id) {
    if (sign == '"' || sign == '\\') text += '\\';
    text += static_cast<unsigned char>(sign) < 0x20 ? ' ' : sign;
  }
  return text + "\"";
}

// Finite. 17 digits give back the same number.
std::string number(double value) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.17g", value);
  return digits;
}

}  // namespace

void Events::add(const PictureTouch::Wish& wish, const Declared& declared) {
  PictureTouch::Wish open = wish;
  if (!declared.open_param(open.second)) open.second = no_param;
  if (open.kind == Kind::act) {
    if (!declared.open_action(open.place)) return;
  } else if (!declared.open_param(open.place)) {
    if (open.second == no_param) return;
    open.place = open.second;
    open.value = open.second_value;
    open.second = no_param;
  }
  if (!waiting_.empty() && open.kind == Kind::set) {
    PictureTouch::Wish& last = waiting_.back();
    if (last.kind == Kind::set && last.place == open.place && last.second == open.second) {
      last = open;
      return;
    }
  }
  if (waiting_.size() == most_waiting) waiting_.pop_front();
  waiting_.push_back(open);
}

std::string Events::next(const Declared& declared) {
  if (waiting_.empty()) return {};
  const PictureTouch::Wish wish = waiting_.front();
  waiting_.pop_front();
  const auto param = [&](std::uint32_t place) { return quoted(declared.params[place].id); };
  switch (wish.kind) {
    case Kind::act: return "{\"act\": " + quoted(declared.actions[wish.place].id) + "}";
    case Kind::paint:
      return "{\"paint\": " + param(wish.place) + ", \"cell\": " + std::to_string(wish.cell) +
             ", \"begins\": " + (wish.begins ? "true" : "false") + "}";
    case Kind::set: break;
  }
  std::string text = "{\"set\": {" + param(wish.place) + ": " + number(wish.value);
  if (wish.second != no_param) text += ", " + param(wish.second) + ": " + number(wish.second_value);
  return text + "}}";
}

}  // namespace lesson
