// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "example_redesigns.hpp"
#include "example_studies.hpp"
#include "page_reader.hpp"
#include "report/html_parts.hpp"
#include "report/sha256.hpp"
#include "report/web_assets.hpp"
#include "report/xml_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using nlohmann::ordered_json;
using testing::count_of_numbers;
using testing::estimate_of;
using testing::mistakes_in_numbers;
using testing::PageFiles;
using testing::tea_house;

/// Everything between each pair of marks.
std::vector<std::string> between(const std::string& text, const std::string& from, const std::string& to) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    at += from.size();
    found.push_back(text.substr(at, text.find(to, at) - at));
  }
  return found;
}

/// The page without style and script.
std::string read_by_people(const std::string& page) {
  const std::size_t from = page.find("<body>");
  return page.substr(from, page.find("<script") - from);
}

std::vector<std::string> sections_of(const std::string& page) {
  return between(page, "<section id=\"", "\"");
}

/// A result in which everything is there that a report can show.
ExperimentResult full_result() {
  ExperimentResult result = tea_house();
  result.blueprint.routes.push_back({"brew", "brew", "retry", 1.5, false});
  result.convergence.push_back({40, 3710.0, 3690.0, 3730.0});
  result.measures.push_back({"journey.share.wait", estimate_of(Unit::share, 0.2, 0.01)});
  result.precision = {{"journey.time.mean", 0.02, 0.031, false, false, 900}};
  return result;
}

TEST(Html, TellsItsSectionsInOrder) {
  EXPECT_EQ(sections_of(write_html(full_result())),
            (std::vector<std::string>{"answer", "targets", "figures", "blueprint", "journey-time", "time",
                                      "touchpoints", "failures", "staff", "queues", "convergence", "measures",
                                      "assumptions", "definitions", "origin"}));
}

TEST(Html, LeavesOutWhatIsNotThere) {
  EXPECT_EQ(sections_of(write_html(ExperimentResult())), (std::vector<std::string>{"answer", "assumptions", "origin"}));
}

TEST(Html, AnswersInTheWordsOfTheTerminal) {
  const std::string page = write_html(tea_house());
  std::string answer = between(page, "<p class=\"sentence\">", "</p>").front();
  for (std::size_t at = answer.find('<'); at != std::string::npos; at = answer.find('<'))
    answer.erase(at, answer.find('>', at) - at + 1);
  const std::string unbroken = "\u00A0";
  for (std::size_t at = answer.find(unbroken); at != std::string::npos; at = answer.find(unbroken))
    answer.replace(at, unbroken.size(), " ");
  const std::string terminal = write_terminal(tea_house(), {false, 10'000});
  EXPECT_EQ(answer, terminal.substr(0, terminal.find('\n')));
}

TEST(Html, LetsInItsOwnStyleAndScriptAndNothingElse) {
  const std::string page = write_html(full_result());
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"").front();
  EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'sha256-")) << policy;
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  for (const std::string& style : between(page, "<style>", "</style>"))
    EXPECT_NE(policy.find("'" + policy_hash(style) + "'"), std::string::npos);
  const std::vector<std::string> scripts = between(page, "<script>", "</script>");
  ASSERT_EQ(scripts.size(), 1U);
  EXPECT_NE(policy.find("script-src '" + policy_hash(scripts.front()) + "'"), std::string::npos);
  EXPECT_EQ(read_by_people(page).find(" style=\""), std::string::npos);
  EXPECT_EQ(page.find("http://"), page.find("http://www.w3.org/"));
}

/// The drawing wraps names as they fit, so its tags depend on them; its own tests hold it.
std::string without_drawing(std::string page) {
  const std::string end = "</svg>";
  for (std::size_t at = page.find("<svg"); at != std::string::npos; at = page.find("<svg"))
    page.erase(at, page.find(end, at) + end.size() - at);
  return page;
}

TEST(Html, KeepsItsStructureWhateverTheNames) {
  const std::vector<std::string> attacks{"</script><script>alert(1)</script>",
                                         "\"'><img src=x onerror=alert(1)>",
                                         "<!--",
                                         "]]>&amp;",
                                         std::string(2000, 'w'),
                                         "\u202Eright to left \u05D0\u05D1\u05D2 \u0627\u0628\u062A",
                                         "🚲🧑‍🍳",
                                         "老城茶馆"};
  const std::string plain = without_drawing(read_by_people(write_html(full_result())));
  for (const std::string& attack : attacks) {
    ExperimentResult result = full_result();
    result.blueprint.name = result.provenance.inputs.front().name = result.partial_reason = attack;
    result.timing->command = attack;
    for (auto* names : {&result.blueprint.staff, &result.blueprint.touchpoints, &result.blueprint.segments}) {
      for (NamedKey& named : *names) named.name = attack;
    }
    for (StepSummary& step : result.blueprint.steps) step.name = step.evidence = step.phase = attack;
    for (Diagnostic& warning : result.warnings) warning.message = attack;
    const std::string page = write_html(result);
    EXPECT_EQ(between(page, "<script", ">").size(), 2U);
    const std::string text = read_by_people(page);
    // Names change the text, never the tags.
    const std::string page_alone = without_drawing(text);
    EXPECT_EQ(std::count(page_alone.begin(), page_alone.end(), '<'), std::count(plain.begin(), plain.end(), '<'))
        << attack;
    EXPECT_EQ(text.find("<img"), std::string::npos);
    EXPECT_EQ(text.find("\u202E"), std::string::npos);
    EXPECT_NE(text.find(xml_text(attack)), std::string::npos);
    const std::string data = between(page, "id=\"chart-data\">", "</script>").front();
    EXPECT_TRUE(ordered_json::accept(data)) << data;
    EXPECT_EQ(data.find('<'), std::string::npos);
  }
}

ordered_json json_of(const std::string& text) {
  return ordered_json::parse(text);
}

/// Digits in every name.
ExperimentResult numbered_result() {
  ExperimentResult result = full_result();
  result.blueprint.name = "Tea house 4711";
  result.provenance.scenario = "plan 2";
  result.provenance.settings = {"staff.waiter.count=3"};
  result.provenance.warm_up = 600.0;
  for (auto* names : {&result.blueprint.staff, &result.blueprint.touchpoints, &result.blueprint.segments}) {
    for (NamedKey& named : *names) named.name = "number 5";
  }
  for (StepSummary& step : result.blueprint.steps) step.name = step.evidence = step.phase = "step 6 of 7";
  result.partial = true;
  result.partial_reason = "more than 10 customers inside";
  result.input_uncertainty = InputUncertainty{{40, 12}, 50, 10, ""};
  result.measures.front().estimate.input_share = 0.254;
  return result;
}

BaselineComparison some_baseline() {
  BaselineComparison baseline;
  baseline.name = "old 1.json";
  baseline.seed = 7;
  baseline.replications = 300;
  const auto add = [&](const char* path, Verdict verdict, bool paired) {
    baseline.differences.push_back({path, Direction::lower, estimate_of(Unit::share, 0.1, 0.01),
                                    estimate_of(Unit::share, 0.2, 0.01), estimate_of(Unit::share, 0.1, 0.02), paired,
                                    verdict, 0.001});
  };
  add("journey.failed", Verdict::worse, true);
  add("journey.abandoned", Verdict::same, false);
  return baseline;
}

using Mistakes = std::vector<std::string>;

TEST(Html, HoldsTheNumbersOfTheJsonAndNoOthers) {
  ExperimentResult alone = numbered_result();
  alone.targets.resize(1);
  ExperimentResult batches = numbered_result();
  batches.provenance.batch_means = true;
  ExperimentResult against = full_result();
  against.baseline = some_baseline();
  for (const ExperimentResult& result : {full_result(), numbered_result(), alone, batches, against}) {
    const std::string page = write_html(result);
    EXPECT_EQ(mistakes_in_numbers(page, {{"", json_of(write_json(result, true))}}), Mistakes());
    EXPECT_GT(count_of_numbers(page), 100U);
  }
}

TEST(Html, HoldsTheNumbersOfTheJsonOfRedesigns) {
  PairedComparison undecided = testing::tea_houses();
  undecided.best.left = {0, 1};
  undecided.best.replications_to_decide = 5001;
  undecided.partial = true;
  undecided.partial_reason = "out of 5 s";
  PairedComparison unknown = testing::tea_houses();
  unknown.best.left.clear();
  unknown.best.reason = "fewer than 2 are known";
  for (const PairedComparison& comparison : {testing::tea_houses(), undecided, unknown}) {
    const std::string page = write_html(comparison);
    EXPECT_EQ(mistakes_in_numbers(page, {{"", json_of(write_json(comparison, true))}}), Mistakes());
    EXPECT_GT(count_of_numbers(page), 30U);
  }
  SweepResult none = testing::tea_sweep();
  none.cheapest.reset();
  none.confirmation.reset();
  for (const SweepResult& result : {testing::tea_sweep(), none})
    EXPECT_EQ(mistakes_in_numbers(write_html(result), {{"", json_of(write_json(result, true))}}), Mistakes());
}

/// As many gaps as may be the first, some without a figure, in names with digits.
Gaps undecided_gaps() {
  Gaps gaps = testing::tea_gaps();
  gaps.base.blueprint.name = "Tea house 4711";
  gaps.base.blueprint.touchpoints[0].name = "Counter 2";
  gaps.base.provenance.settings = {"staff.waiter.count=3"};
  gaps.base.provenance.warm_up = 600.0;
  gaps.base.provenance.warm_up_found = true;
  gaps.base.provenance.replications = 399;
  gaps.partial = true;
  gaps.partial_reason = "the time limit of 5 s is over";
  for (int more = 0; more < 3; ++more) {
    gaps.ranking.push_back(gaps.ranking.back());
    gaps.ranking.back().about.name = "Desk " + std::to_string(more);
    gaps.ranking.back().about.scenario = "repair 1";
  }
  for (Estimate* const absent : {&gaps.ranking.back().effects[0].figure, &gaps.ranking.back().effects[0].change})
    *absent = testing::absent(Unit::seconds, "more than 10 customers inside");
  for (RankedGap& gap : gaps.ranking) gap.first_rank = 1;
  gaps.together.push_back({{0, 1, 2}, testing::absent(Unit::seconds, "a scenario closes 1 of them"), {}});
  gaps.together.back().interaction = gaps.together.back().change;
  gaps.left_out.push_back({"order", GapKind::time, "repair 2", "scaling times by 0.3 is more than they bear"});
  gaps.decompositions.push_back({"lost_value", Unit::money, 1234.5, {1000.0, 200.0, 34.5}});
  gaps.decompositions.push_back({"failures", Unit::count, 0.0, {0.0, 0.0, 0.0}});
  return gaps;
}

TEST(Html, HoldsTheNumbersOfTheJsonOfGaps) {
  Gaps none = testing::tea_gaps();
  none.ranking.clear();
  none.together.clear();
  for (const Gaps& gaps : {testing::tea_gaps(), undecided_gaps(), none}) {
    const std::string page = write_html(gaps);
    EXPECT_EQ(mistakes_in_numbers(page, {{"", json_of(write_json(gaps, true))}}), Mistakes());
    EXPECT_GT(count_of_numbers(page), 20U);
  }
  EXPECT_EQ(sections_of(write_html(testing::tea_gaps())),
            (std::vector<std::string>{"answer", "ranking", "together", "parts", "left-out", "blueprint", "assumptions",
                                      "definitions", "origin"}));
}

TEST(Html, TellsWhatAGapIsWorthForItsCost) {
  const std::string page = write_html(testing::tea_gaps());
  EXPECT_NE(page.find("data-path=\"/gaps/0/effects/0/per_money/value\" data-value=\"-0.6\""), std::string::npos);
  EXPECT_NE(page.find("data-times=\"1000.0\">-10.00 ± 0.25 min</span>"), std::string::npos);
  EXPECT_NE(page.find("For 1000 EUR</th>"), std::string::npos);
  EXPECT_NE(page.find("data-path=\"/gaps/0/said/cost\" data-value=\"400.0\">400 EUR</span>"), std::string::npos);
  EXPECT_NE(page.find("data-text=\"/gaps/0/said/constraint\">Water is short</span>"), std::string::npos);
  EXPECT_NE(page.find("<code>steps.<wbr>drink.<wbr>failure.<wbr>probability=0</code>"), std::string::npos);
}

TEST(Html, DrawsEveryDecompositionThatThereIs) {
  Gaps gaps = testing::tea_gaps();
  gaps.decompositions.push_back({"something_new", Unit::count, 8.0, {2.0, 5.0, 1.0}});
  const std::string page = write_html(gaps);
  EXPECT_NE(page.find("something new</th>"), std::string::npos);
  EXPECT_NE(page.find("data-path=\"/decompositions/1/parts/1/share\" data-value=\"0.625\">62.5 %</span>"),
            std::string::npos);
  const ordered_json data = ordered_json::parse(between(page, "id=\"chart-data\">", "</script>").front());
  EXPECT_EQ(data.at("parts_1").at("rows").size(), 3U);
  EXPECT_EQ(data.at("changes").at("rows").at(0).at("verdict"), "better");
}

TEST(Html, HoldsTheNumbersOfTheJsonOfSensitivities) {
  Sensitivity doubtful = testing::tea_sensitivity();
  doubtful.inputs.front().low->change = testing::absent(Unit::seconds, "more than 10 customers inside");
  doubtful.inputs.front().swing = estimate_of(Unit::seconds, 1.0, 2.0);
  doubtful.left_out.front().reason = "12 recorded times";
  for (const Sensitivity& sensitivity : {testing::tea_sensitivity(), doubtful}) {
    const std::string page = write_html(sensitivity);
    EXPECT_EQ(mistakes_in_numbers(page, {{"", json_of(write_json(sensitivity, true))}}), Mistakes());
    EXPECT_GT(count_of_numbers(page), 10U);
    EXPECT_EQ(sections_of(page),
              (std::vector<std::string>{"answer", "inputs", "left-out", "assumptions", "definitions", "origin"}));
  }
}

TEST(Html, KeepsTheStructureOfStudiesWhateverTheNames) {
  const std::string attack = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202E";
  const auto hostile = [&attack](const std::string& name, bool is_hostile) { return is_hostile ? attack : name; };
  const auto page_of_gaps = [&hostile](bool is_hostile) {
    Gaps gaps = testing::tea_gaps();
    for (StepSummary& step : gaps.base.blueprint.steps) step.name = hostile("step", is_hostile);
    for (NamedKey& touchpoint : gaps.base.blueprint.touchpoints) touchpoint.name = hostile("place", is_hostile);
    gaps.base.blueprint.name = gaps.timing.command = hostile("house", is_hostile);
    gaps.base.blueprint.currency = hostile("EUR", is_hostile);
    for (RankedGap& gap : gaps.ranking) {
      gap.about.name = gap.about.scenario = hostile("place", is_hostile);
      gap.about.settings = {hostile("a=1", is_hostile)};
    }
    gaps.ranking.front().about.said->constraint = hostile("none", is_hostile);
    gaps.ranking.front().about.eased = {hostile("place", is_hostile)};
    gaps.left_out.front().reason = gaps.left_out.front().touchpoint = hostile("place", is_hostile);
    gaps.decompositions.front().of = hostile("time", is_hostile);
    return write_html(gaps);
  };
  const auto page_of_sensitivity = [&hostile](bool is_hostile) {
    Sensitivity sensitivity = testing::tea_sensitivity();
    sensitivity.base.blueprint.name = hostile("house", is_hostile);
    for (InputEffect& effect : sensitivity.inputs) effect.path = effect.high->words = hostile("input", is_hostile);
    sensitivity.left_out.front() = {hostile("input", is_hostile), hostile("no", is_hostile)};
    return write_html(sensitivity);
  };
  const auto tags_of = [](const std::string& page) {
    std::string text = without_drawing(read_by_people(page));
    // Paths may break behind each of their dots, of which there are more in the other names.
    for (std::size_t at = text.find("<wbr>"); at != std::string::npos; at = text.find("<wbr>")) text.erase(at, 5);
    return std::count(text.begin(), text.end(), '<');
  };
  for (const auto& [plain, page] : {std::pair(page_of_gaps(false), page_of_gaps(true)),
                                    std::pair(page_of_sensitivity(false), page_of_sensitivity(true))}) {
    EXPECT_EQ(between(page, "<script", ">").size(), 2U);
    EXPECT_EQ(tags_of(page), tags_of(plain));
    EXPECT_EQ(read_by_people(page).find("<img"), std::string::npos);
    EXPECT_EQ(page.find("\u202E"), std::string::npos);
    EXPECT_TRUE(ordered_json::accept(between(page, "id=\"chart-data\">", "</script>").front()));
  }
}

TEST(Html, FindsNumbersOfNowhere) {
  const ExperimentResult result = full_result();
  const PageFiles files{{"", json_of(write_json(result, true))}};
  const auto mistakes = [&](const std::string& what, const std::string& instead) {
    std::string page = write_html(result);
    const std::size_t at = page.find(what, page.find("<body>"));
    EXPECT_NE(at, std::string::npos) << what;
    return mistakes_in_numbers(page.replace(at, what.size(), instead), files).size();
  };
  EXPECT_EQ(mistakes("begun anew", "begun 2 times"), 1U);
  EXPECT_EQ(mistakes("data-path=\"/provenance/seed\"", "data-path=\"/provenance/sed\""), 1U);
  EXPECT_EQ(mistakes("data-value=\"3725.0\"", "data-value=\"3726.0\""), 1U);
  EXPECT_EQ(mistakes("data-low=\"3712.6\"", "data-low=\"3712.5\""), 1U);
  EXPECT_EQ(mistakes("data-count=\"status=met\"", "data-count=\"status=missed\""), 0U);
  EXPECT_EQ(mistakes("data-count=\"status=met\"", "data-count=\"status=lost\""), 1U);
  const Gaps gaps = testing::tea_gaps();
  std::string page = write_html(gaps);
  const std::string times = " data-times=\"1000.0\"";
  page.erase(page.find(times), times.size());
  EXPECT_EQ(mistakes_in_numbers(page, {{"", json_of(write_json(gaps, true))}}).size(), 1U);
}

TEST(Html, SaysWhyAFigureIsMissing) {
  ExperimentResult result = tea_house();
  result.measures.front().estimate = testing::absent(Unit::seconds, "no journey completed");
  EXPECT_NE(write_html(result).find("title=\"no journey completed\">–"), std::string::npos);
}

TEST(Html, IsTheSameForTheSameResult) {
  EXPECT_EQ(write_html(full_result()), write_html(full_result()));
  ExperimentResult result = full_result();
  const std::string page = write_html(result, {false});
  result.timing->seconds = 7.0;
  result.timing->command = "throughline run elsewhere.toml";
  EXPECT_EQ(write_html(result, {false}), page);
  EXPECT_NE(page.find("throughline run tea.toml --replications 400 --seed 1"), std::string::npos);
}

TEST(Html, StaysBelowAMegabyteHoweverLargeTheResult) {
  ExperimentResult result = full_result();
  for (int step = 0; step < 3000; ++step) {
    const std::string key = fmt::format("step_{}", step);
    result.blueprint.steps.push_back({key, key, "backstage", "", "", "", "", {}, {}});
    for (const char* measure : {"time.mean", "wait.mean", "visits", "failure"})
      result.measures.push_back(
          {fmt::format("step.{}.{}", key, measure), estimate_of(Unit::seconds, 1.0 / 3.0 + step, 0.1)});
  }
  for (int pool = 0; pool < 60; ++pool) {
    Series& series = result.series.emplace_back();
    series.staff = fmt::format("pool_{}", pool);
    for (int point = 0; point < 336; ++point)
      series.points.push_back({1800.0 * point, 1.1, 0.7, 1.0 / 3.0, 0.1, 2.2, 0.77});
  }
  Gaps gaps = testing::tea_gaps();
  for (int gap = 0; gap < 5000; ++gap) {
    gaps.ranking.push_back(gaps.ranking.back());
    gaps.left_out.push_back(gaps.left_out.back());
  }
  for (int touchpoint = 0; touchpoint < 5000; ++touchpoint) {
    gaps.base.blueprint.touchpoints.push_back({"a", "A touchpoint"});
    gaps.decompositions.front().parts.push_back(1.0);
  }
  gaps.decompositions.front().parts.resize(gaps.base.blueprint.touchpoints.size() + 1, 1.0);
  Sensitivity sensitivity = testing::tea_sensitivity();
  for (int input = 0; input < 5000; ++input) {
    sensitivity.inputs.push_back(sensitivity.inputs.front());
    sensitivity.left_out.push_back(sensitivity.left_out.front());
  }
  for (const std::string& page : {write_html(result), write_html(gaps), write_html(sensitivity)}) {
    EXPECT_LT(page.size(), 1'000'000U);
    EXPECT_NE(page.find("There is no room for"), std::string::npos);
  }
}

TEST(Html, StandsTwoResultsSideBySide) {
  const ExperimentResult first = tea_house();
  ExperimentResult second = full_result();
  second.measures.front().estimate = estimate_of(Unit::seconds, 3600.0, 12.0);
  HtmlOptions options;
  options.beside = &first;
  options.name = "new.json";
  options.name_beside = "<old>.json";
  second.baseline = some_baseline();
  const std::string page = write_html(second, options);
  EXPECT_NE(page.find("<section id=\"beside\""), std::string::npos);
  EXPECT_NE(page.find("&lt;old&gt;.json</th>"), std::string::npos);
  EXPECT_NE(page.find("data-path=\"journey.time.mean\" data-value=\"3725.0\" data-file=\"&lt;old&gt;.json\""),
            std::string::npos);
  // Neither file holds the differences of both: the page does.
  ExperimentResult stored = second;
  stored.baseline.reset();
  const PageFiles files{{"", json_of(write_json(stored, true))}, {"<old>.json", json_of(write_json(first, true))}};
  EXPECT_EQ(mistakes_in_numbers(page, files), Mistakes());
}

TEST(WebAssets, EndNoElement) {
  EXPECT_EQ(report_script().find("</script"), std::string::npos);
  EXPECT_EQ(report_script().find("<!--"), std::string::npos);
  EXPECT_EQ(report_style().find("</style"), std::string::npos);
}

}  // namespace
}  // namespace throughline
