// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/integer_law.hpp"

namespace throughline {

/// A whole number, or the law of one: `{ geometric = { mean = 2.5 } }`, `{ poisson = { mean = 4 } }`,
/// `{ choice = { "1" = "60 %", "2" = "40 %" } }`. Means and numbers are at most 10 000.
std::optional<IntegerLaw> read_integer_law(const Node& node, const std::string& label, Reading& reading);

}  // namespace throughline
