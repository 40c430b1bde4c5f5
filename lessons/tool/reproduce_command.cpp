// reproduce_command.cpp: the command line of `lesson_tool reproduce`: arguments, progress bar, printed tables.
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <mutex>

#include "reproduce.h"

namespace checker {

namespace {

namespace fs = std::filesystem;

constexpr const char* usage =
    "usage: lesson_tool reproduce [--quick] [--seeds <first>-<last>] [--tables <name>,<name>...] [--out <folder>]\n"
    "  --quick    four seeds a row, rows with long runs left out: a check in minutes\n"
    "  --seeds    these RNG seeds instead of the planned ones, for instance --seeds 101-160\n"
    "  --tables   only these tables\n"
    "  --out      writes <table>.csv and <table>.json into this folder\n";

struct Arguments {
  ReproduceConfig config;
  std::string out;
  std::string problem;  // empty: fine
};

// "101-160"; whole numbers without a sign.
bool read_seeds(const std::string& text, ReproduceConfig& config) {
  unsigned long long first = 0, last = 0;
  char rest = 0;
  const bool digits_only = text.find_first_not_of("0123456789-") == std::string::npos && text[0] != '-';
  if (!digits_only || text.size() > 24 || std::sscanf(text.c_str(), "%llu-%llu%c", &first, &last, &rest) != 2)
    return false;
  if (first < 1 || last <= first || last - first >= 100000) return false;
  config.first_seed = first;
  config.seed_count = static_cast<int>(last - first + 1);
  return true;
}

std::string read_tables(const std::string& text, ReproduceConfig& config) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    config.tables.push_back(text.substr(at, end - at));
    if (find_plan(config.tables.back()) == nullptr) {
      std::string known;
      for (const MeasurePlan& plan : measure_plans()) known += (known.empty() ? "" : ", ") + plan.name;
      return "no table has the name " + in_quotes(config.tables.back()) + "; there are " + known;
    }
    at = end + 1;
  }
  return "";
}

Arguments read_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool has_value = i + 1 < words.size();
    if (word == "--quick") {
      arguments.config.quick = true;
    } else if (word != "--seeds" && word != "--tables" && word != "--out") {
      arguments.problem = "unknown argument " + in_quotes(word);
    } else if (!has_value) {
      arguments.problem = word + " needs a value";
    } else if (word == "--seeds") {
      if (!read_seeds(words[++i], arguments.config))
        arguments.problem = "--seeds: " + in_quotes(words[i]) + " is not a range like 1-30 of at least two seeds";
    } else if (word == "--tables") {
      arguments.problem = read_tables(words[++i], arguments.config);
    } else {
      arguments.out = words[++i];
    }
    if (!arguments.problem.empty()) break;
  }
  return arguments;
}

// A bar that grows in place on a terminal; silence elsewhere.
class ProgressBar {
 public:
  explicit ProgressBar(std::size_t all) : all_(all), is_terminal_(isatty(STDERR_FILENO) == 1) {}
  ~ProgressBar() {
    if (is_terminal_) std::fprintf(stderr, "\r%60s\r", "");
  }
  void advance() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++done_;
    if (!is_terminal_) return;
    constexpr std::size_t width = 40;
    const std::size_t filled = all_ == 0 ? width : width * done_ / all_;
    std::fprintf(stderr, "\r[%s%s] %zu/%zu runs", std::string(filled, '#').c_str(),
                 std::string(width - filled, '.').c_str(), done_, all_);
  }

 private:
  std::size_t all_, done_ = 0;
  bool is_terminal_;
  std::mutex mutex_;
};

void print_table(const MeasurePlan& plan, const MeasuredTable& table) {
  std::printf("\n%s: %s\n%-22s", plan.name.c_str(), plan.about.c_str(), "row");
  for (const std::string& column : table.columns) std::printf(" %22s", column.c_str());
  std::printf("\n");
  for (const MeasuredRow& row : plan.rows) {
    if (!table.rows.contains(row.id)) {
      std::printf("%-22s left out by --quick\n", row.id.c_str());
      continue;
    }
    std::printf("%-22s", row.id.c_str());
    for (const std::string& column : table.columns) {
      const dropout::MeanInterval found = dropout::mean_interval(table.values(row.id, column));
      std::printf(" %10.4g \u00b1 %9.2g", found.mean, std::isfinite(found.half_width) ? found.half_width : 0.0);
    }
    std::printf("\n");
  }
  std::fflush(stdout);
}

bool write_files(const fs::path& folder, const MeasurePlan& plan, const MeasuredTable& table) {
  std::error_code error;
  fs::create_directories(folder, error);
  for (const auto& [ending, text] :
       {std::pair{".csv", csv_text(plan, table)}, std::pair{".json", json_of(plan, table).dump(1) + "\n"}})
    if (!write_text(folder / (plan.name + ending), text)) {
      std::fprintf(stderr, "the file cannot be written: %s\n", (folder / (plan.name + ending)).c_str());
      return false;
    }
  return true;
}

}  // namespace

int reproduce_command(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments(words);
  if (!arguments.problem.empty()) {
    std::fprintf(stderr, "%s\n%s", arguments.problem.c_str(), usage);
    return 2;
  }
  std::vector<const MeasurePlan*> plans;
  const auto& wanted = arguments.config.tables;
  for (const MeasurePlan& plan : measure_plans())
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), plan.name) != wanted.end()) plans.push_back(&plan);
  std::size_t runs = 0;
  for (const MeasurePlan* plan : plans) runs += run_count(*plan, arguments.config);
  std::printf("%zu tables, %zu runs\n", plans.size(), runs);

  std::vector<Judgment> judgments;
  {
    ProgressBar bar(runs);
    for (const MeasurePlan* plan : plans) {
      const MeasuredTable table =
          reproduce(*plan, arguments.config, [&bar](std::size_t, std::size_t) { bar.advance(); });
      print_table(*plan, table);
      if (!arguments.out.empty() && !write_files(arguments.out, *plan, table)) return 1;
      for (const Judgment& judgment : judge(*plan, table)) judgments.push_back(judgment);
    }
  }
  std::size_t outside = 0;
  for (const Judgment& judgment : judgments)
    if (!judgment.inside) std::printf("%sOUTSIDE %s\n", outside++ == 0 ? "\n" : "", judgment_text(judgment).c_str());
  std::printf("\n%zu figures have a band: %zu inside, %zu outside\n", judgments.size(), judgments.size() - outside,
              outside);
  return outside == 0 ? 0 : 1;
}

}  // namespace checker
