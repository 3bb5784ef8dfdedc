// SPDX-License-Identifier: MIT
// What a reader wants first: the answer, the targets, the figures that matter most, what changed since a baseline.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/answer.hpp"
#include "report/baseline.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/target_table.hpp"
#include "report/verdict_words.hpp"
#include "report/xml_text.hpp"

namespace throughline {
namespace {

/// Of all targets together: missed where any is, undecided where any is.
std::string status_of(const ExperimentResult& result) {
  if (result.targets.empty()) return {};
  const auto any = [&result](TargetStatus status) {
    return std::any_of(result.targets.begin(), result.targets.end(),
                       [status](const TargetResult& target) { return target.status == status; });
  };
  return name_of(any(TargetStatus::missed)      ? TargetStatus::missed
                 : any(TargetStatus::undecided) ? TargetStatus::undecided
                                                : TargetStatus::met);
}

std::string decision_of(const TargetResult& target, const Provenance& provenance, const std::string& place) {
  if (target.status != TargetStatus::undecided) return {};
  return fmt::format(" <span class=\"note\">{}</span>", html_sentence(what_would_decide(target, provenance, place)));
}

std::string margin_cell(const TargetResult& target, const std::string& place, std::string_view currency) {
  if (!target.margin) return {};
  return html_number(place + "/margin", *target.margin, margin_of(target, currency));
}

struct Card {
  const char* path;
  const char* name;
  bool is_always_shown;
};

constexpr std::array cards{Card{"journey.time.mean", "Journey time, mean", true},
                           Card{"journey.time.p90", "Journey time, nine of ten within", true},
                           Card{"journey.completed", "Completed", true},
                           Card{"journey.failed", "Failed", false},
                           Card{"journey.abandoned", "Gave up waiting", false},
                           Card{"journey.turned_away", "Turned away", false},
                           Card{"journey.no_show", "Did not come", false},
                           Card{"journey.unfinished", "Still inside at the end", false},
                           Card{"throughput", "Throughput", true},
                           Card{"journey.count.arrived", "Arrivals per replication", true},
                           Card{"journey.handoffs", "Handoffs per journey", false},
                           Card{"journey.cost", "Cost per journey", false},
                           Card{"journey.value", "Value per journey", false},
                           Card{"cost", "Cost per replication", false}};

}  // namespace

std::string pill_html(std::string_view status, std::string_view words) {
  return fmt::format("<span class=\"status status-{}\">{}</span>", status, xml_text(words));
}

std::string pill_html(std::string_view status, const Sentence& words) {
  return fmt::format("<span class=\"status status-{}\">{}</span>", status, html_sentence(words));
}

std::string verdict_pill(Verdict verdict, double same_within, const Estimate& reference, std::string_view currency,
                         const std::string& place, std::string_view file) {
  if (verdict != Verdict::same || !reference.value || *reference.value == 0.0)
    return pill_html(name_of(verdict), name_of(verdict));
  const std::string within = reference.unit == Unit::share ? exact(same_within / 0.01, Unit::count, {}) + " points"
                                                           : exact(same_within, reference.unit, currency);
  return fmt::format("<span class=\"status status-same\">same within {}</span>",
                     html_number(place + "/same_within", same_within, within, file));
}

void add_answer(HtmlReport& report) {
  const ExperimentResult& result = report.result;
  std::string text;
  if (result.partial)
    text += fmt::format("<p class=\"warning\">Partial result: {}.</p>\n",
                        html_quote("/partial_reason", result.partial_reason));
  text += fmt::format("<p class=\"sentence\">{}</p>\n", html_sentence(answer_sentence(result)));
  const Provenance& from = result.provenance;
  text += fmt::format(
      "<p class=\"remark\">{} {} of {}, seed {}. What stands behind ± is half of an interval of {} confidence.</p>\n",
      html_number("/provenance/replications", from.replications),
      from.batch_means ? "batches of one run" : "replications",
      html_number("/provenance/length", from.length, exact_duration(from.length)),
      html_number("/provenance/seed", from.seed),
      html_number("/provenance/confidence", from.confidence, exact(from.confidence, Unit::share, {})));
  for (std::size_t index = 0; index < result.warnings.size(); ++index)
    text += fmt::format("<p class=\"warning\">Doubtful: {}</p>\n",
                        html_quote(fmt::format("/warnings/{}", index), to_string(result.warnings[index])));
  report.page.add("answer", "The answer", text, "answer " + status_of(result));
}

void add_preface(HtmlReport& report, const Preface& preface) {
  std::string text;
  if (preface.partial)
    text += fmt::format("<p class=\"warning\">Partial result: {}.</p>\n",
                        html_quote("/partial_reason", preface.partial_reason));
  for (const Phrase& doubt : preface.doubts)
    text += fmt::format("<p class=\"warning\">Doubtful: {}</p>\n", html_phrase(doubt));
  for (const Sentence& sentence : preface.answer)
    text += fmt::format("<p class=\"sentence\">{}</p>\n", html_sentence(sentence));
  text += fmt::format("<p class=\"remark\">{}.</p>\n", html_sentence(preface.origin));
  report.page.add("answer", "The answer", text, "answer");
}

void add_targets(HtmlReport& report) {
  const ExperimentResult& result = report.result;
  const std::string& currency = result.blueprint.currency;
  HtmlTable table({"Each target with what was measured, and how far that is on the good side"},
                  {{"Target", false}, {"Asked"}, {"Status", false}, {"Measured"}, {"Margin"}});
  for (std::size_t index = 0; index < result.targets.size(); ++index) {
    const TargetResult& target = result.targets[index];
    const std::string place = fmt::format("/targets/{}", index);
    table.add({html_path(target.path) + decision_of(target, result.provenance, place),
               html_number(place + "/bound", target.bound, target.expression),
               pill_html(name_of(target.status), name_of(target.status)),
               html_figure(place + "/value", target.estimate, currency), margin_cell(target, place, currency)});
  }
  std::string text = table.write();
  if (!result.precision.empty()) {
    HtmlTable precision({"How narrow intervals were asked to be: half of them, as a share of the figure"},
                        {{"Measure", false}, {"Asked"}, {"Reached"}, {"", false}});
    for (std::size_t index = 0; index < result.precision.size(); ++index) {
      const PrecisionResult& each = result.precision[index];
      const std::string place = fmt::format("/precision/{}", index);
      const auto share = [&](const char* name, double value) {
        return html_number(place + name, value, exact(value, Unit::share, {}));
      };
      const std::string more =
          each.replications_to_reach
              ? fmt::format("about {} replications would reach it",
                            html_number(place + "/replications_to_reach", *each.replications_to_reach))
              : "";
      precision.add({html_path(each.path), share("/asked", each.asked),
                     each.reached ? share("/reached", *each.reached) : "",
                     each.met ? pill_html("met", "reached") : pill_html("undecided", "not reached") + " " + more});
    }
    text += "<h3>Precision</h3>\n" + precision.write();
  }
  report.page.add("targets", result.targets.empty() ? "Precision" : "Targets", text);
}

void add_figures(HtmlReport& report) {
  std::string text;
  for (const Card& card : cards) {
    const Estimate* const estimate = report.measures.find(card.path);
    if (estimate == nullptr || !estimate->value) continue;
    if (*estimate->value == 0.0 && !card.is_always_shown) continue;
    text += fmt::format("<li><span class=\"name\">{}</span>{}</li>\n", card.name,
                        html_figure(card.path, *estimate, report.result.blueprint.currency));
  }
  if (!text.empty()) report.page.add("figures", "Key figures", fmt::format("<ul class=\"cards\">\n{}</ul>\n", text));
}

void add_baseline(HtmlReport& report) {
  if (!report.result.baseline) return;
  const BaselineComparison& baseline = *report.result.baseline;
  const std::string& currency = report.result.blueprint.currency;
  // Of two stored results neither holds their differences: the page does.
  const HtmlOptions& options = report.options;
  const std::string_view file = options.beside == nullptr ? "" : "#chart-data";
  if (!file.empty()) report.page.add_chart("baseline", json_of(baseline));
  HtmlTable table({"Each measure that both are compared by"},
                  {{"Measure", false}, {"Stored"}, {"Now"}, {"Difference"}, {"Verdict", false}});
  for (std::size_t index = 0; index < baseline.differences.size(); ++index) {
    const BaselineDifference& each = baseline.differences[index];
    const std::string place = fmt::format("/baseline/differences/{}", index);
    table.add({html_path(each.path), html_figure(place + "/stored/value", each.stored, currency, file),
               html_figure(place + "/now/value", each.now, currency, file),
               html_figure_as(place + "/value", each.difference, margin(each.difference, 0.0, false, currency), file),
               verdict_pill(each.verdict, each.same_within, each.stored, currency, place, file)});
  }
  report.page.add(
      "baseline", "Against the baseline",
      fmt::format("<p>{}</p>\n<p class=\"remark\">{}.</p>\n{}", html_sentence(baseline_sentence(baseline), file),
                  html_sentence(baseline_words(baseline), file), table.write()));
}

}  // namespace throughline
