// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/diagnostics.hpp"
#include "text/node.hpp"

namespace throughline {

/// Parses TOML 1.0. `file` names the text in positions. Empty and one diagnostic where it is not TOML, or exceeds
/// TomlLimits.
std::optional<Node> parse_toml(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The value of `text` as it would stand behind an equals sign, all of it at `at`; a string where it is not TOML.
Node parse_toml_value(std::string_view text, const SourcePosition& at);

}  // namespace throughline
