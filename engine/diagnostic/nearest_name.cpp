// SPDX-License-Identifier: MIT
#include "diagnostic/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "diagnostic/code_points.hpp"

namespace throughline {
namespace {

std::u32string lower_case(std::u32string text) {
  for (char32_t& point : text) {
    if (point >= U'A' && point <= U'Z') point += U'a' - U'A';
  }
  return text;
}

/// Insertions, deletions, substitutions and swaps of neighbors (Damerau, 1964), each place edited once (optimal string
/// alignment): three rows of the table are enough.
std::size_t distance(const std::u32string& one, const std::u32string& other) {
  std::vector<std::size_t> before_previous(other.size() + 1), previous(other.size() + 1), current(other.size() + 1);
  for (std::size_t column = 0; column <= other.size(); ++column) current[column] = column;
  for (std::size_t row = 1; row <= one.size(); ++row) {
    std::swap(before_previous, previous);
    std::swap(previous, current);
    current[0] = row;
    for (std::size_t column = 1; column <= other.size(); ++column) {
      const std::size_t substituted = previous[column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1);
      current[column] = std::min({previous[column] + 1, current[column - 1] + 1, substituted});
      const bool swapped =
          row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
      if (swapped) current[column] = std::min(current[column], before_previous[column - 2] + 1);
    }
  }
  return current[other.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view written, const std::vector<std::string>& valid) {
  // A name is never this long by accident; the table would be.
  constexpr std::size_t longest = 256;
  const std::u32string sought = code_points(written);
  if (sought.size() > longest) return std::nullopt;
  const std::u32string sought_lower = lower_case(sought);

  const std::string* best = nullptr;
  std::pair<std::size_t, std::size_t> best_distance;
  for (const std::string& name : valid) {
    const std::u32string candidate = code_points(name);
    const std::size_t length = std::max(sought.size(), candidate.size());
    const std::size_t limit = (length + 2) / 3;
    const std::size_t gap = length - std::min(sought.size(), candidate.size());
    if (length > longest || gap > limit) continue;
    const std::pair found{distance(sought_lower, lower_case(candidate)), distance(sought, candidate)};
    if (found.first > limit || found.first >= length) continue;
    if (best == nullptr || found < best_distance) {
      best = &name;
      best_distance = found;
    }
  }
  return best == nullptr ? std::nullopt : std::optional<std::string>(*best);
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& valid) {
  const std::optional<std::string> nearest = nearest_name(written, valid);
  return nearest ? fmt::format("did you mean \"{}\"?", *nearest) : std::string();
}

}  // namespace throughline
