// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/field_reader.hpp"
#include "text/node.hpp"

namespace throughline {

/// Whether a writer may name something so: letters of any script, digits, `_` and `-`.
bool is_key(std::string_view name);

/// The tables of a table whose keys are the writer's; a name that is no key, or one of `reserved`, is
/// diagnosed. Empty (and diagnosed) where it
/// is no table, or one with more than `most` names.
std::vector<const Entry*> named_tables(const Node& node, const std::string& label, std::size_t most,
                                       const std::vector<std::string>& reserved, Reading& reading);

}  // namespace throughline
