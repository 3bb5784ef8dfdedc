// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "report/gates.hpp"
#include "report/xml_text.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// How many testcases there are of each kind, as attributes of a suite and of all suites.
std::string counts(const std::vector<Gate>& gates) {
  const auto errors =
      std::count_if(gates.begin(), gates.end(), [](const Gate& gate) { return gate.status == GateStatus::partial; });
  const auto failing = std::count_if(gates.begin(), gates.end(), [](const Gate& gate) { return gate.fails; });
  return fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\"", gates.size(), failing - errors,
                     errors);
}

std::string property(std::string_view name, std::string_view value) {
  return fmt::format("      <property{}{}/>\n", xml_attribute("name", name), xml_attribute("value", value));
}

std::string properties(const Provenance& from) {
  std::string text = "    <properties>\n";
  text += property("version", from.version);
  text += property("scenario", from.scenario);
  for (const std::string& setting : from.settings) text += property("setting", setting);
  text += property("seed", fmt::format("{}", from.seed));
  text += property("replications", fmt::format("{}", from.replications));
  text += property("confidence", fmt::format("{}", from.confidence));
  for (const InputSummary& input : from.inputs) text += property("sha256 of " + input.name, input.sha256);
  return text + "    </properties>\n";
}

std::string testcase(const Gate& gate, const std::string& name_of_class) {
  std::string text = fmt::format("    <testcase{}{} time=\"0\"", xml_attribute("classname", name_of_class),
                                 xml_attribute("name", gate.name));
  if (gate.at.line > 0) text += fmt::format("{} line=\"{}\"", xml_attribute("file", gate.at.file), gate.at.line);
  text += ">\n";
  if (gate.fails) {
    const std::string_view element = gate.status == GateStatus::partial ? "error" : "failure";
    text += fmt::format("      <{}{}{}>{}</{}>\n", element, xml_attribute("type", name_of(gate.status)),
                        xml_attribute("message", gate.finding),
                        xml_text(fmt::format("{}: {}", gate.name, gate.finding)), element);
  } else {
    text += fmt::format("      <system-out>{}: {}</system-out>\n", name_of(gate.status), xml_text(gate.finding));
  }
  return text + "    </testcase>\n";
}

/// `2026-02-03T04:05:06Z` without the zone, which the format does not know.
std::string times(const std::optional<Timing>& timing) {
  if (!timing) return " time=\"0\"";
  const std::string started = timing->started.substr(0, timing->started.find('Z'));
  return fmt::format(" time=\"{:.3f}\"{}", timing->seconds, started.empty() ? "" : xml_attribute("timestamp", started));
}

/// What is gated together.
struct Suite {
  std::string name;
  const Provenance* from = nullptr;
  std::vector<Gate> gates;
};

std::string written(const std::vector<Suite>& suites, const std::optional<Timing>& timing) {
  std::vector<Gate> all;
  for (const Suite& suite : suites) all.insert(all.end(), suite.gates.begin(), suite.gates.end());
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  text += fmt::format("<testsuites name=\"throughline\"{}>\n", counts(all));
  for (const Suite& suite : suites) {
    text += fmt::format("  <testsuite{}{}{}>\n", xml_attribute("name", suite.name), counts(suite.gates), times(timing));
    text += properties(*suite.from);
    for (const Gate& gate : suite.gates) text += testcase(gate, suite.name);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

std::optional<Timing> timing_if(bool wanted, const std::optional<Timing>& timing) {
  return wanted ? timing : std::nullopt;
}

}  // namespace

std::string write_junit(const ExperimentResult& result, const JunitOptions& options) {
  const std::string scenario = result.provenance.scenario.empty() ? "base" : result.provenance.scenario;
  return written(
      {{fmt::format("{}.{}", result.blueprint.name, scenario), &result.provenance, gates_of(result, options.strict)}},
      timing_if(options.with_timing, result.timing));
}

std::string write_junit(const PairedComparison& comparison, const JunitOptions& options) {
  std::vector<Suite> suites;
  const ComparedAlternative& reference = comparison.alternatives.front();
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index) {
    const ComparedAlternative& redesign = comparison.alternatives[index];
    suites.push_back({fmt::format("{}.{}", redesign.result.blueprint.name, redesign.name), &redesign.result.provenance,
                      gates_of(redesign, reference, options.strict)});
  }
  return written(suites, timing_if(options.with_timing, comparison.timing));
}

std::string write_junit(const SweepResult& result, const JunitOptions& options) {
  return written({{fmt::format("{}.sweep", result.blueprint), &result.provenance, gates_of(result, options.strict)}},
                 timing_if(options.with_timing, result.timing));
}

}  // namespace throughline
