// SPDX-License-Identifier: MIT
#include <utility>

#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/web_assets.hpp"

namespace throughline {
namespace {

constexpr std::size_t largest_page = 960'000;  // of 1 MB
constexpr std::size_t frame_of_page = 8'000;

Sentence subtitle_of(const ExperimentResult& result, const std::string& place) {
  const std::string& scenario = result.provenance.scenario;
  Sentence subtitle{"Service blueprint, simulated"};
  if (!scenario.empty() && scenario != "base") append(subtitle, {"; scenario ", Phrase::name(scenario)});
  if (!result.blueprint.starts.empty())
    append(subtitle, {"; from ", Phrase::quote(place + "/blueprint/starts", result.blueprint.starts)});
  return subtitle;
}

}  // namespace

HtmlReport::HtmlReport(const ExperimentResult& of, const HtmlOptions& with, std::string at)
    : result(of),
      options(with),
      place(std::move(at)),
      measures(of),
      page(of.blueprint.name, html_sentence(subtitle_of(of, place))) {}

std::size_t HtmlReport::room() const noexcept {
  const std::size_t taken = report_style().size() + report_script().size() + frame_of_page + page.size();
  return taken < largest_page ? largest_page - taken : 0;
}

std::string write_html(const ExperimentResult& result, const HtmlOptions& options) {
  HtmlReport report(result, options);
  add_answer(report);
  if (result.provenance.replications > 0) {
    add_targets(report);
    add_figures(report);
    add_baseline(report);
    add_drawing(report);
    add_journey_time(report);
    add_where_time_goes(report);
    add_touchpoints(report);
    add_experience(report);
    add_failures(report);
    add_staff(report);
    add_queues(report);
    add_convergence(report);
    add_beside(report);
    add_measures(report);
  }
  add_assumptions(report);
  add_definitions(report);
  add_origin(report);
  return report.page.write();
}

}  // namespace throughline
