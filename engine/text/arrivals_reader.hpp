// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/arrivals_section.hpp"

namespace throughline {

/// The table `arrivals` of a segment: one way of coming, and what goes with it.
std::optional<ArrivalsSection> read_arrivals(const Node& node, const std::string& label, Reading& reading);

}  // namespace throughline
