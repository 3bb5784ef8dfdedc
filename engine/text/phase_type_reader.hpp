// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "text/field_reader.hpp"
#include "throughline/distribution.hpp"

namespace throughline {

/// `{ initial = [0.4, 0.6], rates = [["-3 per min", "1 per min"], ["0 per min", "-2 per min"]] }`: the initial
/// probabilities of the phases, and the sub-generator of the chain; what a row lacks to 0 is the rate of leaving.
/// Diagnosed: probabilities that do not sum to 1, rows that gain, phases from which nobody ever leaves. Bare rates
/// count per time_unit.
std::optional<Distribution> read_phase_type(const FieldReader& fields);

}  // namespace throughline
