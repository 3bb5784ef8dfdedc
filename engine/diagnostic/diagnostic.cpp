// SPDX-License-Identifier: MIT
#include "throughline/diagnostic.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "diagnostic/code_points.hpp"

namespace throughline {
namespace {

/// Controls, and the marks that reverse the direction of text: either would let a name repaint the terminal.
bool is_hostile(char32_t point) {
  const bool control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
  const bool direction = point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
                         (point >= 0x2066 && point <= 0x2069);
  return control || direction;
}

std::string made_harmless(const std::string& text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char32_t point : code_points(text)) {
    if (is_hostile(point)) {
      fmt::format_to(std::back_inserter(safe), "\\u{:04X}", static_cast<std::uint32_t>(point));
    } else {
      append_utf8(safe, point);
    }
  }
  return safe;
}

std::string listed(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += '\n';
    text += to_string(diagnostic);
  }
  return text;
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = diagnostic.at.file;
  if (diagnostic.at.line > 0) text += fmt::format(":{}:{}", diagnostic.at.line, diagnostic.at.column);
  if (!text.empty()) text += ": ";
  if (diagnostic.severity == Severity::warning) text += "warning: ";
  text += diagnostic.message;
  if (!diagnostic.hint.empty()) text += "; " + diagnostic.hint;
  return made_harmless(text);
}

InvalidBlueprint::InvalidBlueprint(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(listed(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace throughline
