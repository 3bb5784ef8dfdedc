// SPDX-License-Identifier: MIT
// What a stored result holds of its blueprint.
#include <utility>

#include "report/stored_parts.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t largest_column = 200;

std::vector<NamedKey> names_of(const JsonEntry& entry, std::string_view name) {
  std::vector<NamedKey> names;
  entry.each(name, [&](const JsonEntry& each) {
    each.read("key", names.emplace_back().key);
    each.read("name", names.back().name);
  });
  return names;
}

}  // namespace

BlueprintSummary blueprint_of(const JsonEntry& entry) {
  BlueprintSummary blueprint;
  entry.read("name", blueprint.name);
  entry.read("starts", blueprint.starts);
  entry.read("starts_clock", blueprint.starts_clock, 0.0, longest_time);
  entry.read("currency", blueprint.currency);
  entry.read("phases", blueprint.phases);
  blueprint.segments = names_of(entry, "segments");
  blueprint.staff = names_of(entry, "staff");
  blueprint.touchpoints = names_of(entry, "touchpoints");
  blueprint.stages = names_of(entry, "stages");
  blueprint.scenarios = names_of(entry, "scenarios");
  entry.each("steps", [&](const JsonEntry& each) {
    StepSummary& step = blueprint.steps.emplace_back();
    for (const auto& [name, text] :
         {std::pair("key", &step.key), std::pair("name", &step.name), std::pair("lane", &step.lane),
          std::pair("phase", &step.phase), std::pair("evidence", &step.evidence),
          std::pair("touchpoint", &step.touchpoint), std::pair("staff", &step.staff)})
      each.read(name, *text);
    if (each.has("column")) {
      std::uint64_t column = 0;
      each.read("column", column, largest_column);
      step.column = static_cast<std::uint32_t>(column);
    }
    each.inside("expects", [&](const JsonEntry& expects) {
      expects.read("wait", step.expects_wait);
      expects.read("time", step.expects_time);
    });
  });
  entry.each("routes", [&](const JsonEntry& each) {
    RouteSummary& route = blueprint.routes.emplace_back();
    each.read("from", route.from);
    each.read("to", route.to);
    each.read("kind", route.kind);
    each.read("flow", route.flow, 0.0);
    each.read("handoff", route.handoff);
  });
  return blueprint;
}

}  // namespace throughline
