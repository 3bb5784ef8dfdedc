// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/table.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// A measure of two results.
struct CommonMeasure {
  const Measure* first = nullptr;
  const Measure* second = nullptr;
};

/// Every measure that both have, in the order of the first. Keeps pointers to both.
std::vector<CommonMeasure> common_measures(const ExperimentResult& first, const ExperimentResult& second);

/// Each with both figures, intervals and all; those of segments that concern the whole journey only.
Table beside_table(const ExperimentResult& first, const ExperimentResult& second, const std::string& first_name,
                   const std::string& second_name);

/// Whether reports for people list it: of segments what concerns the whole journey.
bool is_listed(const std::string& path);

}  // namespace throughline
