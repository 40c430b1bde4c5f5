// declared_fuzz.cpp: any text as block and declaration, any wish of the pointer: events stay JSON and name what is open.
// A zero byte parts block and declaration.
#include "declared.h"

#ifndef JSON_NOEXCEPTION
#define JSON_NOEXCEPTION
#endif
#include <nlohmann/json.hpp>

#include "contract/fuzz/demand.h"
#include "events.h"

namespace lesson {
namespace {

void touch_everything(const Declared& declared, std::size_t seed) {
  Events events;
  const auto most = static_cast<std::uint32_t>(std::max(declared.params.size(), declared.actions.size()));
  for (std::uint32_t place = 0; place <= most && place < 40; ++place) {
    for (const auto kind : {Touch::Kind::tap, Touch::Kind::set, Touch::Kind::drag, Touch::Kind::paint})
      declared.allows({.kind = kind, .area = {}, .place = place, .second = most - place});
    PictureTouch::Wish wish{.place = place, .value = static_cast<double>(seed), .second = most - place};
    for (const auto kind :
         {PictureTouch::Wish::Kind::act, PictureTouch::Wish::Kind::set, PictureTouch::Wish::Kind::paint}) {
      wish.kind = kind;
      events.add(wish, declared);
    }
  }
  while (!events.empty()) {
    const auto event = nlohmann::json::parse(events.next(declared), nullptr, false);
    demand(event.is_object() && !event.empty(), "an event is a JSON object");
  }
}

}  // namespace
}  // namespace lesson

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lesson;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(all.find('\0'), size);
  const std::string_view block = all.substr(0, end), declaration = all.substr(std::min(end + 1, size));
  Declared declared;
  read_declared(block, declaration, declared);
  for (std::uint32_t place = 0; place < declared.params.size(); ++place) {
    const std::string& id = declared.params[place].id;
    demand(id.empty() || declared.param(id) <= place, "a name leads to its place");
    demand(declared.params[place].locked == (declared.open_param(place) == nullptr), "what is locked is not open");
  }
  touch_everything(declared, size);
  return 0;
}
