// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/document.hpp"

namespace throughline {

/// The steps at which customers meet a touchpoint, and those before them that they do not see but wait for. Points into
/// the document.
struct TouchpointSteps {
  std::string key, name;                   ///< and what people call it
  std::vector<const StepSection*> steps;   ///< in the order of the file
  std::vector<const StepSection*> behind;  ///< the line of visibility, from where routes lead here past no touchpoint
};

/// The touchpoints of a document in the order of the file.
std::vector<TouchpointSteps> touchpoints_of(const Document& document);

/// Whether customers go through the step without seeing it: it is behind the line of visibility and no touchpoint.
bool is_out_of_sight(const StepSection& step);

}  // namespace throughline
