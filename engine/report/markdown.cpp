// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <limits>

#include "report/answer.hpp"
#include "report/baseline.hpp"
#include "report/display_text.hpp"
#include "report/experience_table.hpp"
#include "report/markdown_text.hpp"
#include "report/staff_table.hpp"
#include "report/suggestion.hpp"
#include "report/target_table.hpp"
#include "report/time_table.hpp"
#include "report/touchpoint_table.hpp"
#include "report/wrapped_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

std::string heading(const ExperimentResult& result) {
  const std::string& scenario = result.provenance.scenario;
  const bool is_base = scenario.empty() || scenario == "base";
  return fmt::format("## {}\n", markdown_text(result.blueprint.name + (is_base ? "" : ", scenario " + scenario)));
}

/// The same words as on a terminal, in one line; figures need not hold together there.
std::string answer_line(const ExperimentResult& result) {
  std::string line = wrapped(answer(result), "", Style::plain, std::numeric_limits<std::size_t>::max(), false);
  line.pop_back();
  return markdown_text(line);
}

std::string section(const Table& table, std::string_view words) {
  const std::string rows = table.write_markdown();
  if (rows.empty()) return {};
  return fmt::format("\n{}{}", rows, words.empty() ? "" : fmt::format("\n{}\n", emphasized(words, "*")));
}

/// What the figures come from, a point each.
std::string provenance(const ExperimentResult& result) {
  std::string text = fmt::format("\n- Run: {}\n", markdown_text(origin(result)));
  for (const std::string& sentence : {precision_sentence(result), text_of(input_sentence(result))}) {
    if (!sentence.empty()) text += fmt::format("- {}\n", markdown_text(sentence));
  }
  for (const InputSummary& input : result.provenance.inputs) {
    text += fmt::format("- Input: {}, sha256 {}\n", markdown_text(input.name), markdown_text(input.sha256));
  }
  text += fmt::format("- Program: throughline {}\n", markdown_text(result.provenance.version));
  for (const Diagnostic& warning : result.warnings)
    text += fmt::format("- **Doubtful:** {}\n", markdown_text(to_string(warning)));
  return text;
}

}  // namespace

std::string write_markdown(const ExperimentResult& result) {
  std::string text = heading(result);
  if (result.partial) text += fmt::format("\n{}\n", emphasized("Partial result: " + result.partial_reason + ".", "**"));
  text += fmt::format("\n{}\n", answer_line(result));
  if (result.provenance.replications > 0) {
    text += section(target_table(result), {});
    if (result.baseline) {
      text += fmt::format("\n{}\n", markdown_text(text_of(baseline_sentence(*result.baseline))));
      text += section(baseline_table(result), text_of(baseline_words(*result.baseline)));
    }
    text += section(touchpoint_table(result), touchpoint_words);
    for (const std::string& sentence : {experience_sentence(result), economics_sentence(result)}) {
      if (!sentence.empty()) text += fmt::format("\n{}\n", markdown_text(sentence));
    }
    text += section(experience_table(result), experience_words);
    text += section(loss_table(result), {});
    text += section(staff_table(result), staff_words);
    text += section(time_table(result), time_words);
  }
  text += provenance(result);
  const Suggestion next = suggestion(result);
  // Indented text is code: nothing in it means anything, however it is written.
  if (!next.command.empty()) text += fmt::format("\nNext:\n\n    {}   # {}\n", harmless(next.command), next.reason);
  return text;
}

}  // namespace throughline
