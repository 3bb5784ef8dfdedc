// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "text/field_reader.hpp"
#include "throughline/gap_section.hpp"

namespace throughline {

/// No more than this many gaps, of a file or of a study.
inline constexpr std::size_t most_gaps = 200;

/// [gaps]. `scenarios`: those of the file, any of which may close a gap.
std::vector<GapSection> read_gaps(const FieldReader& file, const std::vector<std::string>& scenarios);

}  // namespace throughline
