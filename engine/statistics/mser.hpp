// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace throughline {

/// Where the beginning of a series ends.
struct Truncation {
  std::size_t count = 0;  ///< values at the front to leave out
  bool settled = true;    ///< false: the series is too short to tell
};

/// MSER-5, the rule of the marginal standard error (White, 1997; Franklin and White, 2008): of the series taken
/// together by five, as many values are left out as make the standard error of the mean of the others least; where
/// several do, the fewest. A least error in the second half says that the series has not settled (White and Robinson,
/// 2010). The last quarter always stays, where the original lets as few as five stay: few values, and neighbors at
/// that, are alike by chance. Fewer than ten of those taken together tell nothing: nothing is left out, unsettled. What
/// is over when the series is taken together by five is ignored.
Truncation mser_5(std::span<const double> series);

}  // namespace throughline
