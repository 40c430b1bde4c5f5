// json_file.cpp: see json_file.h.
#include "json_file.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace checker {

namespace {

// "~" and "/" are escaped in a JSON Pointer.
std::string pointer_part(const std::string& key) {
  std::string part = "/";
  for (const char sign : key) part += sign == '~' ? "~0" : sign == '/' ? "~1" : std::string(1, sign);
  return part;
}

// Builds the value from the parser's events. nlohmann/json's own builder would merge keys that stand twice without a
// word, and would lose where an error is.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  Builder(std::string_view text, const std::string& name, Problems& problems)
      : text_(text), name_(name), problems_(problems) {}

  Json take() { return std::move(root_); }
  bool good() const { return good_; }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(std::int64_t value) override { return put(value); }
  bool number_unsigned(std::uint64_t value) override { return put(value); }
  bool number_float(double value, const std::string&) override { return put(value); }
  bool string(std::string& value) override { return put(value); }
  bool binary(Json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(std::string& key) override {
    frames_.back().key = key;
    if (!frames_.back().value.contains(key)) return true;
    good_ = false;
    std::string pointer;
    for (const Frame& frame : frames_)
      pointer += frame.value.is_array() ? "/" + std::to_string(frame.value.size()) : pointer_part(frame.key);
    problems_.add({name_, pointer}, "the key " + in_quotes(key) + " is given twice");
    return true;
  }

  bool parse_error(std::size_t position, const std::string& token,
                   const nlohmann::detail::exception& error) override {
    good_ = false;
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(position, text_.size()));
    const std::string line = std::to_string(1 + std::count(text_.begin(), end, '\n'));
    const bool too_large = error.id == 406;
    problems_.add({name_, ""}, "not JSON in line " + line + ", " +
                                   (position >= text_.size() ? "the file ends too early"
                                    : too_large              ? "the number " + token + " is too large"
                                                             : "near " + token));
    return false;
  }

 private:
  struct Frame {
    Json value;
    std::string key{};
  };

  bool open(Json empty) {
    frames_.push_back({std::move(empty)});
    return true;
  }
  bool close() {
    Json done = std::move(frames_.back().value);
    frames_.pop_back();
    return put(std::move(done));
  }
  bool put(Json value) {
    if (frames_.empty())
      root_ = std::move(value);
    else if (frames_.back().value.is_array())
      frames_.back().value.push_back(std::move(value));
    else
      frames_.back().value[frames_.back().key] = std::move(value);
    return true;
  }

  std::string_view text_;
  std::string name_;
  Problems& problems_;
  Json root_;
  std::vector<Frame> frames_;
  bool good_ = true;
};

}  // namespace

Node Node::operator[](const std::string& key) const {
  return {value_->at(key), place_.file, place_.pointer + pointer_part(key)};
}

Node Node::operator[](std::size_t index) const {
  return {value_->at(index), place_.file, place_.pointer + "/" + std::to_string(index)};
}

std::optional<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return !file.fail();
}

std::optional<Json> parse_json(std::string_view text, const std::string& name, Problems& problems) {
  Builder builder(text, name, problems);
  Json::sax_parse(text, &builder);
  if (!builder.good()) return std::nullopt;
  problems.check(true, {name, ""}, "");
  return builder.take();
}

std::optional<Json> read_json(const std::filesystem::path& path, const std::string& name, Problems& problems) {
  const std::optional<std::string> text = read_text(path);
  if (text) return parse_json(*text, name, problems);
  problems.add({name, ""}, "the file cannot be read");
  return std::nullopt;
}

}  // namespace checker
