// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [targets], in the order of the file, one for each expression.
std::vector<TargetSection> read_targets(const FieldReader& file);

}  // namespace throughline
