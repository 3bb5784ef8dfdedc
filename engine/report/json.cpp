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

template <class Records>
Json list_of(const Records& records) {
  Json list = Json::array();
  for (const auto& record : records) list.push_back(json_of(record));
  return list;
}

}  // namespace

std::string write_json(const ExperimentResult& result, bool with_timing) {
  JsonLines lines("throughline.result/1", result.partial, result.partial_reason);
  const auto add = [&lines](const char* key, const Json& value, int depth) { lines.add(key, value, depth); };
  Json provenance = json_of(result.provenance);
  if (with_timing && result.timing) provenance["timing"] = json_of(*result.timing);
  Json::object_t influences;
  for (const MeasureInfluence& influence : result.influences)
    influences.push_back({influence.path, json_of(influence)});
  Json targets = Json::array();
  for (const TargetResult& target : result.targets) targets.push_back(json_of(target, result.provenance));

  if (result.overflow) add("overflow", true, 0);
  add("provenance", provenance, 2);
  add("targets", targets, 1);
  if (!result.precision.empty()) add("precision", list_of(result.precision), 1);
  if (result.input_uncertainty && result.input_uncertainty->resamples > 0)
    add("input_uncertainty", json_of(*result.input_uncertainty), 1);
  if (result.baseline) add("baseline", json_of(*result.baseline), 2);
  add("measures", throughline::json_of(result.measures), 1);
  if (!influences.empty()) add("influences", Json(std::move(influences)), 1);
  add("blueprint", throughline::json_of(result.blueprint), 2);
  add("distributions", list_of(result.histograms), 1);
  add("series", list_of(result.series), 1);
  add("convergence", list_of(result.convergence), 1);
  Json::object_t replications;
  for (const ReplicationValues& each : result.replications) replications.push_back({each.path, json_of(each)});
  if (!replications.empty()) add("replications", Json(std::move(replications)), 1);
  add("warnings", throughline::json_of(result.warnings), 1);
  return lines.text();
}

}  // namespace throughline
