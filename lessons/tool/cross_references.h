// cross_references.h: everything on a page that points elsewhere: facts, sources, terms, links, listings, figures.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "facts.h"
#include "inline_text.h"
#include "page.h"

namespace checker {

// The terms of a lesson; upper and lower case do not matter.
class Glossary {
 public:
  bool add(const std::string& term);  // false if it is there already
  bool has(const std::string& term) const;

 private:
  std::set<std::string> terms_;
};

class CrossReferences {
 public:
  // pages[0] is the front page. Computed facts are written into the pages. unreadable: addresses of chapters that have
  // been reported already; links to them are left alone.
  CrossReferences(std::filesystem::path lessons, std::vector<Page*> pages, std::set<std::string> unreadable,
                  const Glossary& glossary, ComputeContext& context, Problems& problems)
      : lessons_(std::move(lessons)),
        pages_(std::move(pages)),
        unreadable_(std::move(unreadable)),
        glossary_(glossary),
        context_(context),
        problems_(problems) {}

  void check();

 private:
  void check_facts(Page& page);
  void check_text(const Page& page, const Node& text);
  void check_use(const Page& page, const Node& text, const InlineUse& use);
  void check_link(const Page& page, const Node& text, const std::string& address);
  void check_listing(const Node& listing);
  void check_predict(const Page& page, const Node& predict);
  void check_teacher(const Page& page, const Node& teacher);
  void check_setting(const Page& page, const Node& setting, const Node& widget_id);

  std::filesystem::path lessons_;
  std::vector<Page*> pages_;
  std::set<std::string> unreadable_;
  const Glossary& glossary_;
  ComputeContext& context_;
  Problems& problems_;
  std::set<std::string> used_facts_;  // of the page at hand
};

}  // namespace checker
