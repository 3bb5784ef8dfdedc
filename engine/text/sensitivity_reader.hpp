// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/field_reader.hpp"
#include "text/varied_inputs.hpp"

namespace throughline {

/// [sensitivity]: how uncertain inputs are. Checks form; whether the file has such values is read_varied_inputs'
/// business, and check_variations'.
std::vector<InputVariation> read_sensitivity(const FieldReader& file);

/// `PATH`, `PATH=±SHARE` (or `+-`) or `PATH=LOW..HIGH`. None where it is none of these.
std::optional<InputVariation> parse_input_variation(std::string_view text);

/// A share that something may be up and down by: above 0, below 1, `±` in front or not. None where it is none.
std::optional<double> parse_variation_share(std::string_view text);

/// Diagnoses variations of what the tree does not hold, or of what cannot be varied so.
void check_variations(const Node& tree, const std::vector<InputVariation>& variations, Diagnostics& diagnostics);

}  // namespace throughline
