// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

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
std::string times(const ExperimentResult& result, bool with_timing) {
  if (!with_timing || !result.timing) return " time=\"0\"";
  const std::string started = result.timing->started.substr(0, result.timing->started.find('Z'));
  return fmt::format(" time=\"{:.3f}\"{}", result.timing->seconds, xml_attribute("timestamp", started));
}

}  // namespace

std::string write_junit(const ExperimentResult& result, const JunitOptions& options) {
  const std::vector<Gate> gates = gates_of(result, options.strict);
  const std::string scenario = result.provenance.scenario.empty() ? "base" : result.provenance.scenario;
  const std::string name = fmt::format("{}.{}", result.blueprint.name, scenario);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  text += fmt::format("<testsuites name=\"throughline\"{}>\n", counts(gates));
  text += fmt::format("  <testsuite{}{}{}>\n", xml_attribute("name", name), counts(gates),
                      times(result, options.with_timing));
  text += properties(result.provenance);
  for (const Gate& gate : gates) text += testcase(gate, name);
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace throughline
