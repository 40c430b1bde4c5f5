// cross_references.cpp: see cross_references.h.
#include "cross_references.h"

#include <algorithm>

#include "fields.h"
#include "listing_region.h"
#include "widget_use.h"

namespace checker {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
  for (char& sign : text)
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  return text;
}

}  // namespace

bool Glossary::add(const std::string& term) { return terms_.insert(lower(term)).second; }
bool Glossary::has(const std::string& term) const { return terms_.contains(lower(term)); }

void CrossReferences::check() {
  for (Page* page : pages_) {
    used_facts_.clear();
    for (const Node& text : page->texts) check_text(*page, text);
    check_facts(*page);
    for (const Node& listing : page->listings) check_listing(listing);
    for (const Node& predict : page->predicts) check_predict(*page, predict);
    for (const Node& teacher : page->teachers) check_teacher(*page, teacher);
  }
}

void CrossReferences::check_facts(Page& page) {
  if (!page.root.has("facts") || !page.root["facts"].value().is_object()) return;
  const Node facts = page.root["facts"];
  for (const auto& [id, fact] : facts.value().items()) {
    problems_.check(is_id(id), facts[id].place(), "the name " + in_quotes(id) + " is not a snake_case name");
    const bool proof_only = fact.is_object() && fact.contains("proof_only") && fact["proof_only"] == true;
    problems_.check(used_facts_.contains(id) || proof_only, facts[id].place(),
                    "the fact " + in_quotes(id) + " is not used in any text (\"proof_only\": true if that is meant)");
    if (const auto value = check_fact(facts[id], context_, problems_)) page.facts[id] = *value;
    if (facts[id].has("note") && facts[id]["note"].value().is_string()) check_text(page, facts[id]["note"]);
  }
}

void CrossReferences::check_text(const Page& page, const Node& text) {
  const InlineText inline_text = read_inline(text.text());
  for (const std::string& error : inline_text.errors) problems_.add(text.place(), error);
  for (const InlineUse& use : inline_text.uses) check_use(page, text, use);
}

void CrossReferences::check_use(const Page& page, const Node& text, const InlineUse& use) {
  switch (use.to) {
    case Refers::fact:
      used_facts_.insert(use.target);
      problems_.check(page.root.has("facts") && page.root["facts"].has(use.target), text.place(),
                      "no fact of this page has the id " + in_quotes(use.target));
      break;
    case Refers::citation:
      problems_.check(page.references.contains(use.target), text.place(),
                      "no reference of this page has the id " + in_quotes(use.target));
      break;
    case Refers::term:
      problems_.check(glossary_.has(use.target), text.place(), "the glossary has no term " + in_quotes(use.target));
      break;
    case Refers::link: check_link(page, text, use.target); break;
  }
}

// Inside the site an address is relative to the page, so that the site works below any path and from file://.
void CrossReferences::check_link(const Page& page, const Node& text, const std::string& address) {
  if (address.starts_with("https://")) {
    problems_.check(address.size() > 8 && address.find(' ') == std::string::npos, text.place(),
                    "not an address: " + in_quotes(address));
    return;
  }
  if (address.find("://") != std::string::npos || address.starts_with("mailto:") || address.starts_with("/")) {
    problems_.add(text.place(), "a link must be relative or start with https://, not " + in_quotes(address));
    return;
  }
  const std::size_t hash = address.find('#');
  const std::string anchor = hash == std::string::npos ? "" : address.substr(hash + 1);
  const std::string path = address.substr(0, std::min(hash, address.find('?')));
  const std::string target =
      path.empty() ? page.address : (fs::path(page.address).parent_path() / path).lexically_normal().generic_string();
  if (target == "gallery.html" || target == "widgets.json" || target == "embed.js") {
    problems_.check(true, text.place(), "");
    return;
  }
  if (target.starts_with("embed/") && target.ends_with(".html")) {
    problems_.check(lesson::find_widget(target.substr(6, target.size() - 11)) != nullptr, text.place(),
                    "the link " + in_quotes(address) + " leads to no widget");
    return;
  }
  if (unreadable_.contains(target)) return;
  const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const Page* p) { return p->address == target; });
  if (!problems_.check(found != pages_.end(), text.place(), "the link " + in_quotes(address) + " leads to no page"))
    return;
  const bool is_state = anchor.find('=') != std::string::npos;  // "#p=0.3&seed=7" restores a figure
  if (!anchor.empty() && !is_state)
    problems_.check((*found)->anchors.contains(anchor), text.place(),
                    "the link " + in_quotes(address) + " leads to no block of its page");
}

void CrossReferences::check_listing(const Node& listing) {
  for (const char* key : {"python", "cpp"})
    if (listing.has(key)) {
      const std::string why = listing_problem(lessons_, listing[key].text());
      problems_.check(why.empty(), listing[key].place(), why);
    }
}

// Params and ticks of a step or preset, on the figure it names, starting from that figure's own setting.
void CrossReferences::check_setting(const Page& page, const Node& setting, const Node& widget_id) {
  const auto block = page.widgets.find(widget_id.text());
  if (block == page.widgets.end() || block->second.type == nullptr) return;
  lesson::Session session(*block->second.type);
  apply_params(setting["params"], session, problems_);
  if (setting.has("ticks")) check_ticks(setting["ticks"], *block->second.type, problems_);
}

void CrossReferences::check_predict(const Page& page, const Node& predict) {
  const Node run = predict["run"], steps = run["steps"];
  const auto block = page.widgets.find(run["widget"].text());
  if (!problems_.check(block != page.widgets.end(), run["widget"].place(),
                       "no figure of this page has the id " + in_quotes(run["widget"].text())))
    return;
  for (std::size_t i = 0; i < steps.size(); ++i) check_setting(page, steps[i], run["widget"]);
  if (block->second.type != nullptr) check_readout_ids(run["report"], *block->second.type, problems_);
}

void CrossReferences::check_teacher(const Page& page, const Node& teacher) {
  if (!teacher.has("presets")) return;
  const Node presets = teacher["presets"];
  for (std::size_t i = 0; i < presets.size(); ++i) {
    const Node widget = presets[i]["widget"];
    if (problems_.check(page.widgets.contains(widget.text()), widget.place(),
                        "no figure of this page has the id " + in_quotes(widget.text())))
      check_setting(page, presets[i], widget);
  }
}

}  // namespace checker
