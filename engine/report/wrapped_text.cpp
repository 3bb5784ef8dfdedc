// SPDX-License-Identifier: MIT
#include "report/wrapped_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/answer.hpp"
#include "report/display_text.hpp"

namespace throughline {

std::string wrapped(const std::string& text, std::string_view before, Style style, std::size_t width, bool color) {
  std::string lines;
  std::string line;
  std::size_t filled = 0;
  const auto end_line = [&] {
    for (std::size_t at = line.find(no_break_space); at != std::string::npos; at = line.find(no_break_space, at)) {
      line.replace(at, no_break_space.size(), " ");
    }
    lines += fmt::format("{}{}\n", before, painted(line, style, color));
    line.clear();
    filled = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::size_t wide = display_width(word);
    if (filled > 0 && before.size() + filled + 1 + wide > width) end_line();
    if (filled > 0) line += ' ';
    filled += wide + (filled > 0 ? 1 : 0);
    line += word;
    at = end + 1;
  }
  end_line();
  return lines;
}

}  // namespace throughline
