// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/absence.hpp"

namespace throughline {

/// The named pauses of a shift, the named interruptions of a pool, its beginners.
std::vector<Break> read_breaks(const FieldReader& shift);
std::vector<Interruption> read_interruptions(const FieldReader& staff);
std::optional<NewStaff> read_new_staff(const Node& node, const std::string& label, Reading& reading);

}  // namespace throughline
