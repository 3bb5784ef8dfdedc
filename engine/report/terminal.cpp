// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/answer.hpp"
#include "report/baseline.hpp"
#include "report/display_text.hpp"
#include "report/experience_table.hpp"
#include "report/journey_shape.hpp"
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

constexpr std::string_view margin_of_tables = "  ";

std::string section(const Table& table, std::string_view words, const TerminalOptions& options) {
  const std::string rows = table.write(options.width, options.color);
  if (rows.empty()) return {};
  return fmt::format(
      "\n{}{}", rows,
      words.empty() ? "" : wrapped(std::string(words), margin_of_tables, Style::remark, options.width, options.color));
}

}  // namespace

std::string write_terminal(const ExperimentResult& result, const TerminalOptions& options) {
  std::string text;
  if (result.partial) {
    text += painted(harmless("Partial result: " + result.partial_reason + "."), Style::bad, options.color) + "\n";
  }
  text += wrapped(answer(result), "", Style::plain, options.width, options.color);
  text += wrapped(origin(result), "", Style::remark, options.width, options.color);
  for (const std::string& sentence : {precision_sentence(result), text_of(input_sentence(result))}) {
    if (!sentence.empty()) text += wrapped(sentence, "", Style::remark, options.width, options.color);
  }
  if (result.provenance.replications > 0) {
    text += section(target_table(result), "", options);
    if (result.baseline) {
      text += "\n" + wrapped(harmless(text_of(baseline_sentence(*result.baseline))), "", Style::plain, options.width,
                             options.color);
      text += section(baseline_table(result), text_of(baseline_words(*result.baseline)), options).substr(1);
    }
    if (const std::string shape = journey_shape(result, options.width - margin_of_tables.size()); !shape.empty())
      text += fmt::format("\n{}{}\n", margin_of_tables, shape);
    text += section(touchpoint_table(result), touchpoint_words, options);
    for (const std::string& sentence : {experience_sentence(result), economics_sentence(result)}) {
      if (!sentence.empty()) text += "\n" + wrapped(sentence, "", Style::plain, options.width, options.color);
    }
    text += section(experience_table(result), experience_words, options);
    text += section(loss_table(result), {}, options);
    text += section(staff_table(result), staff_words, options);
    text += section(time_table(result), time_words, options);
  }
  const Suggestion next = suggestion(result);
  if (!next.command.empty()) text += fmt::format("\nNext: {}   # {}\n", harmless(next.command), next.reason);
  return text;
}

std::string write_warnings(const ExperimentResult& result) {
  std::string text;
  for (const Diagnostic& warning : result.warnings) text += harmless(to_string(warning)) + "\n";
  return text;
}

}  // namespace throughline
