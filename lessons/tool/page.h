// page.h: the structure of one page (a chapter, or the front page of lesson.json): its blocks, and what has to be
// resolved later because it points elsewhere.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "json_file.h"
#include "contract/session.h"

namespace checker {

struct WidgetBlock {
  Node node;
  const lesson::WidgetType* type = nullptr;  // null: unknown widget, reported
};

struct Page {
  std::string key;                               // slug, or "index" for the front page
  std::string address;                           // in the site: "dropout/mask.html", "index.html"
  Node root;                                     // the chapter or the lesson
  std::vector<Node> texts{};                     // every inline text
  std::set<std::string> anchors{};               // ids of blocks
  std::set<std::string> references{};            // ids of sources
  std::map<std::string, WidgetBlock> widgets{};  // by block id
  std::vector<Node> predicts{}, teachers{}, listings{};
  std::map<std::string, double> facts{};  // computed values, by id
};

// Checks types, required and unknown keys, unique ids, widget blocks and the shape of tables, and collects the rest.
// A page with problems is collected as far as it is sound.
std::string chapter_address(const std::string& slug);
Page read_chapter(const Node& chapter, const std::string& slug, Problems& problems);
Page read_front(const Node& lesson, Problems& problems);

}  // namespace checker
