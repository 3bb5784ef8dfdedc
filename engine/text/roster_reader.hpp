// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

inline constexpr std::size_t most_shifts = 10'000;  ///< of one pool

/// Whether `shifts` names a csv; else its tables are shifts.
bool names_roster(const Node& shifts);

// When a shift begins, in [0, 86400), and when it ends, in (0, 86400]: seconds of the day.
std::optional<double> read_shift_begin(const Node& node, const std::string& label, Reading& reading);
std::optional<double> read_shift_end(const Node& node, const std::string& label, Reading& reading);

/// `shifts = { csv = FILE }`, read by columns name, from, to, days (every day where there is none, or nothing in it)
/// and count: a row is a shift. A name may stand in several rows that do not overlap in time. Other columns are
/// mistakes. Every wrong cell is diagnosed in its place; rows with a mistake are left out.
std::vector<ShiftSection> read_roster(const FieldReader& shifts);

}  // namespace throughline
