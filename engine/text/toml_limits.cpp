// SPDX-License-Identifier: MIT
#include "text/toml_limits.hpp"

#include <fmt/format.h>

#include <vector>

namespace throughline {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<TomlExcess> scan() {
    while (at_ < text_.size()) {
      take();
      const std::size_t depth = header_depth_ + open_depth_ + dots_;
      if (depth > TomlLimits::depth) return here(fmt::format("nested more than {} levels deep", TomlLimits::depth));
      if (values_ > TomlLimits::values) return here(fmt::format("more than {} values", TomlLimits::values));
    }
    return std::nullopt;
  }

 private:
  void take() {
    switch (text_[at_]) {
      case '#':
        skip_to_line_end();
        return;
      case '"':
      case '\'':
        skip_string();
        return;
      case '\n':
        ++line_;
        line_start_ = at_ + 1;
        dots_ = 0;
        at_line_start_ = true;
        ++at_;
        return;
      case ' ':
      case '\t':
        ++at_;
        return;
      case '.':
        ++dots_;
        break;
      case '[':
      case '{':
        open();
        break;
      case ']':
      case '}':
        close();
        break;
      case ',':
        ++values_;
        dots_ = 0;
        break;
      case '=':
        ++values_;
        break;
      default:
        break;
    }
    at_line_start_ = false;
    ++at_;
  }

  void open() {
    ++values_;
    if (at_line_start_ && open_.empty()) {
      in_header_ = true;
      header_depth_ = 0;
    }
    open_.push_back(dots_ + 1);
    open_depth_ += dots_ + 1;
    dots_ = 0;
  }

  void close() {
    if (in_header_) header_depth_ = dots_ + 1;
    in_header_ = in_header_ && open_.size() > 1;
    if (!open_.empty()) {
      open_depth_ -= open_.back();
      open_.pop_back();
    }
    dots_ = 0;
  }

  void skip_to_line_end() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_string() {
    at_line_start_ = false;
    const char quote = text_[at_];
    const std::string_view rest = text_.substr(at_);
    const bool several_lines = rest.size() >= 3 && rest[1] == quote && rest[2] == quote;
    at_ += several_lines ? 3 : 1;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\' && quote == '"') {
        ++at_;
        if (at_ < text_.size() && text_[at_] == '\n') begin_line();
      } else if (text_[at_] == '\n') {
        if (!several_lines) return;
        begin_line();
      } else if (text_[at_] == quote && (!several_lines || text_.substr(at_, 3) == rest.substr(0, 3))) {
        at_ += several_lines ? 3 : 1;
        return;
      }
    }
  }

  void begin_line() {
    ++line_;
    line_start_ = at_ + 1;
  }

  TomlExcess here(std::string message) const {
    std::uint32_t column = 0;
    for (std::size_t byte = line_start_; byte < at_ && byte < text_.size(); ++byte) {
      const bool first_of_code_point = (static_cast<unsigned char>(text_[byte]) & 0xC0U) != 0x80U;
      if (first_of_code_point) ++column;
    }
    return {line_, column == 0 ? 1 : column, std::move(message)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
  bool at_line_start_ = true;
  bool in_header_ = false;
  std::size_t dots_ = 0;           ///< of the key or number under way
  std::size_t header_depth_ = 0;   ///< of the table whose keys follow
  std::size_t open_depth_ = 0;     ///< sum of open_
  std::vector<std::size_t> open_;  ///< levels that each open bracket added
  std::size_t values_ = 0;
};

}  // namespace

std::optional<TomlExcess> find_excess(std::string_view text) {
  if (text.size() > TomlLimits::bytes)
    return TomlExcess{1, 1, fmt::format("larger than {} MiB", TomlLimits::bytes >> 20U)};
  return Scanner(text).scan();
}

}  // namespace throughline
