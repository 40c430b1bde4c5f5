// page_numbers.cpp: see page_numbers.h.
#include "page_numbers.h"

#include "measured_cells.h"
#include "widget_use.h"

namespace checker {

namespace {

// The arguments in "let" that a fact asks for; nothing if "let" lacks a name, which the judge of texts reports.
std::optional<std::vector<Node>> shared_args(const Page& page, const Node& fact) {
  std::vector<Node> shared;
  if (!fact.has("with")) return shared;
  std::vector<std::string> names;
  const Node with = fact["with"];
  if (with.value().is_string()) names.push_back(with.text());
  if (with.value().is_array())
    for (std::size_t i = 0; i < with.size(); ++i) names.push_back(with[i].text());
  for (const std::string& name : names) {
    if (!page.root.has("let") || !page.root["let"].has(name)) return std::nullopt;
    shared.push_back(page.root["let"][name]);
  }
  return shared;
}

// Params and ticks of a step or preset, on the figure it names.
void check_setting(const Page& page, const Node& setting, const Node& widget_id, Problems& problems) {
  const auto block = page.widgets.find(widget_id.text());
  if (block == page.widgets.end()) return;
  lesson::Session session(*block->second.type);
  apply_params(setting["params"], session, problems);
  if (setting.has("ticks")) check_ticks(setting["ticks"], *block->second.type, problems);
}

void check_predict(const Page& page, const Node& predict, Problems& problems) {
  const Node run = predict["run"], steps = run["steps"];
  for (std::size_t i = 0; i < steps.size(); ++i) check_setting(page, steps[i], run["widget"], problems);
  const auto block = page.widgets.find(run["widget"].text());
  if (block != page.widgets.end()) check_readout_ids(run["report"], *block->second.type, problems);
}

}  // namespace

void check_numbers(Page& page, ComputeContext& context, Problems& problems) {
  if (page.root.has("facts")) {
    const Node facts = page.root["facts"];
    for (const auto& [id, fact] : facts.value().items()) {
      const auto shared = shared_args(page, facts[id]);
      if (!shared) continue;
      if (const auto value = check_fact(facts[id], context, problems, *shared)) page.facts[id] = *value;
    }
  }
  for (const Node& table : page.tables) page.cells[table.place().pointer] = measured_cells(table, context, problems);
}

void check_settings(const Page& page, Problems& problems) {
  for (const auto& [id, block] : page.widgets) {
    lesson::Session session(*block.type);
    if (block.node.has("params")) apply_params(block.node["params"], session, problems);
    if (block.node.has("ticks")) check_ticks(block.node["ticks"], *block.type, problems);
    if (block.node.has("panels")) check_panel_ids(block.node["panels"], *block.type, problems);
    for (const char* key : {"hide", "lock"})
      if (block.node.has(key)) check_control_ids(block.node[key], *block.type, problems);
  }
  for (const Node& predict : page.predicts) check_predict(page, predict, problems);
  for (const Node& teacher : page.teachers)
    for (std::size_t i = 0; i < teacher["presets"].size(); ++i)
      check_setting(page, teacher["presets"][i], teacher["presets"][i]["widget"], problems);
}

}  // namespace checker
