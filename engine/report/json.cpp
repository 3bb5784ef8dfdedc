// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/code_points.hpp"
#include "report/json_parts.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"
#include "throughline/report.hpp"

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

Json json_of(const Series& series) {
  Json object = {{"staff", series.staff}, {"folded", series.folded}, {"points", Json::array()}};
  for (const SeriesPoint& point : series.points) {
    Json& place = object["points"].emplace_back(Json::object());
    put(place, "from", point.from);
    put(place, "on_duty", point.on_duty);
    put(place, "busy", point.busy);
    put(place, "occupancy", point.occupancy);
    if (!point.occupancy) place["reason"] = "nobody was present";
    put(place, "queue_mean", point.queue_mean);
    put(place, "queue_p5", point.queue_p5);
    put(place, "queue_p95", point.queue_p95);
  }
  return object;
}

Json json_of(const ConvergencePoint& point) {
  Json object = {{"replications", point.replications}};
  put(object, "value", point.value);
  put(object, "low", point.low);
  put(object, "high", point.high);
  return object;
}

Json json_of(const MeasureInfluence& influence) {
  Json object = {{"better", name_of(influence.direction)}};
  object.update(json_of(influence.estimate));
  object["moves"] = influence.moves;
  return object;
}

Json json_of(const ReplicationValues& replications) {
  Json values = Json::array();
  for (const std::optional<double>& value : replications.values) {
    if (value && std::isfinite(*value)) {
      values.push_back(*value);
    } else {
      values.push_back(nullptr);
    }
  }
  return {{"unit", name_of(replications.unit)}, {"values", std::move(values)}};
}

Json json_of(const Diagnostic& warning) {
  return to_string(warning);
}

template <class Records>
Json list_of(const Records& records) {
  Json list = Json::array();
  for (const auto& record : records) list.push_back(json_of(record));
  return list;
}

}  // namespace

std::string write_json(const ExperimentResult& result, bool with_timing) {
  JsonLines lines;
  const auto add = [&lines](const char* key, const Json& value, int depth) { lines.add(key, value, depth); };
  Json provenance = json_of(result.provenance);
  if (with_timing && result.timing) provenance["timing"] = json_of(*result.timing);
  // Built as a list of pairs: ordered_json would look for each new key among all those before it.
  Json::object_t measures;
  measures.reserve(result.measures.size());
  for (const Measure& measure : result.measures) measures.push_back({measure.path, json_of(measure.estimate)});
  Json::object_t influences;
  for (const MeasureInfluence& influence : result.influences)
    influences.push_back({influence.path, json_of(influence)});
  Json targets = Json::array();
  for (const TargetResult& target : result.targets) targets.push_back(json_of(target, result.provenance));

  add("schema", "throughline.result/1", 0);
  add("partial", result.partial, 0);
  if (!result.partial_reason.empty()) add("partial_reason", result.partial_reason, 0);
  if (result.overflow) add("overflow", true, 0);
  add("provenance", provenance, 2);
  add("targets", targets, 1);
  if (!result.precision.empty()) add("precision", list_of(result.precision), 1);
  if (result.input_uncertainty && result.input_uncertainty->resamples > 0)
    add("input_uncertainty", json_of(*result.input_uncertainty), 1);
  if (result.baseline) add("baseline", json_of(*result.baseline), 2);
  add("measures", Json(std::move(measures)), 1);
  if (!influences.empty()) add("influences", Json(std::move(influences)), 1);
  add("blueprint", json_of(result.blueprint), 2);
  add("distributions", list_of(result.histograms), 1);
  add("series", list_of(result.series), 1);
  add("convergence", list_of(result.convergence), 1);
  Json::object_t replications;
  for (const ReplicationValues& each : result.replications) replications.push_back({each.path, json_of(each)});
  if (!replications.empty()) add("replications", Json(std::move(replications)), 1);
  add("warnings", list_of(result.warnings), 1);
  return lines.text();
}

}  // namespace throughline
