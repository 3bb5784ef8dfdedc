// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/catalog.hpp"
#include "throughline/measure.hpp"

namespace throughline {

/// What redesigns are judged by where nobody says it, as canonical paths: the measures of the targets, the mean journey
/// time and, where anything costs, the cost. Never empty.
std::vector<std::string> judged_measures(const Catalog& catalog);

/// Which way is better: a target's where one is set on the measure; neither where targets hold it between bounds.
/// Requires that the catalog has it.
Direction direction_of(const Catalog& catalog, const std::string& path);

/// The measure at this path; nullptr where there is none.
const CatalogMeasure* find_measure(const Catalog& catalog, const std::string& path);

}  // namespace throughline
