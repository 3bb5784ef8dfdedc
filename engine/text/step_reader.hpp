// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [steps.*], in the order of the file, each with its variants by segment.
std::vector<StepSection> read_steps(const FieldReader& file);

}  // namespace throughline
