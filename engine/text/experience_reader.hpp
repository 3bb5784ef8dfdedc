// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "text/field_reader.hpp"
#include "throughline/experience_section.hpp"

namespace throughline {

/// [experience]; none where the file has none.
std::optional<ExperienceSection> read_experience(const FieldReader& file);

}  // namespace throughline
