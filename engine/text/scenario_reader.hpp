// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [scenarios.*] of the file as it was written: names, and what each builds on. What they change is read once it is
/// merged.
std::vector<ScenarioSection> read_scenarios(const FieldReader& file);

}  // namespace throughline
