// SPDX-License-Identifier: MIT
#include "report/shell_word.hpp"

#include <algorithm>

namespace throughline {
namespace {

bool is_plain(char character) {
  constexpr std::string_view special = " !\"#$&'()*;<=>?[\\]^`{|}~";
  return static_cast<unsigned char>(character) > 0x20 && character != 0x7F &&
         special.find(character) == std::string_view::npos;
}

}  // namespace

std::string shell_word(std::string_view word) {
  // An equals sign in the middle of a word is harmless, as in --set a=b.
  const auto is_harmless = [](char character) { return is_plain(character) || character == '='; };
  if (!word.empty() && word.front() != '=' && std::all_of(word.begin(), word.end(), is_harmless)) {
    return std::string(word);
  }
  std::string quoted = "'";
  for (const char character : word) {
    if (character == '\'') {
      quoted += "'\\''";
    } else {
      quoted += character;
    }
  }
  return quoted + "'";
}

}  // namespace throughline
