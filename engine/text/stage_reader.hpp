// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [stages.*], in the order of the file.
std::vector<StageSection> read_stages(const FieldReader& file);

}  // namespace throughline
