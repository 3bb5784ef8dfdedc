// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/arrivals_section.hpp"
#include "throughline/comparison.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"
#include "throughline/economics_section.hpp"
#include "throughline/experience_section.hpp"
#include "throughline/gap_section.hpp"
#include "throughline/measure_text.hpp"
#include "throughline/run_section.hpp"
#include "throughline/schedule.hpp"
#include "throughline/staff_section.hpp"
#include "throughline/step_section.hpp"

namespace throughline {

/// What changes the file before it is read: scenarios of the file first, then settings, in order.
struct Overlay {
  struct Setting {
    std::string path;   ///< `staff.barista.count`
    std::string value;  ///< TOML if it parses, else a string
  };
  std::string scenario = "base";
  std::vector<Setting> settings;
  bool alone = false;                 ///< read no other scenario of the file: they have been checked
  std::vector<std::string> measures;  ///< that are wanted beside those of the file: `step.order.service_level(30 s)`
};

struct BlueprintSection {
  std::string name;
  double starts = 0.0;  ///< seconds after the Monday 00:00 at or before the start
  std::string starts_text;
  std::optional<std::int64_t> date;  ///< of the start, days after 1970-01-01; none where it names only a day or a time
  std::string currency;
  std::optional<MeasureText> north_star;
};

struct CalendarSection {
  struct Closed {
    std::int64_t first = 0;  ///< days after 1970-01-01
    std::int64_t last = 0;   ///< the same; closed too
    SourcePosition at;
  };
  std::vector<Closed> closed;
};

struct SegmentSection {
  Text key;
  std::string name;
  std::optional<Text> start;
  std::optional<ArrivalsSection> arrivals;
  double value = 0.0;  ///< margin of a completed journey
  std::vector<AttributeSection> attributes;
};

struct StageSection {
  Text key;
  std::string name;
  Text from;             ///< "arrival", "STEP", "STEP.start", "STEP.end"
  std::vector<Text> to;  ///< the same, or "end"; the earliest counts
};

struct TargetSection {
  MeasureText measure;
  Text expression;  ///< "< 8 min"
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  BoundKind written_as = BoundKind::number;
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

/// One blueprint file with one overlay applied: everything that was written, checked for form (syntax, known keys,
/// types, units, ranges) but not for meaning. Steps, segments and pools stand in the order of the file. Immutable once
/// read; threads may share it.
struct Document {
  BlueprintSection blueprint;
  CalendarSection calendar;
  RunSection run;
  std::vector<SegmentSection> segments;
  std::vector<StaffSection> staff;
  std::vector<StepSection> steps;
  std::vector<StageSection> stages;
  std::vector<TargetSection> targets;
  std::optional<ExperienceSection> experience;
  SourcePosition broken_windows;  ///< of [experience.broken_windows], where it is there
  std::optional<EconomicsSection> economics;
  std::vector<GapSection> gaps;
  std::vector<MeasureText> asked;          ///< the overlay's measures
  std::vector<ScenarioSection> scenarios;  ///< of the file, `base` not among them
  Overlay overlay;
  std::vector<InputFile> inputs;  ///< the blueprint, then every csv it names
  /// Of form, in any scenario; what they stand in the way of is absent above. build_blueprint throws them, with those
  /// of meaning that can be told beside them.
  std::vector<Diagnostic> mistakes;
};

/// Reads a file (and the csv files it names, in its folder or below) and checks it in every one of its scenarios.
/// A csv that cannot be read is one of the document's mistakes; throws std::system_error when the file itself cannot be
/// read.
Document read_document(const std::filesystem::path& file, const Overlay& overlay = {});

/// The same from memory; `name` stands for the file in messages and its folder is where csv files are looked for.
Document read_document_text(std::string_view text, const std::string& name, const Overlay& overlay = {});

/// The JSON Schema (2020-12) of the format, from the same table that the reader uses.
std::string document_schema();

}  // namespace throughline
