// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "text/field_reader.hpp"
#include "throughline/experience_section.hpp"

namespace throughline {

/// [experience]; none where the file has none.
std::optional<ExperienceSection> read_experience(const FieldReader& file);

/// Where [experience.broken_windows] stands; nowhere where the file has none.
SourcePosition position_of_broken_windows(const FieldReader& file);

}  // namespace throughline
