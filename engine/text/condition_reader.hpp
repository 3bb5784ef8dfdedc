// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/field_reader.hpp"
#include "throughline/condition.hpp"

namespace throughline {

/// `when` of a route: comparisons of attributes, `attempt`, `queue(STEP)` and `clock` with constants, joined by `not`,
/// `and`, `or` and brackets; an attribute alone holds or not. `not` binds closer than `and`, `and` than `or`.
///   business or amount > 800
///   not (kind == gold) and queue(counter) < 5 and clock >= 16:00
std::optional<ConditionSection> read_condition(const Node& node, const std::string& label, Reading& reading);

/// `attributes` of a segment: a share, `{ choice = { gold = 0.2, silver = 0.8 } }`, or the law of a number or duration.
std::vector<AttributeSection> read_attributes(const FieldReader& segment);

}  // namespace throughline
