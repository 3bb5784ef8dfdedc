// SPDX-License-Identifier: MIT
// What the figures rest on: how they settled, what was assumed, and what it takes to have them again.
#include <fmt/format.h>

#include "report/answer.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/shell_word.hpp"
#include "report/suggestion.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

/// What was run, or what would give the same.
std::string command_of(const ExperimentResult& result, bool with_timing) {
  if (with_timing && result.timing && !result.timing->command.empty()) return result.timing->command;
  const Provenance& from = result.provenance;
  if (from.inputs.empty()) return {};
  return command_text("run", from.inputs.front().name, from.scenario, from.settings) +
         fmt::format(" --replications {} --seed {}", from.replications, from.seed);
}

/// `place` points to where the JSON holds the result.
std::vector<Sentence> assumptions_of(const ExperimentResult& result, const std::string& place) {
  const Provenance& from = result.provenance;
  const auto duration = [&](const char* name, double seconds) {
    return Phrase::number(place + "/provenance/" + name, seconds, exact_duration(seconds));
  };
  std::vector<Sentence> list;
  const Phrase length = duration("length", from.length);
  list.push_back(from.batch_means
                     ? Sentence{"One long run of ", length, " is cut into batches, which stand for replications."}
                     : Sentence{"Each replication is ", length, " of service, begun anew and with luck of its own."});
  if (from.warm_up > 0.0)
    list.push_back({"The first ", duration("warm_up", from.warm_up), " of each do not count: they warm up",
                    from.warm_up_found ? ", and the run itself found how long that takes." : "."});
  list.push_back({from.ending == "drain"
                      ? "When that time is over nobody arrives, and whoever is inside is served to the end, in "
                        "overtime where shifts are over."
                      : "When that time is over the run stops: whoever is inside then is unfinished."});
  list.push_back(
      {"The numbers of the blueprint (times, rates, shares, staff) are taken as they are written: intervals hold what "
       "luck leaves open, not whether those are right."});
  if (result.input_uncertainty && result.input_uncertainty->resamples > 0) list.back() = input_sentence(result, place);
  list.push_back(
      {"At the same instant services end first, then shifts begin and end, then customers come, then patience ends: "
       "who would give up just as somebody becomes free is served."});
  list.push_back(
      {"A customer meets the same luck in every scenario, so scenarios differ by what they change and nothing else."});
  for (const std::string& setting : from.settings)
    list.push_back({"Changed on the command line: ", Phrase::code(setting), "."});
  return list;
}

void add_row(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, value);
}

}  // namespace

void add_convergence(HtmlReport& report) {
  const auto& points = report.result.convergence;
  if (points.size() < 2) return;
  HtmlTable table({"Mean journey time after so many replications"}, {{"Replications"}, {"Mean"}, {"From"}, {"To"}});
  Json rows = Json::array();
  for (std::size_t index = 0; index < points.size(); ++index) {
    const ConvergencePoint& point = points[index];
    const std::string place = fmt::format("/convergence/{}", index);
    // Digits as the interval allows.
    Estimate estimate;
    estimate.value = point.value;
    estimate.low = point.low;
    estimate.high = point.high;
    table.add({html_number(place + "/replications", point.replications),
               html_number(place + "/value", point.value, figure(estimate, {})),
               html_number(place + "/low", point.low, exact_duration(point.low)),
               html_number(place + "/high", point.high, exact_duration(point.high))});
    rows.push_back(Json::array(
        {point.replications, chart_number(point.value), chart_number(point.low), chart_number(point.high)}));
  }
  report.page.add_chart("convergence", {{"points", rows}});
  report.page.add(
      "convergence", "Convergence",
      html_chart("Whether more replications would change the answer: the mean journey time and its interval, "
                 "replication by replication",
                 html_plot("convergence", "convergence"), html_details({"Table: convergence"}, table.write())));
}

void add_assumptions(HtmlReport& report) {
  std::string text = "<ul>\n";
  for (const Sentence& assumption : assumptions_of(report.result, report.place))
    text += fmt::format("<li>{}</li>\n", html_sentence(assumption));
  report.page.add("assumptions", "Assumptions", text + "</ul>\n");
}

std::string provenance_html(const Provenance& from, const std::string& place, const Timing* timing,
                            const std::string& place_of_timing) {
  std::string rows;
  const auto duration = [](const std::string& path, double value) {
    return html_number(path, value, exact_duration(value));
  };
  add_row(rows, "Program", "throughline " + html_quote(place + "/version", from.version));
  for (const InputSummary& input : from.inputs)
    add_row(rows, "Input", fmt::format("{}<br><code>sha256 {}</code>", html_name(input.name), xml_text(input.sha256)));
  add_row(rows, "Scenario", from.scenario.empty() ? "" : html_name(from.scenario));
  add_row(rows, "Seed", html_number(place + "/seed", from.seed));
  add_row(rows, from.batch_means ? "Batches" : "Replications",
          fmt::format("{} of {} planned", html_number(place + "/replications", from.replications),
                      html_number(place + "/planned_replications", from.planned_replications)));
  add_row(rows, "Length", duration(place + "/length", from.length));
  add_row(rows, "Warm-up", duration(place + "/warm_up", from.warm_up));
  add_row(rows, "Confidence",
          html_number(place + "/confidence", from.confidence, exact(from.confidence, Unit::share, {})));
  if (timing != nullptr) {
    add_row(rows, "Started", html_quote(place_of_timing + "/started", timing->started));
    add_row(rows, "Took",
            fmt::format("{}, {} events", duration(place_of_timing + "/seconds", timing->seconds),
                        html_number(place_of_timing + "/events", timing->events)));
  }
  return fmt::format("<dl>\n{}</dl>\n", rows);
}

std::string command_html(std::string_view heading, std::string_view command) {
  if (command.empty()) return {};
  return fmt::format("<h3>{}</h3>\n<pre><code>{}</code></pre>\n", xml_text(heading), xml_text(command));
}

std::string convention_html(std::string_view file) {
  const std::string other =
      file.empty() ? "" : fmt::format("; <code>data-file</code> names the file where it is not {}", html_name(file));
  return fmt::format(
      "<p class=\"remark\">Every number says which one of the JSON it is: its element holds the number as the JSON "
      "spells it (<code>data-value</code>) and where it stands there (<code>data-path</code>: the path of a measure, "
      "or a pointer{}; <code>#chart-data</code> as <code>data-file</code> is the element of this page that holds what "
      "no file does).</p>\n",
      other);
}

void add_origin(HtmlReport& report, const Timing& timing, const std::string& place_of_timing, const Suggestion& next) {
  const bool is_told = report.options.with_timing && !timing.started.empty();
  report.page.add("origin", "Where this comes from",
                  provenance_html(report.result.provenance, report.place + "/provenance", is_told ? &timing : nullptr,
                                  place_of_timing) +
                      command_html("The command", is_told ? timing.command : "") +
                      command_html(next.reason, next.command) + convention_html({}));
}

void add_origin(HtmlReport& report) {
  const ExperimentResult& result = report.result;
  const bool with_timing = report.options.with_timing;
  const Timing* const timing = with_timing && result.timing ? &*result.timing : nullptr;
  std::string text = provenance_html(result.provenance, "/provenance", timing, "/provenance/timing");
  text += command_html("The command", command_of(result, with_timing));
  const Suggestion next = suggestion(result);
  text += command_html(fmt::format("What to try next: {}", next.reason), next.command);
  report.page.add("origin", "Where this comes from",
                  text + convention_html(report.options.beside == nullptr ? "" : report.options.name));
}

}  // namespace throughline
