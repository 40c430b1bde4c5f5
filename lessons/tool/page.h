// page.h: what of a page (a chapter, or the front page of lesson.json) has to be computed or played: its facts, tables of
// measured numbers, figures and settings of figures.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json_file.h"
#include "contract/session.h"

namespace checker {

struct WidgetBlock {
  Node node;
  const lesson::WidgetType* type = nullptr;
  Node settings;  // the block that says params and ticks: itself, or the earlier one whose model it shows
};

struct Page {
  std::string key;                               // slug, or "index" for the front page
  Node root;                                     // the chapter or the lesson
  std::map<std::string, WidgetBlock> widgets{};  // by block id
  std::vector<Node> predicts{}, teachers{};      // those that name settings
  std::vector<Node> tables{};                    // of measured numbers
  std::map<std::string, double> facts{};         // computed values, by id
  std::map<std::string, Json> cells{};           // of the tables, by the pointer of the block
};

// Collects a page. Nothing, after one report, where the file does not follow its schema.
std::optional<Page> read_chapter(const Node& chapter, const std::string& slug, Problems& problems);
std::optional<Page> read_front(const Node& lesson, Problems& problems);

}  // namespace checker
