// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [staff.*], in the order of the file.
std::vector<StaffSection> read_staff(const FieldReader& file);

}  // namespace throughline
