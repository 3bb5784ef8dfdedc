// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/distribution.hpp"

namespace throughline {

/// The law of a duration: a duration alone (constant), or a table with one family and, where wanted, shift, min and
/// max:
///   { lognormal = { mean = "45 s", cv = 0.6 }, shift = "5 s" }
///   { mixture = [{ weight = 0.7, constant = "2 min" }, { weight = 0.3, exponential = { mean = "10 min" } }] }
/// Never negative: a law that could be drawn below 0 is diagnosed.
std::optional<Distribution> read_distribution(const Node& node, const std::string& label, Reading& reading);

/// The same for what may be negative: how much too early or late somebody comes.
std::optional<Distribution> read_signed_distribution(const Node& node, const std::string& label, Reading& reading);

}  // namespace throughline
