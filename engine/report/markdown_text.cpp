// SPDX-License-Identifier: MIT
#include "report/markdown_text.hpp"

#include <fmt/format.h>

#include "report/display_text.hpp"

namespace throughline {
namespace {

constexpr std::string_view language = "\\`*_[]<>|~&#$";
constexpr std::string_view host = "@#:$";
constexpr std::string_view no_width = "\u200B";

bool is_one_of(char character, std::string_view set) {
  return set.find(character) != std::string_view::npos;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  const std::string safe = harmless(text);
  std::string written;
  for (std::size_t at = 0; at < safe.size(); ++at) {
    const char character = safe[at];
    if (is_one_of(character, language)) written += '\\';
    if (character == '.' && written.ends_with("www")) written += no_width;
    written += character;
    const bool is_last_of_word = at + 1 == safe.size() || safe[at + 1] == ' ';
    if (is_one_of(character, host) && !is_last_of_word) written += no_width;
  }
  return written;
}

std::string emphasized(std::string_view text, std::string_view mark) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(' ') + 1 - first);
  return fmt::format("{}{}{}", mark, markdown_text(text), mark);
}

}  // namespace throughline
