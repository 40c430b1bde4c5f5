// plurals_test.cpp: whatever a widget counts, the word behind the number fits it: "1 unit", "0 units", "1 of 1 unit".
//
// Which words count something is taken from the texts themselves: words on -s that follow a number other than 1.
#include <cctype>
#include <set>
#include <sstream>

#include "contract/words.h"
#include "contract_fixture.h"
#include "recording_canvas.h"

namespace lesson {
namespace {

// A whole number and the word after it.
struct Counted {
  std::string before, number, word, text;
};

bool is_whole(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789,") == std::string_view::npos &&
         std::isdigit(static_cast<unsigned char>(word.back())) != 0;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string plain(std::string word) {
  while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back())) != 0) word.pop_back();
  while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.front())) != 0) word.erase(0, 1);
  return word;
}

bool is_word(std::string_view word) {
  return word.size() > 2 && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

class Plurals : public Contract {
 protected:
  void hear(const std::string& text) {
    const std::vector<std::string> words = words_of(text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const std::string number = words[i].starts_with("(") ? words[i].substr(1) : words[i];
      if (is_whole(number) && is_word(plain(words[i + 1])))
        heard_.push_back({i > 0 ? words[i - 1] : "", number, plain(words[i + 1]), text});
    }
  }
  void hear_all(Session& session) {
    hear(session.describe());
    hear(session.details());
    hear(session.response());
    for (std::size_t i = 0; i < text().params.size(); ++i) hear(shown_text(text().params[i], session.whole_value(i)));
    for (std::size_t i = 0; i < text().panels.size(); ++i) {
      hear(session.describe(PanelSet{1} << i));
      hear(session.table(i));
    }
    for (const float width : {320.f, 720.f}) {
      const RecordingCanvas canvas = picture_of(session, width, 0);
      for (const std::string& words : canvas.texts) hear(words);
      for (const std::string& words : canvas.explanations) hear(words);
    }
  }
  // Every whole parameter at its least values, where counts are 0 and 1, at the first ticks; and what actions say.
  void hear_small_counts() {
    for (std::size_t param = 0; param <= text().params.size(); ++param)
      for (const int above : {0, 1, 2}) {
        Session session(*GetParam());
        if (param < text().params.size()) {
          const ParamInfo& info = text().params[param];
          if (info.control != Control::stepper && info.control != Control::slider && info.control != Control::choice)
            break;
          session.set(param, info.range.min + above * info.range.step);
        }
        for (int tick = 0; tick < 3; ++tick) {
          hear_all(session);
          session.step(1);
        }
        for (std::size_t action = 0; action < text().actions.size(); ++action) {
          session.act(action);
          hear(session.response());
        }
      }
    for (int index = 0; index < 6; ++index) {
      Session session = session_at(index, 1);
      hear_all(session);
    }
  }

  std::vector<Counted> heard_;
};

TEST_P(Plurals, FitTheirNumbers) {
  hear_small_counts();
  // "RNG seed 24 keeps": a number that names something counts nothing.
  const auto counts = [](const Counted& one) {
    static const std::set<std::string> little = {
        "",   "of",  "in", "after", "and", "the",  "at",   "over", "with",  "by",   "from", "than", "to", "all",
        "on", "are", "is", "has",   "for", "only", "says", "mean", "After", "With", "Over", "In",   "Of", "other"};
    return little.contains(one.before) || std::ispunct(static_cast<unsigned char>(one.before.back())) != 0;
  };
  // "1 place of 484 covers the cell", "1 of 1 survives": what one does, not what is counted.
  const std::set<std::string> does = {"covers", "survives", "hangs"};
  std::set<std::string> plurals;
  for (const Counted& one : heard_)
    if (one.number != "1" && one.word.ends_with('s') && !does.contains(one.word) && counts(one))
      plurals.insert(one.word);
  std::set<std::string> told;
  for (const Counted& one : heard_) {
    const bool wrong = one.number == "1" ? plurals.contains(one.word) && counts(one)
                                         : counts(one) && plurals.contains(one.word + "s");
    if (wrong && told.insert(one.number + one.word).second)
      ADD_FAILURE() << one.before << " " << one.number << " " << one.word << " in: " << one.text;
  }
}

INSTANTIATE_TEST_SUITE_P(Widget, Plurals, testing::ValuesIn(all_widgets().begin(), all_widgets().end()),
                         [](const auto& row) { return std::string(row.param->text.id); });

TEST(AmountText, UnitOfOneIsSingular) {
  EXPECT_EQ(amount_text(1, 0, " units"), "1 unit");
  EXPECT_EQ(amount_text(-1, 0, " points"), "\u22121 point");
  EXPECT_EQ(amount_text(0, 0, " units"), "0 units");
  EXPECT_EQ(amount_text(2, 0, " units"), "2 units");
  EXPECT_EQ(amount_text(1, 1, " units"), "1.0 units");
  EXPECT_EQ(amount_text(1, 0, " %"), "1 %");
  EXPECT_EQ(amount_text(1, 0, " ms"), "1 ms");
  EXPECT_EQ(amount_text(1, 0, ""), "1");
}

}  // namespace
}  // namespace lesson
