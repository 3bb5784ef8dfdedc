// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"
#include "throughline/schedule.hpp"

namespace throughline {

/// A name as the user wrote it, and where.
struct Text {
  std::string value;
  SourcePosition at;
  bool operator==(const Text&) const = default;
};

/// What changes the file before it is read: scenarios of the file first, then settings, in order.
struct Overlay {
  struct Setting {
    std::string path;   ///< `staff.barista.count`
    std::string value;  ///< TOML if it parses, else a string
  };
  std::string scenario = "base";
  std::vector<Setting> settings;
};

using TimeLaw = Schedule<Distribution>;  ///< a duration, seconds
using Share = Schedule<double>;          ///< 0 to 1

struct BlueprintSection {
  std::string name;
  double starts = 0.0;  ///< seconds after the Monday 00:00 at or before the start
  std::string starts_text;
  std::string currency;
};

enum class Ending : std::uint8_t { drain, stop };

struct RunSection {
  double length = 0.0;  ///< seconds
  SourcePosition length_at;
  double warm_up = 0.0;
  Ending ending = Ending::drain;
  std::uint64_t replications = 100;
  std::uint64_t seed = 1;
  double confidence = 0.95;
  std::uint64_t max_inside = 1'000'000;
};

struct SegmentSection {
  /// Per second: the levels of a rate (constant) or profile; or the law of the time between arrivals.
  using Arrivals = std::variant<Schedule<double>, Distribution>;
  Text key;
  std::string name;
  std::optional<Text> start;
  std::optional<Arrivals> arrivals;
  double value = 0.0;  ///< margin of a completed journey
};

struct ShiftSection {
  Text key;
  double from = 0.0;        ///< seconds of the day
  double to = 0.0;          ///< seconds of the day, in (0, 86400]; not after `from`: ends on the next day
  std::uint8_t days = 127;  ///< bit 0 = Monday: days on which it begins
  std::uint32_t count = 0;
};

struct StaffSection {
  Text key;
  std::string name;
  std::optional<Schedule<std::uint32_t>> count;
  std::vector<ShiftSection> shifts;
  double cost = 0.0;           ///< per second on duty
  std::vector<Text> priority;  ///< "segment.red", "step.review"
};

enum class FailureThen : std::uint8_t { leave, retry, step };

struct FailureSection {
  Share probability;
  FailureThen then = FailureThen::leave;
  Text step;                   ///< where `then` names one
  std::uint32_t attempts = 0;  ///< services in all, for retry; 0 = no limit
  SourcePosition at;
};

struct RouteSection {
  Text target;                       ///< a step or "done"
  std::optional<Share> probability;  ///< none: 1 for a single route
  bool rest = false;                 ///< takes what the others leave
  std::vector<Text> segments;        ///< none: every segment
  std::optional<TimeLaw> delay;
  Share loss = 0.0;
  Share repeat = 0.0;
  std::optional<TimeLaw> repeat_time;
};

/// What a step does with a customer: the keys of a step that `for.SEGMENT` may change.
struct BehaviorSection {
  SourcePosition at;
  std::optional<Text> staff;
  std::optional<TimeLaw> time;
  std::optional<TimeLaw> wrap_up;
  std::optional<TimeLaw> patience;
  std::optional<Text> on_abandon;  ///< the step to go to
  std::optional<FailureSection> failure;
  std::vector<RouteSection> next;  ///< none: completed
};

struct Expectation {
  std::optional<double> wait;  ///< seconds
  std::optional<double> time;
  double weight = 1.0;
  bool operator==(const Expectation&) const = default;
};

enum class Lane : std::uint8_t { customer, frontstage, backstage, support };

struct StepSection {
  Text key;
  std::string name;
  Lane lane = Lane::frontstage;
  std::string phase;
  std::string evidence;
  std::optional<std::string> touchpoint;  ///< shared name
  bool is_touchpoint = true;              ///< false: `touchpoint = false`
  Expectation expects;
  BehaviorSection behavior;
  struct Variant {
    Text segment;
    BehaviorSection behavior;  ///< whole: the step's own keys with the segment's merged over them
  };
  std::vector<Variant> variants;
};

struct StageSection {
  Text key;
  std::string name;
  Text from;             ///< "arrival", "STEP", "STEP.start", "STEP.end"
  std::vector<Text> to;  ///< the same, or "end"; the earliest counts
};

/// A measure as written: `segment.app.step.order.service_level(3 min)`.
struct MeasureText {
  Text text;
  std::vector<std::string> parts;  ///< split at dots: segment, app, step, order, service_level
  std::optional<double> argument;  ///< of the last part: 180
};

enum class Comparison : std::uint8_t { less, at_most, greater, at_least };

struct TargetSection {
  /// What kind of number the bound was written as: "8 min", "5 %", "3.5".
  enum class Bound : std::uint8_t { number, duration, share };
  MeasureText measure;
  Text expression;  ///< "< 8 min"
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  Bound written_as = Bound::number;
};

struct ScenarioSection {
  std::string key;
  std::string name;
  std::string description;
};

struct InputFile {
  std::string name;    ///< as the user wrote it
  std::string sha256;  ///< lower-case hexadecimal
};

/// One blueprint file with one overlay applied: everything that was written, checked for form (known keys, types, units,
/// ranges) but not for meaning. Steps, segments and pools stand in the order of the file. Immutable once read; threads may share it.
struct Document {
  BlueprintSection blueprint;
  RunSection run;
  std::vector<SegmentSection> segments;
  std::vector<StaffSection> staff;
  std::vector<StepSection> steps;
  std::vector<StageSection> stages;
  std::vector<TargetSection> targets;
  std::vector<ScenarioSection> scenarios;  ///< of the file, `base` not among them
  Overlay overlay;
  std::vector<InputFile> inputs;  ///< the blueprint, then every csv it names
};

/// Reads a file (and the csv files it names, relative to it). Throws InvalidBlueprint with every mistake of form,
/// std::system_error when a file cannot be read.
Document read_document(const std::filesystem::path& file, const Overlay& overlay = {});

/// The same from memory; `name` stands for the file in messages and its folder is where csv files are looked for.
Document read_document_text(std::string_view text, const std::string& name, const Overlay& overlay = {});

/// The JSON Schema (2020-12) of the format, from the same table that the reader uses.
std::string document_schema();

}  // namespace throughline
