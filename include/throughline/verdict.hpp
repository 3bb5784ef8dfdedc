// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace throughline {

/// What the difference of two figures says. `higher` and `lower` are the better and worse of measures of which nobody
/// can say which way is better; `same`: the whole interval lies within what counts as the same.
enum class Verdict : std::uint8_t { better, worse, higher, lower, same, undecided };

}  // namespace throughline
