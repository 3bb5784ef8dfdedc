// SPDX-License-Identifier: MIT
#include "report/json_parts.hpp"

#include <cmath>
#include <string_view>

#include "report/json_number.hpp"
#include "report/target_table.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"

namespace throughline {
namespace {

/// As nlohmann writes it, but without the characters that a terminal would obey: they may stand in JSON as they are.
std::string written(const Json& value) {
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : '\0');
    if (byte == 0x7F) {
      safe += "\\u007f";
    } else if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) {
      constexpr std::string_view digits = "0123456789abcdef";
      safe += "\\u00";
      safe += digits[next >> 4U];
      safe += digits[next & 0x0FU];
      ++at;
    } else {
      safe += text[at];
    }
  }
  return safe;
}

/// Containers line by line down to `depth`, each of their members on one line: people and `diff` find their way.
void write(const Json& value, int depth, const std::string& indent, std::string& text) {
  if (depth == 0 || !value.is_structured() || value.empty()) {
    text += written(value);
    return;
  }
  const std::string inner = indent + "  ";
  text += value.is_object() ? "{\n" : "[\n";
  bool first = true;
  for (const auto& [key, member] : value.items()) {
    if (!first) text += ",\n";
    first = false;
    text += inner;
    if (value.is_object()) text += written(key) + ": ";
    write(member, depth - 1, inner, text);
  }
  text += "\n" + indent + (value.is_object() ? "}" : "]");
}

Json json_of(const BaselineDifference& difference) {
  Json object = {{"path", difference.path}, {"better", name_of(difference.direction)}};
  object["verdict"] = name_of(difference.verdict);
  object["paired"] = difference.paired;
  object.update(throughline::json_of(difference.difference));
  put(object, "same_within", difference.same_within);
  object["stored"] = throughline::json_of(difference.stored);
  object["now"] = throughline::json_of(difference.now);
  return object;
}

}  // namespace

std::string json_number(double value) {
  return Json(value).dump();
}

void put(Json& object, const char* key, const std::optional<double>& value) {
  if (value && std::isfinite(*value)) object[key] = *value;
}

void put_text(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

Json json_of(const Estimate& estimate) {
  Json object = Json::object();
  object["unit"] = name_of(estimate.unit);
  put(object, "value", estimate.value);
  put(object, "low", estimate.low);
  put(object, "high", estimate.high);
  object["confidence"] = estimate.confidence;
  object["replications"] = estimate.replications;
  object["observations"] = estimate.observations;
  put(object, "input_share", estimate.input_share);
  const bool complete = object.contains("value") && object.contains("low") && object.contains("high");
  if (!complete) object["reason"] = estimate.reason.empty() ? "not a finite number" : estimate.reason;
  return object;
}

Json json_of(const Provenance& provenance) {
  Json object = Json::object();
  object["version"] = provenance.version;
  object["seed"] = provenance.seed;
  object["scenario"] = provenance.scenario;
  object["settings"] = provenance.settings;
  object["inputs"] = Json::array();
  for (const InputSummary& input : provenance.inputs) {
    object["inputs"].push_back({{"name", input.name}, {"sha256", input.sha256}});
  }
  put(object, "length", provenance.length);
  put(object, "warm_up", provenance.warm_up);
  if (provenance.warm_up_found) object["warm_up_found"] = true;
  if (provenance.batch_means) object["method"] = "batch_means";
  object["ending"] = provenance.ending;
  put(object, "confidence", provenance.confidence);
  object["planned_replications"] = provenance.planned_replications;
  object["replications"] = provenance.replications;
  object["max_inside"] = provenance.max_inside;
  return object;
}

Json json_of(const TargetResult& target, const Provenance& provenance) {
  Json object = Json::object();
  object["path"] = target.path;
  object["expression"] = target.expression;
  object["status"] = name_of(target.status);
  object.update(json_of(target.estimate));
  put(object, "bound", target.bound);
  put(object, "margin", target.margin);
  if (provenance.batch_means) {
    if (const auto hours = hours_to_decide(target, provenance)) object["hours_to_decide"] = *hours;
  } else if (const auto needed = replications_to_decide(target)) {
    object["replications_to_decide"] = *needed;
  }
  put_text(object, "file", target.at.file);
  if (target.at.line > 0) object["line"] = target.at.line;
  return object;
}

Json json_of(const PrecisionResult& precision) {
  Json object = Json::object();
  object["path"] = precision.path;
  put(object, "asked", precision.asked);
  put(object, "reached", precision.reached);
  object["met"] = precision.met;
  if (precision.by_default) object["by_default"] = true;
  if (precision.replications_to_reach) object["replications_to_reach"] = *precision.replications_to_reach;
  return object;
}

Json json_of(const Timing& timing) {
  Json object = Json::object();
  object["command"] = timing.command;
  object["started"] = timing.started;
  put(object, "seconds", timing.seconds);
  object["threads"] = timing.threads;
  object["events"] = timing.events;
  object["journeys"] = timing.journeys;
  put(object, "simulate_seconds", timing.simulate_seconds);
  if (timing.simulate_seconds > 0.0) {
    put(object, "events_per_second", static_cast<double>(timing.events) / timing.simulate_seconds);
  }
  object["peak_memory"] = timing.peak_memory;
  return object;
}

Json json_of(const BaselineComparison& baseline) {
  Json object = {{"name", baseline.name}, {"seed", baseline.seed}, {"replications", baseline.replications}};
  object["same_luck"] = baseline.same_luck;
  object["confidence"] = baseline.confidence;
  object["differences"] = Json::array();
  for (const BaselineDifference& each : baseline.differences) object["differences"].push_back(json_of(each));
  return object;
}

Json json_of(const HistogramSummary& histogram) {
  Json object = {{"path", histogram.path}, {"unit", name_of(Unit::seconds)}, {"bins", Json::array()}};
  for (const HistogramBin& bin : histogram.bins) {
    Json& place = object["bins"].emplace_back(Json::object());
    put(place, "low", bin.low);
    put(place, "high", bin.high);
    place["count"] = bin.count;
  }
  return object;
}

Json json_of(const InputUncertainty& inputs) {
  Json object = {{"data_sizes", inputs.data_sizes}};
  object["resamples"] = inputs.resamples;
  object["replications_each"] = inputs.replications_each;
  put_text(object, "reason", inputs.reason);
  return object;
}

Json json_of(const std::vector<Measure>& measures) {
  // Built as a list of pairs: ordered_json would look for each new key among all those before it.
  Json::object_t object;
  object.reserve(measures.size());
  for (const Measure& measure : measures) object.push_back({measure.path, json_of(measure.estimate)});
  return Json(std::move(object));
}

Json json_of(const std::vector<Diagnostic>& warnings) {
  Json list = Json::array();
  for (const Diagnostic& warning : warnings) list.push_back(to_string(warning));
  return list;
}

JsonLines::JsonLines(const char* schema, bool partial, const std::string& partial_reason) {
  add("schema", schema, 0);
  add("partial", partial, 0);
  if (!partial_reason.empty()) add("partial_reason", partial_reason, 0);
}

void JsonLines::add(const char* key, const Json& value, int depth) {
  text_ += text_.size() > 1 ? ",\n  " : "\n  ";
  text_ += written(key) + ": ";
  write(value, depth, "  ", text_);
}

}  // namespace throughline
