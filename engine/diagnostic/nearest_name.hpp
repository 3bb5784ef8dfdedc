// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// The valid name that the writer most likely meant: the smallest Damerau-Levenshtein distance in code points, where
/// that is at most a third of the longer name (never the whole of it); upper and lower case count as equal only where
/// nothing is nearer. The first of several equally near. None where nothing is near.
std::optional<std::string> nearest_name(std::string_view written, const std::vector<std::string>& valid);

/// `did you mean "nurses"?`, or empty: the hint of a Diagnostic.
std::string did_you_mean(std::string_view written, const std::vector<std::string>& valid);

}  // namespace throughline
