// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/diagnostics.hpp"
#include "text/node.hpp"

namespace throughline {

/// What a text may hold at most; more is diagnosed before any of it is parsed.
struct TomlLimits {
  static constexpr std::size_t bytes = std::size_t{16} << 20U;
  static constexpr std::size_t values = 100'000;
  static constexpr std::size_t depth = 64;
};

/// Parses TOML 1.0. `file` names the text in positions. Empty and one diagnostic where it is not TOML.
std::optional<Node> parse_toml(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The value of `text` as it would stand behind an equals sign, all of it at `at`; a string where it is not TOML.
Node parse_toml_value(std::string_view text, const SourcePosition& at);

}  // namespace throughline
