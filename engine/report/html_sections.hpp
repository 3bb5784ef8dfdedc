// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/html_page.hpp"
#include "report/measure_index.hpp"
#include "report/phrase.hpp"
#include "report/preface.hpp"
#include "report/suggestion.hpp"
#include "throughline/report.hpp"

namespace throughline {

/// A report under way. Keeps references to the result, which the JSON holds at `at`: a pointer, empty for the whole.
struct HtmlReport {
  HtmlReport(const ExperimentResult& of, const HtmlOptions& with, std::string at = {});

  /// Bytes that are left for tables that can be cut.
  std::size_t room() const noexcept;

  const ExperimentResult& result;
  const HtmlOptions& options;
  std::string place;
  MeasureIndex measures;
  HtmlPage page;
};

// The sections, in their order. Each adds itself, or nothing where its data are not there.

void add_answer(HtmlReport& report);
void add_targets(HtmlReport& report);
void add_figures(HtmlReport& report);
void add_baseline(HtmlReport& report);
void add_drawing(HtmlReport& report);
void add_journey_time(HtmlReport& report);
void add_where_time_goes(HtmlReport& report);
void add_touchpoints(HtmlReport& report);
void add_experience(HtmlReport& report);
void add_failures(HtmlReport& report);
void add_staff(HtmlReport& report);
void add_queues(HtmlReport& report);
void add_convergence(HtmlReport& report);
void add_beside(HtmlReport& report);
void add_measures(HtmlReport& report);
void add_assumptions(HtmlReport& report);
void add_definitions(HtmlReport& report);
void add_origin(HtmlReport& report);

// What pages of redesigns and of studies have in common with that of a run; `place` points to the object of the JSON.

void add_preface(HtmlReport& report, const Preface& preface);
/// Timing that a stored result leaves out is empty. `next`: a command to try, and what it does.
void add_origin(HtmlReport& report, const Timing& timing, const std::string& place_of_timing,
                const Suggestion& next = {});
std::string provenance_html(const Provenance& from, const std::string& place, const Timing* timing,
                            const std::string& place_of_timing);
/// Empty where there is no command.
std::string command_html(std::string_view heading, std::string_view command);
/// A word in the color of its meaning, `met` or `worse`.
std::string pill_html(std::string_view status, std::string_view words);
std::string pill_html(std::string_view status, const Sentence& words);
/// What a difference comes to; of `same` within how much, which the JSON holds at `place`.
std::string verdict_pill(Verdict verdict, double same_within, const Estimate& reference, std::string_view currency,
                         const std::string& place, std::string_view file = {});
/// How the numbers of the page are found in the JSON.
std::string convention_html(std::string_view file);
/// The bins of a histogram as charts take them.
Json chart_bins(const HistogramSummary& histogram);

}  // namespace throughline
