// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/phrase.hpp"
#include "report/table.hpp"
#include "throughline/estimate.hpp"
#include "throughline/measure.hpp"
#include "throughline/verdict.hpp"

namespace throughline {

// How differences are spoken of.

/// `better`, `worse`, `higher`, `lower`, `same`, `undecided`.
std::string_view name_of(Verdict verdict) noexcept;
/// `lower`, `higher`, `neither`.
std::string_view name_of(Direction direction) noexcept;

Style style_of(Verdict verdict) noexcept;

/// `worse`; `same within 1 %`, of the figure that it is compared with.
std::string words_of(Verdict verdict, double same_within, const Estimate& reference);

/// `better in 2, worse in 1 and undecided in 3`; empty where there is none. The JSON holds them in the list at `place`,
/// as the items that are `such`.
Sentence counted(const std::vector<Verdict>& verdicts, const std::string& place, const std::string& such = {});

}  // namespace throughline
