// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace throughline {

/// A path of --set and the values that it takes.
struct Variation {
  std::string path;
  std::vector<std::string> values;
};

/// `path=value`, cut at the first equals sign outside of quotes: keys in quotes may hold one. Throws InvalidCommandLine
/// where there is none.
std::pair<std::string, std::string> cut_at_equals(std::string_view option, const std::string& text);

/// `PATH=2..6`, `PATH=2..10:2`, `PATH=0.5..1.5:0.25`, or a list `PATH=a,b,c`; commas within quotes and brackets belong
/// to a value. Throws InvalidCommandLine.
Variation variation_of(const std::string& text);

/// Throws InvalidCommandLine where they make too many alternatives, or vary one path twice.
void check_size(const std::vector<Variation>& variations);

std::size_t size_of(const std::vector<Variation>& variations);

/// The values of one alternative, in order of the variations; the last varies fastest.
std::vector<std::string> values_of(const std::vector<Variation>& variations, std::size_t index);

}  // namespace throughline
