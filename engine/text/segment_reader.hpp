// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [segments.*], in the order of the file.
std::vector<SegmentSection> read_segments(const FieldReader& file);

}  // namespace throughline
