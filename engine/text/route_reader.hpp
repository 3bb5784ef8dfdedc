// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// `next`: a step, or a table of routes. `owner` names the step to people: `step "order"`.
std::optional<std::vector<RouteSection>> read_routes(const Node& node, const std::string& owner, Reading& reading);

}  // namespace throughline
