// SPDX-License-Identifier: MIT
#include "text/arrivals_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "text/csv_columns.hpp"
#include "text/distribution_reader.hpp"
#include "text/integer_law_reader.hpp"
#include "text/schedule_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_customers = 1'000'000'000'000;
constexpr std::uint64_t most_members = 1'000'000;
constexpr double shortest_slot = 1.0;  ///< seconds

constexpr std::array<std::string_view, 6> processes{"rate",         "profile", "interarrival",
                                                    "appointments", "replay",  "population"};

/// Customers who arrive faster than any rate allows would never let the clock go on.
std::optional<Distribution> read_interarrival(const Node& node, const std::string& label, Reading& reading) {
  std::optional<Distribution> law = read_distribution(node, label, reading);
  if (!law || law->mean() * highest_rate >= 1.0) return law;
  reading.fail(node.at, label, "the mean time between arrivals is below a microsecond");
  return std::nullopt;
}

std::optional<Appointments> read_appointments(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "segments.*.arrivals.appointments", label, reading);
  Appointments appointments;
  const auto every = fields.read("every", read_duration);
  const auto from = fields.read("from", read_time_of_day);
  const auto to = fields.read("to", read_time_of_day);
  appointments.days = fields.read("days", read_days).value_or(appointments.days);
  appointments.per_slot = fields.read("per_slot", read_integer_law).value_or(appointments.per_slot);
  appointments.no_show = fields.read("no_show", read_share).value_or(appointments.no_show);
  appointments.punctuality = fields.read("punctuality", read_signed_distribution).value_or(appointments.punctuality);
  if (every && *every < shortest_slot) {
    reading.fail(fields.find("every")->at, fields.label_of("every"), "slots are at least 1 s apart");
    return std::nullopt;
  }
  if (from && to && *from >= *to) {
    reading.fail(fields.find("to")->at, fields.label_of("to"), "is not after from", "slots begin before it");
    return std::nullopt;
  }
  if (!every || !from || !to) return std::nullopt;
  appointments.every = *every;
  appointments.from = *from;
  appointments.to = *to;
  return appointments;
}

/// A time since the start of the run, from a csv whose column may name the unit.
std::optional<std::vector<double>> read_recorded_column(const FieldReader& fields) {
  const std::optional<CsvColumns> columns = read_csv_columns(fields, {"time"});
  if (!columns) return std::nullopt;
  Reading& reading = fields.reading();
  const std::string label = fmt::format("column {}", in_quotes(columns->titles.front()));
  const std::optional<double> titled = unit_in_title(columns->titles.front());
  std::vector<double> times;
  for (const std::vector<CsvReader::Field>& row : columns->rows) {
    const CsvReader::Field& cell = row.front();
    const Parsed<double> time = parse_duration(cell.text, titled ? titled : reading.time_unit);
    if (time) {
      times.push_back(*time);
    } else {
      reading.fail({columns->file, cell.line, cell.column}, label,
                   fmt::format("expected {}, found {}", time.error().expected, in_quotes(cell.text)),
                   time.error().hint);
    }
  }
  if (!columns->complete || times.size() < columns->rows.size()) return std::nullopt;
  return times;
}

std::optional<std::vector<double>> read_times(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_array() || node.items.empty()) {
    reading.expected(node, label, {"a list of times such as [\"5 min\", \"1 h 10 min\"]", {}});
    return std::nullopt;
  }
  std::vector<double> times;
  for (const Node& item : node.items) {
    if (const auto time = read_duration(item, label, reading)) times.push_back(*time);
  }
  return times.size() == node.items.size() ? std::optional(std::move(times)) : std::nullopt;
}

std::optional<Replay> read_replay(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "segments.*.arrivals.replay", label, reading);
  if (!node.is_table()) return std::nullopt;
  if (fields.has("times") == fields.has("csv")) {
    if (!fields.holds_strangers()) reading.fail(node.at, label, "expected either times or csv and time");
    return std::nullopt;
  }
  std::optional<std::vector<double>> times =
      fields.has("times") ? fields.read("times", read_times) : read_recorded_column(fields);
  if (!times) return std::nullopt;
  std::sort(times->begin(), times->end());
  return Replay{std::move(*times)};
}

std::optional<Uncertainty> read_uncertainty(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "segments.*.arrivals.uncertainty", label, reading);
  const auto cv = fields.read("cv", read_share);
  const bool common = fields.read("common", read_flag).value_or(false);
  if (!cv || *cv == 0.0) return std::nullopt;
  return Uncertainty{*cv, common};
}

std::optional<std::vector<BacklogSection>> read_backlog(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table() || node.entries.empty()) {
    reading.expected(node, label, {"a table such as { desk = 12 }", {}});
    return std::nullopt;
  }
  std::vector<BacklogSection> backlog;
  for (const Entry& entry : node.entries) {
    const auto count = WholeNumber{0, most_members}(entry.value, fmt::format("{}: {}", label, entry.key), reading);
    if (count) backlog.push_back({{entry.key, entry.at}, static_cast<std::uint32_t>(*count)});
  }
  return backlog;
}

std::optional<Population> read_population(const FieldReader& fields) {
  const auto members = fields.read("population", WholeNumber{1, most_members});
  const auto think = fields.read("think", read_interarrival);
  if (!fields.has("think")) {
    fields.reading().fail(fields.find("population")->at, fields.label_of("population"), "\"think\" is missing",
                          "the time before each journey of a member: think = { exponential = { mean = \"2 h\" } }");
  }
  if (!members || !think) return std::nullopt;
  return Population{static_cast<std::uint32_t>(*members), *think};
}

/// What goes with some ways of coming only.
void judge_companions(const FieldReader& fields) {
  const auto reject = [&](std::string_view key, std::string_view companions) {
    fields.reading().fail(fields.find(key)->at, fields.label_of(key), fmt::format("goes with {}", companions));
  };
  const bool by_rate = fields.has("rate") || fields.has("profile");
  if (fields.has("think") && !fields.has("population")) reject("think", "population");
  if (fields.has("uncertainty") && !by_rate) reject("uncertainty", "rate or profile");
  if (fields.has("batch") && !by_rate && !fields.has("interarrival") && !fields.has("replay")) {
    reject("batch", "rate, profile, interarrival or replay");
  }
}

}  // namespace

std::optional<ArrivalsSection> read_arrivals(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    reading.expected(node, label, {"a table such as { rate = \"20 per hour\" }", {}});
    return std::nullopt;
  }
  const FieldReader fields(node, "segments.*.arrivals", label, reading);
  ArrivalsSection arrivals;
  bool known = false;
  const auto take = [&](auto process) {
    if (!process) return;
    known = true;
    arrivals.process = std::move(*process);
  };
  if (const auto rate = fields.read("rate", read_rate)) take(std::optional(Schedule<double>(*rate)));
  take(fields.read("profile", read_profile));
  take(fields.read("interarrival", read_interarrival));
  take(fields.read("appointments", read_appointments));
  take(fields.read("replay", read_replay));
  if (fields.has("population")) take(read_population(fields));
  arrivals.batch = fields.read("batch", read_integer_law);
  arrivals.limit = fields.read("limit", WholeNumber{0, most_customers});
  arrivals.uncertainty = fields.read("uncertainty", read_uncertainty);
  arrivals.backlog = fields.read("backlog", read_backlog).value_or(arrivals.backlog);

  const auto kinds = std::count_if(processes.begin(), processes.end(), [&](auto key) { return fields.has(key); });
  if (kinds == 0 && fields.has("backlog")) {
    arrivals.process = Schedule<double>(0.0);  // nobody but those who are there
    known = true;
  } else if (kinds != 1 && !(kinds == 0 && fields.holds_strangers())) {
    reading.fail(node.at, label, "expected one of rate, profile, interarrival, appointments, replay or population");
  }
  if (arrivals.batch && arrivals.batch->mean() == 0.0) {
    reading.fail(fields.find("batch")->at, fields.label_of("batch"), "nobody ever comes");
  }
  judge_companions(fields);
  return known ? std::optional(std::move(arrivals)) : std::nullopt;
}

}  // namespace throughline
