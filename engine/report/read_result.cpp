// SPDX-License-Identifier: MIT
// The whole of what write_json wrote of a run. The text may come from anybody: what reports compute with is held within
// bounds here, names are made harmless where they are shown.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "report/json_tree.hpp"
#include "report/target_table.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t largest_column = 200;
constexpr std::string_view schema_of_results = "throughline.result/1";
constexpr double longest_time = 1e12;  // seconds
constexpr std::uint64_t largest_count = 999'999'999'999'999;
constexpr double lowest_confidence = 0.5;
constexpr double highest_confidence = 1.0 - 1e-12;

/// One object of the file, and its place for messages. Members that are not there leave things as they are; those of
/// another type are refused.
class Entry {
 public:
  Entry(const JsonTree& tree, std::string place) : tree_(tree), place_(std::move(place)) {
    if (!tree.is_object()) refuse("no object");
  }

  [[noreturn]] void refuse(std::string_view why) const {
    throw std::runtime_error(fmt::format("{}: {}", place_.empty() ? "the file" : place_.substr(0, 80), why));
  }

  bool has(std::string_view name) const noexcept { return tree_.find(name) != nullptr; }

  void read(std::string_view name, std::string& text) const {
    if (const JsonTree* member = tree_.find(name)) text = member->text() ? *member->text() : wrong(name, "a text");
  }
  void read(std::string_view name, bool& value) const {
    const JsonTree* const member = tree_.find(name);
    if (member == nullptr) return;
    if (member->boolean() == nullptr) wrong(name, "true or false");
    value = *member->boolean();
  }
  void read(std::string_view name, double& value, double low = -1e100, double high = 1e100) const {
    const JsonTree* const member = tree_.find(name);
    if (member == nullptr) return;
    if (member->number() == nullptr) wrong(name, "a number");
    value = member->number()->value;
    if (value < low || value > high) wrong(name, fmt::format("{} to {}", low, high));
  }
  void read(std::string_view name, std::optional<double>& value) const {
    if (has(name)) read(name, value.emplace());
  }
  void read(std::string_view name, std::uint64_t& value, std::uint64_t most = largest_count) const {
    const JsonTree* const member = tree_.find(name);
    if (member == nullptr) return;
    if (member->number() == nullptr || !member->number()->whole) wrong(name, "a whole number");
    value = *member->number()->whole;
    if (value > most) wrong(name, fmt::format("{} at the most", most));
  }

  /// One of `all`, by its name.
  template <class Value, std::size_t size>
  void read(std::string_view name, Value& value, const std::array<Value, size>& all) const {
    std::string text;
    read(name, text);
    if (!has(name)) return;
    for (const Value each : all) {
      if (name_of(each) == text) {
        value = each;
        return;
      }
    }
    refuse(fmt::format("unknown {} \"{}\"", name, text.substr(0, 60)));
  }

  /// `body(entry)` of each object in the list.
  template <class Body>
  void each(std::string_view name, const Body& body) const {
    const JsonTree* const member = list(name);
    if (member == nullptr) return;
    for (std::size_t index = 0; index < member->items().size(); ++index)
      body(Entry(member->items()[index], fmt::format("{}{}.{}", before(), name, index)));
  }
  /// `body(key, entry)` of each member of the object that is an object itself.
  template <class Body>
  void each_named(std::string_view name, const Body& body) const {
    const JsonTree* const member = tree_.find(name);
    if (member == nullptr) return;
    if (!member->is_object()) wrong(name, "an object");
    for (std::size_t index = 0; index < member->items().size(); ++index) {
      const std::string& key = member->names()[index];
      body(key, Entry(member->items()[index], fmt::format("{}{}.{}", before(), name, key)));
    }
  }
  /// `body(entry)` of the object, where it is there.
  template <class Body>
  void inside(std::string_view name, const Body& body) const {
    if (const JsonTree* member = tree_.find(name)) body(Entry(*member, fmt::format("{}{}", before(), name)));
  }
  void read(std::string_view name, std::vector<std::string>& texts) const {
    const JsonTree* const member = list(name);
    if (member == nullptr) return;
    for (const JsonTree& item : member->items()) texts.push_back(item.text() ? *item.text() : wrong(name, "texts"));
  }
  void read(std::string_view name, std::vector<double>& numbers) const {
    const JsonTree* const member = list(name);
    if (member == nullptr) return;
    for (const JsonTree& item : member->items()) {
      if (item.number() == nullptr) wrong(name, "numbers");
      numbers.push_back(item.number()->value);
    }
  }
  /// Of which null are absent.
  void read(std::string_view name, std::vector<std::optional<double>>& numbers) const {
    const JsonTree* const member = list(name);
    if (member == nullptr) return;
    for (const JsonTree& item : member->items()) {
      if (item.number() == nullptr && !item.is_null()) wrong(name, "numbers");
      numbers.push_back(item.number() ? std::optional(item.number()->value) : std::nullopt);
    }
  }

 private:
  std::string before() const { return place_.empty() ? "" : place_ + "."; }

  [[noreturn]] std::string wrong(std::string_view name, std::string_view expected) const {
    throw std::runtime_error(fmt::format("{}: expected {}", (before() + std::string(name)).substr(0, 80), expected));
  }

  const JsonTree* list(std::string_view name) const {
    const JsonTree* const member = tree_.find(name);
    if (member != nullptr && (member->is_object() || member->text() || member->number() || member->boolean()))
      wrong(name, "a list");
    return member;
  }

  const JsonTree& tree_;
  std::string place_;
};

constexpr std::array units{Unit::seconds, Unit::share, Unit::count, Unit::money, Unit::per_hour, Unit::points};
constexpr std::array directions{Direction::lower, Direction::higher, Direction::neither};
constexpr std::array verdicts{Verdict::better, Verdict::worse, Verdict::higher,
                              Verdict::lower,  Verdict::same,  Verdict::undecided};
constexpr std::array statuses{TargetStatus::met, TargetStatus::missed, TargetStatus::undecided};

Estimate estimate_of(const Entry& entry) {
  Estimate estimate;
  entry.read("unit", estimate.unit, units);
  entry.read("value", estimate.value);
  entry.read("low", estimate.low);
  entry.read("high", estimate.high);
  entry.read("confidence", estimate.confidence, lowest_confidence, highest_confidence);
  entry.read("replications", estimate.replications);
  entry.read("observations", estimate.observations);
  entry.read("reason", estimate.reason);
  entry.read("input_share", estimate.input_share);
  if (estimate.low && estimate.high && *estimate.low > *estimate.high) entry.refuse("low is above high");
  if (estimate.value && estimate.replications == 0) entry.refuse("a figure of no replications");
  return estimate;
}

TargetResult target_of(const Entry& entry) {
  TargetResult target;
  entry.read("path", target.path);
  entry.read("expression", target.expression);
  entry.read("status", target.status, statuses);
  target.estimate = estimate_of(entry);
  entry.read("bound", target.bound);
  entry.read("margin", target.margin);
  entry.read("file", target.at.file);
  std::uint64_t line = 0;
  entry.read("line", line, std::numeric_limits<std::uint32_t>::max());
  target.at.line = static_cast<decltype(target.at.line)>(line);
  return target;
}

Timing timing_of(const Entry& entry) {
  Timing timing;
  entry.read("command", timing.command);
  entry.read("started", timing.started);
  entry.read("seconds", timing.seconds, 0.0, longest_time);
  entry.read("simulate_seconds", timing.simulate_seconds, 0.0, longest_time);
  std::uint64_t threads = 0;
  entry.read("threads", threads, 1'000'000);
  timing.threads = static_cast<unsigned>(threads);
  entry.read("events", timing.events);
  entry.read("journeys", timing.journeys);
  entry.read("peak_memory", timing.peak_memory);
  return timing;
}

void read_provenance(const Entry& entry, ExperimentResult& result) {
  Provenance& from = result.provenance;
  if (!entry.has("seed") || !entry.has("replications")) entry.refuse("it has no seed or no number of replications");
  entry.read("version", from.version);
  entry.read("seed", from.seed, std::numeric_limits<std::uint64_t>::max());
  entry.read("scenario", from.scenario);
  entry.read("settings", from.settings);
  entry.each("inputs", [&](const Entry& input) {
    input.read("name", from.inputs.emplace_back().name);
    input.read("sha256", from.inputs.back().sha256);
  });
  entry.read("length", from.length, 0.0, longest_time);
  entry.read("warm_up", from.warm_up, 0.0, longest_time);
  entry.read("warm_up_found", from.warm_up_found);
  std::string method;
  entry.read("method", method);
  from.batch_means = method == "batch_means";
  entry.read("ending", from.ending);
  entry.read("confidence", from.confidence, lowest_confidence, highest_confidence);
  entry.read("planned_replications", from.planned_replications);
  entry.read("replications", from.replications);
  entry.read("max_inside", from.max_inside);
  entry.inside("timing", [&](const Entry& timing) { result.timing = timing_of(timing); });
}

std::vector<NamedKey> names_of(const Entry& entry, std::string_view name) {
  std::vector<NamedKey> names;
  entry.each(name, [&](const Entry& each) {
    each.read("key", names.emplace_back().key);
    each.read("name", names.back().name);
  });
  return names;
}

BlueprintSummary blueprint_of(const Entry& entry) {
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
  entry.each("steps", [&](const Entry& each) {
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
    each.inside("expects", [&](const Entry& expects) {
      expects.read("wait", step.expects_wait);
      expects.read("time", step.expects_time);
    });
  });
  entry.each("routes", [&](const Entry& each) {
    RouteSummary& route = blueprint.routes.emplace_back();
    each.read("from", route.from);
    each.read("to", route.to);
    each.read("kind", route.kind);
    each.read("flow", route.flow, 0.0);
    each.read("handoff", route.handoff);
  });
  return blueprint;
}

HistogramSummary histogram_of(const Entry& entry) {
  HistogramSummary histogram;
  entry.read("path", histogram.path);
  entry.each("bins", [&](const Entry& each) {
    HistogramBin& bin = histogram.bins.emplace_back();
    each.read("low", bin.low, 0.0, longest_time);
    each.read("high", bin.high, 0.0, longest_time);
    each.read("count", bin.count);
  });
  return histogram;
}

Series series_of(const Entry& entry) {
  Series series;
  entry.read("staff", series.staff);
  entry.read("folded", series.folded);
  entry.each("points", [&](const Entry& each) {
    SeriesPoint& point = series.points.emplace_back();
    each.read("from", point.from, 0.0, longest_time);
    each.read("on_duty", point.on_duty);
    each.read("busy", point.busy);
    each.read("occupancy", point.occupancy);
    each.read("queue_mean", point.queue_mean);
    each.read("queue_p5", point.queue_p5);
    each.read("queue_p95", point.queue_p95);
  });
  return series;
}

PrecisionResult precision_of(const Entry& entry) {
  PrecisionResult precision;
  entry.read("path", precision.path);
  entry.read("asked", precision.asked);
  entry.read("reached", precision.reached);
  entry.read("met", precision.met);
  entry.read("by_default", precision.by_default);
  if (entry.has("replications_to_reach"))
    entry.read("replications_to_reach", precision.replications_to_reach.emplace());
  return precision;
}

BaselineComparison baseline_of(const Entry& entry) {
  BaselineComparison baseline;
  entry.read("name", baseline.name);
  entry.read("seed", baseline.seed, std::numeric_limits<std::uint64_t>::max());
  entry.read("replications", baseline.replications);
  entry.read("same_luck", baseline.same_luck);
  entry.read("confidence", baseline.confidence, lowest_confidence, highest_confidence);
  entry.each("differences", [&](const Entry& each) {
    BaselineDifference& difference = baseline.differences.emplace_back();
    each.read("path", difference.path);
    each.read("better", difference.direction, directions);
    each.read("verdict", difference.verdict, verdicts);
    each.read("paired", difference.paired);
    difference.difference = estimate_of(each);
    each.read("same_within", difference.same_within);
    each.inside("stored", [&](const Entry& figure) { difference.stored = estimate_of(figure); });
    each.inside("now", [&](const Entry& figure) { difference.now = estimate_of(figure); });
  });
  return baseline;
}

InputUncertainty input_uncertainty_of(const Entry& entry) {
  InputUncertainty inputs;
  std::vector<double> sizes;
  entry.read("data_sizes", sizes);
  for (const double size : sizes) {
    if (!(size >= 0.0 && size <= 4e9)) entry.refuse("data_sizes: expected numbers of values");
    inputs.data_sizes.push_back(static_cast<std::uint32_t>(size));
  }
  entry.read("resamples", inputs.resamples);
  entry.read("replications_each", inputs.replications_each);
  entry.read("reason", inputs.reason);
  return inputs;
}

/// The place and the hint stay within the text: they are read by people alone.
Diagnostic warning_of(const std::string& text) {
  constexpr std::string_view mark = ": warning: ";
  Diagnostic warning;
  const std::size_t at = text.find(mark);
  warning.severity = at == std::string::npos ? Severity::error : Severity::warning;
  if (at != std::string::npos) warning.at.file = text.substr(0, at);
  warning.message = at == std::string::npos ? text : text.substr(at + mark.size());
  return warning;
}

ExperimentResult result_of(const JsonTree& tree) {
  const Entry root(tree, "");
  std::string schema;
  root.read("schema", schema);
  if (schema.empty()) throw std::runtime_error("it has no schema");
  if (schema != schema_of_results)
    throw std::runtime_error(fmt::format("its schema is \"{}\", not \"{}\"", schema.substr(0, 60), schema_of_results));
  ExperimentResult result;
  if (!root.has("provenance")) throw std::runtime_error("it has no provenance");
  root.inside("provenance", [&](const Entry& entry) { read_provenance(entry, result); });
  root.read("partial", result.partial);
  root.read("partial_reason", result.partial_reason);
  root.read("overflow", result.overflow);
  root.each("targets", [&](const Entry& entry) { result.targets.push_back(target_of(entry)); });
  root.each("precision", [&](const Entry& entry) { result.precision.push_back(precision_of(entry)); });
  root.inside("input_uncertainty", [&](const Entry& entry) { result.input_uncertainty = input_uncertainty_of(entry); });
  root.inside("baseline", [&](const Entry& entry) { result.baseline = baseline_of(entry); });
  root.each_named("measures", [&](const std::string& path, const Entry& entry) {
    result.measures.push_back({path, estimate_of(entry)});
  });
  root.each_named("influences", [&](const std::string& path, const Entry& entry) {
    MeasureInfluence& influence = result.influences.emplace_back();
    influence.path = path;
    entry.read("better", influence.direction, directions);
    influence.estimate = estimate_of(entry);
    entry.read("moves", influence.moves);
  });
  root.inside("blueprint", [&](const Entry& entry) { result.blueprint = blueprint_of(entry); });
  root.each("distributions", [&](const Entry& entry) { result.histograms.push_back(histogram_of(entry)); });
  root.each("series", [&](const Entry& entry) { result.series.push_back(series_of(entry)); });
  root.each("convergence", [&](const Entry& entry) {
    ConvergencePoint& point = result.convergence.emplace_back();
    entry.read("replications", point.replications);
    entry.read("value", point.value);
    entry.read("low", point.low);
    entry.read("high", point.high);
    if (point.low > point.high) entry.refuse("low is above high");
  });
  root.each_named("replications", [&](const std::string& path, const Entry& entry) {
    ReplicationValues& replications = result.replications.emplace_back();
    replications.path = path;
    entry.read("unit", replications.unit, units);
    entry.read("values", replications.values);
  });
  std::vector<std::string> warnings;
  root.read("warnings", warnings);
  for (const std::string& text : warnings) result.warnings.push_back(warning_of(text));
  return result;
}

}  // namespace

ExperimentResult read_result(std::string_view json, const std::string& name) {
  try {
    return result_of(JsonTree::read(json));
  } catch (const std::runtime_error& mistake) {
    throw InvalidStoredResult(fmt::format("{}: no result of throughline run --json: {}", name, mistake.what()));
  }
}

}  // namespace throughline
