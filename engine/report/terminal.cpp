// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

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
    "time: reached to left; wait: reached to served or left, 0 where somebody was free; failed: services that failed "
    "of those\n"
    "  that ended; gave up: of those who joined; as expected: served within the wait that the step leads customers to "
    "expect";
constexpr const char* staff_words =
    "per replication; occupancy: busy of present, overtime included; utilization: busy of paid time on shift";

/// Lines no longer than the page, broken at spaces.
std::string wrapped(const std::string& text, std::size_t width) {
  std::string lines;
  std::size_t filled = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::size_t wide = display_width(word);
    if (filled > 0 && filled + 1 + wide > width) {
      lines += '\n';
      filled = 0;
    }
    if (filled > 0) lines += ' ';
    lines += word;
    filled += wide + (filled > 0 ? 1 : 0);
    at = end + 1;
  }
  return lines + '\n';
}

std::string section(const Table& table, const char* words, const TerminalOptions& options) {
  const std::string rows = table.empty() ? "" : table.write(options.width, options.color);
  if (rows.empty()) return {};
  return fmt::format("\n{}{}", rows,
                     *words == '\0' ? "" : fmt::format("  {}\n", painted(words, Style::remark, options.color)));
}

}  // namespace

std::string write_terminal(const ExperimentResult& result, const TerminalOptions& options) {
  std::string text;
  if (result.partial) {
    text += painted(harmless("Partial result: " + result.partial_reason + "."), Style::bad, options.color) + "\n";
  }
  text += wrapped(answer(result), options.width);
  text += painted(origin(result), Style::remark, options.color) + "\n";
  text += section(target_table(result), "", options);
  text += section(touchpoint_table(result), touchpoint_words, options);
  text += section(staff_table(result), staff_words, options);
  const Suggestion next = suggestion(result);
  if (!next.command.empty()) text += fmt::format("\nNext, {}: {}\n", next.reason, harmless(next.command));
  return text;
}

std::string write_warnings(const ExperimentResult& result) {
  std::string text;
  for (const std::string& warning : result.warnings) text += harmless(warning) + "\n";
  return text;
}

}  // namespace throughline
