// SPDX-License-Identifier: MIT
#include "text/run_reader.hpp"

#include <fmt/format.h>

#include "text/clock.hpp"
#include "text/format.hpp"
#include "text/measure_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_replications = 1'000'000;
constexpr std::uint64_t usual_batches =
    30;  ///< more of them would narrow intervals by next to nothing (Schmeiser, 1982)
constexpr std::uint64_t fewest_resamples = 20;  ///< that tell a variance to within a third
constexpr std::uint64_t most_resamples = 1'000;
constexpr std::uint64_t most_inside = 100'000'000;
constexpr std::uint64_t most_events = 1'000'000'000'000;
constexpr std::size_t most_precisions = 100;
constexpr double precision_of_the_default = 0.02;
constexpr std::uint64_t events_of_the_default = 200'000'000;
constexpr double finest_precision = 0.0001;
constexpr double coarsest_precision = 0.5;
constexpr double lowest_confidence = 0.5;
constexpr double highest_confidence = 0.999999;

std::optional<Start> read_start(const Node& node, const std::string& label, Reading& reading) {
  const Parsed<Start> start = parse_start(node.text);
  if (start) return *start;
  reading.expected(node, label, start.error());
  return std::nullopt;
}

bool is_automatic(const Node* warm_up) {
  return warm_up != nullptr && warm_up->is_string() && warm_up->text == "auto";
}

std::optional<double> read_warm_up(const Node& node, const std::string& label, Reading& reading) {
  const bool is_word = node.is_string() && node.text.find_first_of("0123456789") == std::string::npos;
  if (!is_word) return read_duration(node, label, reading);
  reading.expected(node, label, {"a duration such as \"2 h\", or \"auto\"", {}});
  return std::nullopt;
}

std::optional<double> read_confidence(const Node& node, const std::string& label, Reading& reading) {
  const std::optional<double> share = read_share(node, label, reading);
  if (!share || (*share >= lowest_confidence && *share <= highest_confidence)) return share;
  reading.expected(node, label, {fmt::format("a share from {} to {}", lowest_confidence, highest_confidence), {}});
  return std::nullopt;
}

std::optional<double> read_half_width(const Node& node, const std::string& label, Reading& reading) {
  const std::optional<double> share = read_share(node, label, reading);
  if (!share || (*share >= finest_precision && *share <= coarsest_precision)) return share;
  reading.expected(node, label, {fmt::format("a share from {} to {}", finest_precision, coarsest_precision), {}});
  return std::nullopt;
}

std::optional<MeasureText> read_north_star(const Node& node, const std::string& label, Reading& reading) {
  if (node.is_string()) return read_measure({node.text, node.at}, label, reading);
  reading.expected(node, label, {"a measure such as \"journey.completed\"", {}});
  return std::nullopt;
}

/// A share alone is asked of the mean journey time.
std::optional<std::vector<PrecisionSection>> read_precision(const Node& node, const std::string& label,
                                                            Reading& reading) {
  std::vector<PrecisionSection> all;
  const auto add = [&](const Text& measure, const Node& share) {
    const auto path = read_measure(measure, label, reading);
    const auto half_width = read_half_width(share, label, reading);
    if (path && half_width) all.push_back({*path, *half_width});
  };
  if (!node.is_table()) {
    add({"journey.time.mean", node.at}, node);
    return all;
  }
  if (node.entries.empty() || node.entries.size() > most_precisions) {
    reading.expected(node, label, {fmt::format("from 1 to {} measures", most_precisions), {}});
    return std::nullopt;
  }
  for (const Entry& entry : node.entries) {
    if (entry.value.is_table()) {
      reading.fail(entry.at, label, "expected a share, found a table",
                   "write the whole measure in quotes: { \"journey.time.p90\" = \"2 %\" }");
    } else {
      add({entry.key, entry.at}, entry.value);
    }
  }
  return all;
}

void reject(const FieldReader& fields, const char* key, const char* message, const char* hint = "") {
  if (const Node* const written = fields.find(key))
    fields.reading().fail(written->at, fields.label_of(key), message, hint);
}

/// Into how many batches the run is cut. Rounds are of replications: one run is as long as it is.
void read_batches(const FieldReader& fields, RunSection& section) {
  constexpr const char* longer = "a longer length narrows the intervals of batch means";
  section.replications = fields.read("replications", WholeNumber{1, most_replications}).value_or(usual_batches);
  for (const char* const key : {"precision", "max_replications", "max_events"}) {
    reject(fields, key, "batch means come from one run, which no rounds follow", longer);
  }
}

/// How often the run is repeated: so many times, or until a precision is reached; else until that of the default is.
void read_aim(const FieldReader& fields, const SourcePosition& at, RunSection& section) {
  section.replications = fields.read("replications", WholeNumber{1, most_replications}).value_or(section.replications);
  section.precision = fields.read("precision", read_precision).value_or(section.precision);
  if (!fields.has("replications") && !fields.has("precision")) {
    const Text aim{"journey.time.mean", at};
    section.precision.push_back({{aim, {"journey", "time", "mean"}, {}, {}}, precision_of_the_default});
    section.precision_by_default = true;
    section.max_events = events_of_the_default;
  }
  section.max_replications =
      fields.read("max_replications", WholeNumber{1, most_replications}).value_or(section.max_replications);
  section.max_events = fields.read("max_events", WholeNumber{1, most_events}).value_or(section.max_events);
}

}  // namespace

BlueprintSection read_blueprint_section(const FieldReader& file, const std::string& name, Reading& reading) {
  BlueprintSection section;
  section.name = name;
  const Node* const node = file.find("blueprint");
  if (node == nullptr) return section;
  const FieldReader fields(*node, "blueprint", "[blueprint]", reading);
  section.name = fields.read("name", read_text).value_or(name);
  const Start start = fields.read("starts", read_start).value_or(Start());
  section.starts = start.clock;
  section.date = start.date;
  if (const Node* const starts = fields.find("starts")) section.starts_text = starts->text;
  section.currency = fields.read("currency", read_text).value_or("");
  reading.currency = section.currency;
  section.north_star = fields.read("north_star", read_north_star);
  const std::vector<std::string> units = choices_of("blueprint", "time_unit");
  if (const auto unit = fields.read("time_unit", WordOf{units})) reading.time_unit = seconds_of_unit(units[*unit]);
  return section;
}

RunSection read_run_section(const FieldReader& file) {
  RunSection section;
  const Node* const node = file.find("run");
  if (node == nullptr) return section;
  Reading& reading = file.reading();
  const FieldReader fields(*node, "run", "[run]", reading);
  const std::optional<double> length = fields.read("length", read_duration);
  if (const Node* const written = fields.find("length")) section.length_at = written->at;
  if (length && *length == 0.0)
    reading.expected(*fields.find("length"), fields.label_of("length"), {"a duration above 0", {}});
  section.length = length.value_or(0.0);
  section.finds_warm_up = is_automatic(fields.find("warm_up"));
  if (!section.finds_warm_up) {
    const std::optional<double> warm_up = fields.read("warm_up", read_warm_up);
    if (warm_up && length && *warm_up >= *length) {
      reading.fail(fields.find("warm_up")->at, fields.label_of("warm_up"), "is not shorter than the run");
    }
    section.warm_up = warm_up.value_or(section.warm_up);
  }
  if (const auto ending = fields.read("ending", WordOf{choices_of("run", "ending")}))
    section.ending = static_cast<Ending>(*ending);
  if (const auto method = fields.read("method", WordOf{choices_of("run", "method")}))
    section.method = static_cast<Method>(*method);
  if (section.method == Method::batch_means) {
    read_batches(fields, section);
  } else {
    read_aim(fields, node->at, section);
  }
  section.resamples =
      fields.read("resamples", WholeNumber{fewest_resamples, most_resamples}).value_or(section.resamples);
  section.seed = fields.read("seed", WholeNumber{0, std::uint64_t{INT64_MAX}}).value_or(section.seed);
  section.confidence = fields.read("confidence", read_confidence).value_or(section.confidence);
  section.time_shares = fields.read("time_shares", read_flag).value_or(section.time_shares);
  section.max_inside = fields.read("max_inside", WholeNumber{1, most_inside}).value_or(section.max_inside);
  return section;
}

}  // namespace throughline
