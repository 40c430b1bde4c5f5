// inline_text.cpp: see inline_text.h.
#include "inline_text.h"

namespace checker {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  InlineText read() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\\')
        at_ += 2;
      else if (starts("{{"))
        take("{{", "}}", Refers::fact);
      else if (starts("[["))
        take("[[", "]]", Refers::term);
      else if (starts("[@"))
        take("[@", "]", Refers::citation);
      else if (starts("["))
        take_link();
      else if (starts("`"))
        skip("`", "code");
      else if (starts("$"))
        skip("$", "formula");
      else
        take_plain();
    }
    if (strong_open_) found_.errors.push_back("** is opened but not closed");
    if (em_open_) found_.errors.push_back("* is opened but not closed");
    return std::move(found_);
  }

 private:
  bool starts(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }
  bool is_space(std::size_t at) const { return at >= text_.size() || text_[at] == ' ' || text_[at] == '\n'; }

  void take(std::string_view open, std::string_view close, Refers to) {
    const std::size_t start = at_ + open.size(), end = text_.find(close, start);
    if (end == std::string_view::npos) {
      found_.errors.push_back(std::string(open) + " is opened but not closed by " + std::string(close));
      at_ = text_.size();
      return;
    }
    std::string_view target = text_.substr(start, end - start);
    if (to == Refers::term) target = target.substr(0, target.find('|'));
    found_.uses.push_back({to, std::string(target)});
    at_ = end + close.size();
  }

  // A bracket that no address follows is a plain bracket: "[0, 1)".
  void take_link() {
    const std::size_t middle = text_.find("](", at_);
    const std::size_t next = text_.find('[', at_ + 1);
    const std::size_t end = middle == std::string_view::npos ? middle : text_.find(')', middle);
    if (end == std::string_view::npos || next < middle) {
      ++at_;
      return;
    }
    const InlineText words = read_inline(text_.substr(at_ + 1, middle - at_ - 1));
    found_.uses.insert(found_.uses.end(), words.uses.begin(), words.uses.end());
    found_.errors.insert(found_.errors.end(), words.errors.begin(), words.errors.end());
    found_.uses.push_back({Refers::link, std::string(text_.substr(middle + 2, end - middle - 2))});
    at_ = end + 1;
  }

  void skip(std::string_view mark, std::string_view what) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && !text_.substr(end).starts_with(mark))
      end += mark == "$" && text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size())
      found_.errors.push_back(std::string(what) + " is opened by " + std::string(mark) + " but not closed");
    at_ = end + 1;
  }

  void take_plain() {
    if (starts("**")) {
      strong_open_ = !strong_open_;
      at_ += 2;
      return;
    }
    const bool stands_alone = (at_ == 0 || is_space(at_ - 1)) && is_space(at_ + 1);  // "2 * 3"
    if (text_[at_] == '*' && !stands_alone) em_open_ = !em_open_;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool strong_open_ = false, em_open_ = false;
  InlineText found_;
};

}  // namespace

InlineText read_inline(std::string_view text) { return Reader(text).read(); }

}  // namespace checker
