// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace throughline {

/// What a TOML text may hold at most. The parser recurses once per level, also when it frees its tree, and searches its
/// tables one by one: a small hostile text would overflow its stack or keep it busy for hours.
struct TomlLimits {
  static constexpr std::size_t bytes = std::size_t{16} << 20U;
  static constexpr std::size_t values = 100'000;
  static constexpr std::size_t depth = 64;  ///< tables and lists inside each other, dotted keys included
};

struct TomlExcess {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;
};

/// The first place where a text exceeds a limit. Knows strings and comments, nothing else of TOML.
std::optional<TomlExcess> find_excess(std::string_view text);

}  // namespace throughline
