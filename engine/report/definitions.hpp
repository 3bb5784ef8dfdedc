// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "throughline/result.hpp"

namespace throughline {

/// What a measure means.
struct Definition {
  std::string_view form;  ///< `journey.time`, `….wait` (of a step, a touchpoint, a phase or a lane)
  std::string_view words;
};

/// Of the measures that the result has, in a stable order.
std::vector<Definition> definitions_of(const ExperimentResult& result);

/// What the measure at `path` means; empty where it has no definition.
std::string_view definition_of(std::string_view path);

/// Whether the measure at `path` has a definition.
bool is_defined(std::string_view path);

}  // namespace throughline
