// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/document.hpp"
#include "throughline/fork.hpp"

namespace throughline {

/// A duration, a distribution of durations, or either by the clock: `{ by_clock = { "08:00" = ..., "18:00" = ... } }`.
std::optional<TimeLaw> read_time_law(const Node& node, const std::string& label, Reading& reading);

/// A share, or shares by the clock.
std::optional<Share> read_share_by_clock(const Node& node, const std::string& label, Reading& reading);

/// A table from names to shares, each by clock or not.
struct SharesByName {
  std::string_view example;  ///< what one looks like
  std::size_t most = 0;      ///< entries
  std::optional<std::vector<NamedShare>> operator()(const Node& node, const std::string& label, Reading& reading) const;
};

/// The table of a profile (times and rates), or the csv that it names.
std::optional<Schedule<double>> read_profile(const Node& node, const std::string& label, Reading& reading);

/// A count, a table of times and counts, or the csv that it names.
std::optional<Schedule<std::uint32_t>> read_counts(const Node& node, const std::string& label, Reading& reading);

}  // namespace throughline
