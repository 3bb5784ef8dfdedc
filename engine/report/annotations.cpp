// SPDX-License-Identifier: MIT
#include "report/annotations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "report/display_text.hpp"
#include "report/gates.hpp"

namespace throughline {
namespace {

struct Annotation {
  Severity severity = Severity::error;
  SourcePosition at;
  std::string title;
  std::string message;
};

// What the runner unescapes behind the second `::`, and in a property, where a comma and a colon have a meaning too.
constexpr std::string_view data_marks = "%\r\n";
constexpr std::string_view property_marks = "%\r\n:,";

std::string escaped(std::string_view text, std::string_view marks) {
  std::string written;
  for (const char character : text) {
    if (marks.find(character) == std::string_view::npos) {
      written += character;
    } else {
      fmt::format_to(std::back_inserter(written), "%{:02X}", static_cast<unsigned>(character));
    }
  }
  return harmless(written);
}

std::string command(const Annotation& annotation) {
  std::string text = annotation.severity == Severity::error ? "::error " : "::warning ";
  if (annotation.at.line > 0) {
    text += fmt::format("file={},line={},col={},", escaped(annotation.at.file, property_marks), annotation.at.line,
                        annotation.at.column);
  }
  return text + fmt::format("title={}::{}\n", escaped(annotation.title, property_marks),
                            escaped(annotation.message, data_marks));
}

std::string listed(const std::vector<Annotation>& annotations) {
  const bool fits = annotations.size() <= most_annotations;
  const std::size_t shown = fits ? annotations.size() : most_annotations - 1;
  std::string text;
  for (std::size_t index = 0; index < shown; ++index) text += command(annotations[index]);
  if (fits) return text;
  Annotation rest;
  rest.severity = annotations[shown].severity;
  rest.title = "More";
  rest.message = fmt::format("and {} more, which the log tells", annotations.size() - shown);
  return text + command(rest);
}

Annotation annotation_of(const Diagnostic& diagnostic) {
  const char* const title = diagnostic.severity == Severity::error ? "Invalid blueprint" : "Doubtful blueprint";
  const std::string hint = diagnostic.hint.empty() ? "" : "; " + diagnostic.hint;
  // What is in no file is in an option, which the position then names.
  const std::string where = diagnostic.at.line > 0 || diagnostic.at.file.empty() ? "" : diagnostic.at.file + ": ";
  return {diagnostic.severity, diagnostic.at, title, where + diagnostic.message + hint};
}

std::string_view title_of(GateStatus status) {
  switch (status) {
    case GateStatus::missed:
      return "Target missed";
    case GateStatus::undecided:
      return "Target undecided";
    case GateStatus::worse:
      return "Worse";
    case GateStatus::imprecise:
      return "Precision not reached";
    case GateStatus::partial:
      return "Partial result";
    case GateStatus::met:
    case GateStatus::not_worse:
      break;
  }
  return {};
}

Annotation annotation_of(const Gate& gate) {
  const bool is_error = gate.fails && gate.status != GateStatus::imprecise;
  return {is_error ? Severity::error : Severity::warning, gate.at,
          fmt::format("{}: {}", title_of(gate.status), gate.name), gate.finding};
}

std::string annotated(const std::vector<Gate>& gates, const std::vector<Diagnostic>& warnings) {
  std::vector<Annotation> annotations;
  for (const Gate& gate : gates) {
    if (gate.status != GateStatus::met && gate.status != GateStatus::not_worse)
      annotations.push_back(annotation_of(gate));
  }
  for (const Diagnostic& warning : warnings) annotations.push_back(annotation_of(warning));
  std::stable_partition(annotations.begin(), annotations.end(),
                        [](const Annotation& each) { return each.severity == Severity::error; });
  return listed(annotations);
}

}  // namespace

std::string write_annotations(const ExperimentResult& result, bool strict) {
  return annotated(gates_of(result, strict), result.warnings);
}

std::string write_annotations(const PairedComparison& comparison, bool strict) {
  std::vector<Gate> gates;
  std::vector<Diagnostic> warnings = comparison.alternatives.front().result.warnings;
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index) {
    const ComparedAlternative& redesign = comparison.alternatives[index];
    for (Gate& gate : gates_of(redesign, comparison.alternatives.front(), strict)) {
      gate.name = fmt::format("{}: {}", redesign.name, gate.name);
      gates.push_back(std::move(gate));
    }
    for (const Diagnostic& warning : redesign.result.warnings) {
      if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(warning);
    }
  }
  return annotated(gates, warnings);
}

std::string write_annotations(const SweepResult& result, bool strict) {
  return annotated(gates_of(result, strict), result.warnings);
}

std::string write_annotations(const std::vector<Diagnostic>& diagnostics) {
  std::vector<Annotation> annotations;
  for (const Diagnostic& diagnostic : diagnostics) annotations.push_back(annotation_of(diagnostic));
  return listed(annotations);
}

std::string without_commands(std::string_view text) {
  constexpr std::string_view no_width = "\u200B";
  std::string safe;
  for (const char character : text) {
    const bool opens = (character == ':' && safe.ends_with(':')) || (character == '[' && safe.ends_with("##"));
    if (opens) safe += no_width;
    safe += character;
  }
  return safe;
}

}  // namespace throughline
