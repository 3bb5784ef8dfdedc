// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "text/field_reader.hpp"
#include "throughline/fork.hpp"

namespace throughline {

/// The keys `fork`, `join`, `wait_for` and `others` of a step.
std::optional<ForkSection> read_fork(const FieldReader& step);

}  // namespace throughline
