// lesson_fuzz.cpp: any text as a chapter and as lesson.json: every fault becomes a problem with a place, and nothing else.
#include "contract/fuzz/demand.h"
#include "page_numbers.h"

namespace checker {
namespace {

// Computations that play widgets, train or draw for seconds: what is read of them is read by the others, too.
constexpr std::string_view slow[] = {"widget_readout", "training_run",  "twins_apart",
                                     "twins_distance", "cat_recovered", "recoverability"};

bool is_slow(const Node& fact) {
  const std::string name = fact["compute"].text();
  return std::find(std::begin(slow), std::end(slow), name) != std::end(slow);
}

void check(std::optional<Page> page, Problems& problems) {
  if (!page) {
    lesson::demand(problems.failed() > 0, "a page is refused with a reason");
    return;
  }
  ComputeContext context("no such folder", "measured", problems);
  bool quick = true;
  if (page->root.has("facts"))
    for (const auto& [id, fact] : page->root["facts"].value().items()) quick &= !is_slow(page->root["facts"][id]);
  if (quick) check_numbers(*page, context, problems);
  check_settings(*page, problems);
  for (const auto& [id, value] : page->facts)
    lesson::demand(!fact_text(page->root["facts"][id].value(), value).empty(), "a fact has words");
}

}  // namespace
}  // namespace checker

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace checker;
  Problems problems;
  const auto json = parse_json({reinterpret_cast<const char*>(data), size}, "any.json", problems);
  lesson::demand(json.has_value() == (problems.failed() == 0), "what is no JSON is a problem");
  if (!json) return 0;
  const Node root(*json, "any.json");
  check(read_chapter(root, "any", problems), problems);
  check(read_front(root, problems), problems);
  for (const Problem& problem : problems.list()) lesson::demand(!problem.what.empty(), "a problem has words");
  return 0;
}
