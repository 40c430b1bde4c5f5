// main.cpp: lesson_tool, the command line of the lesson checker.
#include <cstdio>

#include "press.h"
#include "rate_tables.h"
#include "reproduce.h"

namespace {

using namespace checker;
namespace fs = std::filesystem;

constexpr const char* usage =
    "usage: lesson_tool check <lessons folder> [<page>]     numbers, settings and measured runs; page: a slug, or "
    "index\n"
    "       lesson_tool press <lessons folder> <out.json> [<page>]\n"
    "                                                        check, then pages, facts and pictures for the site\n"
    "       lesson_tool catalog <out folder>                widgets.json and widgets.schema.json\n"
    "       lesson_tool facts                               the compute functions\n"
    "       lesson_tool compute <name> '<args>' [<lessons folder>]   one value, for authors\n"
    "       lesson_tool measure all|<table> <out folder>    run experiments over many seeds\n"
    "       lesson_tool verify all|<table> <folder>         repeat all their runs and compare every bit\n"
    "       lesson_tool rate_tables <folder> <out.inc>      what the widget rate_sweep shows of them\n"
    "       lesson_tool reproduce [--quick] [--seeds <first>-<last>] [--tables <a>,<b>] [--out <folder>]\n"
    "                                                        run the experiments again and judge them by their "
    "bands\n";

int complain(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  return 1;
}

int report(const Problems& problems) {
  std::fprintf(problems.failed() > 0 ? stderr : stdout, "%s", problems.report().c_str());
  return problems.failed() > 0 ? 1 : 0;
}

int check(const fs::path& lessons, const std::string& page) {
  Problems problems;
  load_lesson(lessons, problems, page);
  return report(problems);
}

int press(const fs::path& lessons, const fs::path& out, const std::string& page) {
  Problems problems;
  const auto lesson = load_lesson(lessons, problems, page);
  if (problems.failed() > 0 || !lesson) return report(problems);
  if (!write_text(out, lesson::json_text(pressed(*lesson, page)) + "\n"))
    return complain("the file cannot be written: " + out.string());
  return report(problems);
}

int list_facts() {
  for (const ComputeFunction* function : all_compute_functions())
    std::printf("%-30.*s %.*s\n%30s %.*s\n", static_cast<int>(function->name.size()), function->name.data(),
                static_cast<int>(function->args.size()), function->args.data(), "",
                static_cast<int>(function->help.size()), function->help.data());
  return 0;
}

int compute(const std::string& name, const std::string& args, const fs::path& lessons) {
  Problems problems;
  const Json parsed = Json::parse(args, nullptr, false);
  if (!parsed.is_object()) return complain("the arguments are not a JSON object: " + args);
  const Json fact = {{"compute", name}, {"args", parsed}};
  ComputeContext context(lessons / "dropout" / "measured", "measured", problems);
  const auto value = compute_fact(Node(fact, "fact"), context, problems);
  if (!value) return report(problems);
  std::printf("%.17g\n", *value);
  return 0;
}

std::vector<const MeasurePlan*> chosen_plans(const std::string& name) {
  std::vector<const MeasurePlan*> plans;
  for (const MeasurePlan& plan : measure_plans())
    if (name == "all" || name == plan.name) plans.push_back(&plan);
  return plans;
}

int measure_tables(const std::string& name, const fs::path& folder) {
  if (chosen_plans(name).empty()) return complain("no experiment has the name " + name);
  std::error_code error;
  fs::create_directories(folder, error);
  for (const MeasurePlan* plan : chosen_plans(name)) {
    const fs::path out = folder / (std::string(plan->name) + ".json");
    if (!write_text(out, measured_text(measure(*plan))))
      return complain("the file cannot be written: " + out.string());
    std::printf("%s: %zu rows, %d seeds\n", out.string().c_str(), plan->rows.size(), plan->seed_count);
    std::fflush(stdout);
  }
  return 0;
}

int verify_tables(const std::string& name, const fs::path& folder) {
  if (chosen_plans(name).empty()) return complain("no experiment has the name " + name);
  Problems problems;
  for (const MeasurePlan* plan : chosen_plans(name)) {
    const std::string file = std::string(plan->name) + ".json";
    load_measured(folder / file, file, Repeat::all, problems);
  }
  return report(problems);
}

int write_rate_tables(const fs::path& measured, const fs::path& out) {
  Problems problems;
  const auto text = rate_tables_text(measured, problems);
  if (!text) return report(problems);
  return write_text(out, *text) ? 0 : complain("the file cannot be written: " + out.string());
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::string verb = words.empty() ? "" : words[0];
  if (verb == "check" && (words.size() == 2 || words.size() == 3))
    return check(words[1], words.size() == 3 ? words[2] : "");
  if (verb == "press" && (words.size() == 3 || words.size() == 4))
    return press(words[1], words[2], words.size() == 4 ? words[3] : "");
  if (verb == "catalog" && words.size() == 2)
    return write_catalog(words[1]) ? 0 : complain("the folder cannot be written: " + words[1]);
  if (verb == "facts" && words.size() == 1) return list_facts();
  if (verb == "compute" && (words.size() == 3 || words.size() == 4))
    return compute(words[1], words[2], words.size() == 4 ? words[3] : "lessons");
  if (verb == "measure" && words.size() == 3) return measure_tables(words[1], words[2]);
  if (verb == "verify" && words.size() == 3) return verify_tables(words[1], words[2]);
  if (verb == "rate_tables" && words.size() == 3) return write_rate_tables(words[1], words[2]);
  if (verb == "reproduce") return reproduce_command({words.begin() + 1, words.end()});
  std::fprintf(stderr, "%s", usage);
  return 2;
}
