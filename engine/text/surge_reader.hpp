// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "text/field_reader.hpp"
#include "throughline/staff_section.hpp"

namespace throughline {

/// The named surges of a pool.
std::vector<SurgeSection> read_surges(const FieldReader& staff);

}  // namespace throughline
