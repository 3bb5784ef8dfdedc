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
#include "report/time_table.hpp"
#include "report/touchpoint_table.hpp"
#include "report/wrapped_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr const char* touchpoint_words =
    "time: from reaching to leaving; wait: from reaching to being served or leaving, 0 where somebody is free; failed: "
    "of the "
    "services that ended; gave up: of those who joined; empty: never";
constexpr const char* staff_words = "per replication; occupancy: busy of present, overtime included";
constexpr const char* time_words =
    "of all the time that customers spend inside; of branches, that of the one waited for";

constexpr std::string_view margin_of_tables = "  ";

std::string section(const Table& table, const char* words, const TerminalOptions& options) {
  const std::string rows = table.write(options.width, options.color);
  if (rows.empty()) return {};
  const bool explained = *words != '\0';
  return fmt::format("\n{}{}", rows,
                     explained ? wrapped(words, margin_of_tables, Style::remark, options.width, options.color) : "");
}

}  // namespace

std::string write_terminal(const ExperimentResult& result, const TerminalOptions& options) {
  std::string text;
  if (result.partial) {
    text += painted(harmless("Partial result: " + result.partial_reason + "."), Style::bad, options.color) + "\n";
  }
  text += wrapped(answer(result), "", Style::plain, options.width, options.color);
  text += wrapped(origin(result), "", Style::remark, options.width, options.color);
  const std::string precision = precision_sentence(result);
  if (!precision.empty()) text += wrapped(precision, "", Style::remark, options.width, options.color);
  if (result.provenance.replications > 0) {
    text += section(target_table(result), "", options);
    text += section(touchpoint_table(result), touchpoint_words, options);
    text += section(staff_table(result), staff_words, options);
    text += section(time_table(result), time_words, options);
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
