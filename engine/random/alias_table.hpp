// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace throughline {

/// One column of an alias table: below `threshold` it stands for itself, else for `alias`.
struct AliasColumn {
  double threshold = 1.0;
  std::uint32_t alias = 0;

  bool operator==(const AliasColumn&) const = default;
};

/// Columns from which a choice among weights costs one random number, whatever their number (Walker, 1977; Vose, 1991).
/// Requires at least one weight, none negative, their sum above 0.
std::vector<AliasColumn> make_alias_columns(std::span<const double> weights);

/// The index of the weight that a uniform number in (0, 1) falls on.
inline std::uint32_t pick(std::span<const AliasColumn> columns, double uniform) noexcept {
  const double scaled = uniform * static_cast<double>(columns.size());
  const auto column = static_cast<std::uint32_t>(scaled);
  return scaled - static_cast<double>(column) < columns[column].threshold ? column : columns[column].alias;
}

}  // namespace throughline
