// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/answer.hpp"
#include "report/display_text.hpp"
#include "report/staff_table.hpp"
#include "report/suggestion.hpp"
#include "report/table.hpp"
#include "report/target_table.hpp"
#include "report/touchpoint_table.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr const char* touchpoint_words =
    "time: from reaching to leaving; wait: from reaching to being served or leaving, 0 where somebody is free; failed: "
    "of the "
    "services that ended; gave up: of those who joined; empty: never";
constexpr const char* staff_words = "per replication; occupancy: busy of present, overtime included";

constexpr std::string_view margin_of_tables = "  ";

/// Lines no longer than the page, broken at spaces, each with `before` in front. Spaces that must not break are written
/// as any other: what is copied from a terminal should be plain.
std::string wrapped(const std::string& text, std::string_view before, Style style, const TerminalOptions& options) {
  std::string lines;
  std::string line;
  std::size_t filled = 0;
  const auto end_line = [&] {
    for (std::size_t at = line.find(no_break_space); at != std::string::npos; at = line.find(no_break_space, at)) {
      line.replace(at, no_break_space.size(), " ");
    }
    lines += fmt::format("{}{}\n", before, painted(line, style, options.color));
    line.clear();
    filled = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::size_t wide = display_width(word);
    if (filled > 0 && before.size() + filled + 1 + wide > options.width) end_line();
    if (filled > 0) line += ' ';
    filled += wide + (filled > 0 ? 1 : 0);
    line += word;
    at = end + 1;
  }
  end_line();
  return lines;
}

std::string section(const Table& table, const char* words, const TerminalOptions& options) {
  const std::string rows = table.write(options.width, options.color);
  if (rows.empty()) return {};
  const bool explained = *words != '\0';
  return fmt::format("\n{}{}", rows, explained ? wrapped(words, margin_of_tables, Style::remark, options) : "");
}

}  // namespace

std::string write_terminal(const ExperimentResult& result, const TerminalOptions& options) {
  std::string text;
  if (result.partial) {
    text += painted(harmless("Partial result: " + result.partial_reason + "."), Style::bad, options.color) + "\n";
  }
  text += wrapped(answer(result), "", Style::plain, options);
  text += wrapped(origin(result), "", Style::remark, options);
  if (result.provenance.replications > 0) {
    text += section(target_table(result), "", options);
    text += section(touchpoint_table(result), touchpoint_words, options);
    text += section(staff_table(result), staff_words, options);
  }
  const Suggestion next = suggestion(result);
  if (!next.command.empty()) text += fmt::format("\nNext: {}   # {}\n", harmless(next.command), next.reason);
  return text;
}

std::string write_warnings(const ExperimentResult& result) {
  std::string text;
  for (const std::string& warning : result.warnings) text += harmless(warning) + "\n";
  return text;
}

}  // namespace throughline
