// SPDX-License-Identifier: MIT
// What the JSON holds of a blueprint.
#include <string>
#include <vector>

#include "report/json_parts.hpp"

namespace throughline {
namespace {

Json json_of(const std::vector<NamedKey>& names) {
  Json list = Json::array();
  for (const NamedKey& named : names) list.push_back({{"key", named.key}, {"name", named.name}});
  return list;
}

Json json_of(const StepSummary& step) {
  Json object = {{"key", step.key}, {"name", step.name}, {"lane", step.lane}};
  put_text(object, "phase", step.phase);
  put_text(object, "evidence", step.evidence);
  put_text(object, "touchpoint", step.touchpoint);
  put_text(object, "staff", step.staff);
  if (step.column) object["column"] = *step.column;
  Json expects = Json::object();
  put(expects, "wait", step.expects_wait);
  put(expects, "time", step.expects_time);
  if (!expects.empty()) object["expects"] = expects;
  return object;
}

}  // namespace

Json json_of(const BlueprintSummary& blueprint) {
  Json object = Json::object();
  object["name"] = blueprint.name;
  put_text(object, "starts", blueprint.starts);
  put(object, "starts_clock", blueprint.starts_clock);
  put_text(object, "currency", blueprint.currency);
  object["phases"] = blueprint.phases;
  object["segments"] = json_of(blueprint.segments);
  object["staff"] = json_of(blueprint.staff);
  object["touchpoints"] = json_of(blueprint.touchpoints);
  object["stages"] = json_of(blueprint.stages);
  object["scenarios"] = json_of(blueprint.scenarios);
  object["steps"] = Json::array();
  for (const StepSummary& step : blueprint.steps) object["steps"].push_back(json_of(step));
  object["routes"] = Json::array();
  for (const RouteSummary& route : blueprint.routes) {
    Json& place = object["routes"].emplace_back(Json{{"from", route.from}, {"to", route.to}, {"kind", route.kind}});
    put(place, "flow", route.flow);
    place["handoff"] = route.handoff;
  }
  return object;
}

Json json_of_names(const BlueprintSummary& blueprint) {
  Json object = {{"name", blueprint.name}};
  put_text(object, "starts", blueprint.starts);
  put_text(object, "currency", blueprint.currency);
  return object;
}

}  // namespace throughline
