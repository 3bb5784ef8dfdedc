// SPDX-License-Identifier: MIT
#include "report/stored_parts.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "report/target_table.hpp"
#include "report/unit_name.hpp"

namespace throughline {
namespace {

constexpr std::array units{Unit::seconds, Unit::share, Unit::count, Unit::money, Unit::per_hour, Unit::points};
constexpr std::array statuses{TargetStatus::met, TargetStatus::missed, TargetStatus::undecided};

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

}  // namespace

Unit unit_of(const JsonEntry& entry) {
  Unit unit = Unit::seconds;
  entry.read("unit", unit, units);
  return unit;
}

Estimate estimate_of(const JsonEntry& entry) {
  Estimate estimate;
  estimate.unit = unit_of(entry);
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

TargetResult target_of(const JsonEntry& entry) {
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

PrecisionResult precision_of(const JsonEntry& entry) {
  PrecisionResult precision;
  entry.read("path", precision.path);
  entry.read("asked", precision.asked);
  entry.read("reached", precision.reached);
  entry.read("met", precision.met);
  entry.read("by_default", precision.by_default);
  entry.read("replications_to_reach", precision.replications_to_reach);
  return precision;
}

Timing timing_of(const JsonEntry& entry) {
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

Provenance provenance_of(const JsonEntry& entry) {
  Provenance from;
  if (!entry.has("seed") || !entry.has("replications")) entry.refuse("it has no seed or no number of replications");
  entry.read("version", from.version);
  entry.read("seed", from.seed, std::numeric_limits<std::uint64_t>::max());
  entry.read("scenario", from.scenario);
  entry.read("settings", from.settings);
  entry.each("inputs", [&](const JsonEntry& input) {
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
  return from;
}

HistogramSummary histogram_of(const JsonEntry& entry) {
  HistogramSummary histogram;
  entry.read("path", histogram.path);
  entry.each("bins", [&](const JsonEntry& each) {
    HistogramBin& bin = histogram.bins.emplace_back();
    each.read("low", bin.low, 0.0, longest_time);
    each.read("high", bin.high, 0.0, longest_time);
    each.read("count", bin.count);
  });
  return histogram;
}

InputUncertainty input_uncertainty_of(const JsonEntry& entry) {
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

std::vector<Measure> measures_of(const JsonEntry& entry) {
  std::vector<Measure> measures;
  entry.each_named("measures", [&](const std::string& path, const JsonEntry& each) {
    measures.push_back({path, estimate_of(each)});
  });
  return measures;
}

std::vector<Diagnostic> warnings_of(const JsonEntry& entry) {
  std::vector<std::string> texts;
  entry.read("warnings", texts);
  std::vector<Diagnostic> warnings;
  for (const std::string& text : texts) warnings.push_back(warning_of(text));
  return warnings;
}

}  // namespace throughline
