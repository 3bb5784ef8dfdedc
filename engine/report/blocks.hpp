// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace throughline {

// Pictures made of block characters, for plain text.

/// `█████▌`: a bar that fills all columns for a share of 1, to an eighth of a column; shares beyond 0 and 1 are taken
/// as those. Something is never shown as nothing.
std::string bar(double share, std::size_t columns);

/// `▁▃█▅▂`: a column for each number, the largest full; nothing for 0. Requires numbers of 0 or more.
std::string sparkline(std::span<const double> numbers);

}  // namespace throughline
