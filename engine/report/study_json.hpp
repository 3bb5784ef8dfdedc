// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/json_parts.hpp"
#include "report/verdict_words.hpp"

namespace throughline {

/// The JSON of a study of what changes one measure of a blueprint (Gaps, Sensitivity), up to what it found. The measure
/// is called `name` there.
template <class Study>
JsonLines begun_json(const char* schema, const Study& study, const char* name, const std::string& measure,
                     bool with_timing) {
  JsonLines lines(schema, study.partial, study.partial_reason);
  lines.add("provenance", json_of(study.base.provenance), 0);
  if (with_timing) lines.add("timing", json_of(study.timing), 0);
  lines.add(name, measure, 0);
  lines.add("better", name_of(study.direction), 0);
  const Estimate* const base = study.base.find(measure);
  lines.add("base", base == nullptr ? Json::object() : json_of(*base), 0);
  lines.add("confidence", study.confidence, 0);
  lines.add("intervals", study.intervals, 0);
  return lines;
}

}  // namespace throughline
