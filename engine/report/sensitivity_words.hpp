// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "report/phrase.hpp"
#include "report/preface.hpp"
#include "throughline/sensitivity.hpp"

namespace throughline {

// What reports of sensitivities say in words, the same in every format. Names are as users wrote them.

inline constexpr std::string_view words_of_inputs =
    "each input at its low and its high value, everything else as it is and each customer meeting the same luck";

/// Which input changes the measure most.
Preface preface_of(const Sensitivity& sensitivity);

/// What was not varied, and why.
std::vector<Sentence> notes_of(const Sensitivity& sensitivity);

}  // namespace throughline
