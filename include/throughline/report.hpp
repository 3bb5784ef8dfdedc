// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "throughline/baseline.hpp"
#include "throughline/gaps.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/result.hpp"
#include "throughline/sensitivity.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

// A result, written down. Pure functions of the result: the same result gives the same bytes. Names that users chose
// are hostile text, and are made harmless in every format.

struct TerminalOptions {
  bool color = false;
  std::size_t width = 100;  ///< columns of the page; long names are cut, figures never
};

/// For people: the answer in a sentence or two, targets, touchpoints with the bottleneck marked, staff, and the command
/// to try next. No figure without its interval. UTF-8.
std::string write_terminal(const ExperimentResult& result, const TerminalOptions& options = {});

/// What is doubtful about the blueprint or the run, a line each, for standard error.
std::string write_warnings(const ExperimentResult& result);

/// Everything, as "throughline.result/1". Seconds, shares of 1; what could not be computed is absent, with a reason.
/// Without `timing` the same input gives the same bytes.
std::string write_json(const ExperimentResult& result, bool with_timing);

/// What write_json wrote of a run, as far as others are compared with it; `name` stands for the file in messages. The
/// text may come from anybody. Throws InvalidStoredResult.
StoredResult read_stored_result(std::string_view json, const std::string& name);

/// The whole of what write_json wrote of a run, enough for every report of it; `name` stands for the file in messages.
/// The text may come from anybody. Throws InvalidStoredResult.
ExperimentResult read_result(std::string_view json, const std::string& name);

/// The same of whatever it is, by its schema: what run, compare, sweep, gaps or sensitivity found. Timing that was left
/// out is empty.
using AnyResult = std::variant<ExperimentResult, PairedComparison, SweepResult, Gaps, Sensitivity>;
AnyResult read_any_result(std::string_view json, const std::string& name);

/// A row for each measure (RFC 4180). Timing is never in it.
std::string write_csv(const ExperimentResult& result);

/// A workbook for Excel: the answer and its targets, touchpoints with a chart, staff by half hour, every measure, and
/// the replications one by one. Numbers are numbers (seconds, shares of 1, money), names are texts whatever they begin
/// with. Timing is never in it. Throws std::runtime_error or std::system_error where it cannot be made.
std::string write_xlsx(const ExperimentResult& result);

struct JunitOptions {
  bool strict = false;      ///< an undecided target is a failure
  bool with_timing = true;  ///< without it the same input gives the same bytes
};

/// What pipelines stop at, as the JUnit XML that they show: a testcase for each target, for each precision that was
/// asked for (failures where missed) and for a partial result (an error). XML 1.0 in UTF-8.
std::string write_junit(const ExperimentResult& result, const JunitOptions& options = {});

/// The report for people as GitHub-flavored Markdown: the answer, targets, touchpoints, staff, and where the figures
/// come from. Timing is never in it.
std::string write_markdown(const ExperimentResult& result);

/// The service blueprint as a drawing, SVG 1.1 to stand alone: with the figures of a result that has replications.
/// Timing is never in it.
std::string write_svg(const ExperimentResult& result);
struct HtmlOptions {
  bool with_timing = true;  ///< without it the same input gives the same bytes

  /// Another result, of the same blueprint or not, to stand beside this one: every measure that both have. The names
  /// are those of the files.
  const ExperimentResult* beside = nullptr;
  std::string name, name_beside;
};

/// The report to send: one file that opens from disk without network, with the blueprint drawn, charts and tables, in
/// light and dark, and for print; below 1 MB, so of large results the longest tables are cut, which they say. Every
/// number says which one of the JSON it is. HTML 5 in UTF-8.
std::string write_html(const ExperimentResult& result, const HtmlOptions& options = {});

// The same of redesigns: the answer, the best, and for each alternative what differs from the first; the JSON is
// "throughline.comparison/1", the CSV has a row for each difference.
std::string write_terminal(const PairedComparison& comparison, const TerminalOptions& options = {});
std::string write_warnings(const PairedComparison& comparison);
std::string write_json(const PairedComparison& comparison, bool with_timing);
std::string write_csv(const PairedComparison& comparison);
std::string write_xlsx(const PairedComparison& comparison);
/// A suite for each redesign: its targets, and each measure that is judged, worse than the reference's or not.
std::string write_junit(const PairedComparison& comparison, const JunitOptions& options = {});
std::string write_markdown(const PairedComparison& comparison);
std::string write_html(const PairedComparison& comparison, const HtmlOptions& options = {});

// The same of what inputs matter: what changes the measure most, and every input with what it changes, as bars on the
// terminal; the JSON is "throughline.sensitivity/1", the CSV has a row for each value of an input.
std::string write_terminal(const Sensitivity& sensitivity, const TerminalOptions& options = {});
std::string write_warnings(const Sensitivity& sensitivity);
std::string write_json(const Sensitivity& sensitivity, bool with_timing);
std::string write_csv(const Sensitivity& sensitivity);
std::string write_markdown(const Sensitivity& sensitivity);
std::string write_html(const Sensitivity& sensitivity, const HtmlOptions& options = {});

// The same of many alternatives; the JSON is "throughline.sweep/1", the CSV has a row for each alternative.
std::string write_terminal(const SweepResult& result, const TerminalOptions& options = {});
std::string write_warnings(const SweepResult& result);
std::string write_json(const SweepResult& result, bool with_timing);
std::string write_csv(const SweepResult& result);
std::string write_xlsx(const SweepResult& result);
/// That an alternative meets the targets, that nothing cheaper is undecided, that new replications confirm it.
std::string write_junit(const SweepResult& result, const JunitOptions& options = {});
std::string write_markdown(const SweepResult& result);
std::string write_html(const SweepResult& result, const HtmlOptions& options = {});

}  // namespace throughline
