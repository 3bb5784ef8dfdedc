// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "blueprint/quantities.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {

/// The names that measure paths are made of, by id.
struct MeasureNames {
  std::vector<std::string> segments;
  std::vector<std::string> steps;
  std::vector<std::string> touchpoints;
  std::vector<std::string> phases;
  std::vector<std::string> stages;
  std::vector<std::string> staff;
};

MeasureNames measure_names(const Blueprint& blueprint);

/// A resolved measure, or what is wrong with the text: exactly one of the two.
struct ResolvedMeasure {
  std::optional<MeasurePath> path;
  std::optional<Diagnostic> mistake;
};

ResolvedMeasure resolve(const MeasureText& text, const MeasureNames& names);

/// The canonical spelling: `segment.app.step.order.service_level(3 min)`. Resolving it gives the same measure.
std::string path_of(const MeasurePath& measure, const MeasureNames& names);

/// The shortest exact spelling of a duration in one unit: `3 min`, `90 s`, `1 h`.
std::string duration_text(double seconds);

/// `customer`, `frontstage`, `backstage`, `support`.
const std::vector<std::string>& lane_names();

}  // namespace throughline
