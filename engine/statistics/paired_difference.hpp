// SPDX-License-Identifier: MIT
#pragma once

#include "statistics/influence.hpp"
#include "statistics/interval.hpp"

namespace throughline {

/// One figure less another of the same units, with Student's interval about the difference of their moves, bent by its
/// skewness.
Figure paired_difference(const Influence& one, const Influence& other, double confidence);

/// The same of two shares with intervals of their own, `other_figure` and `one_figure`. Where one of them does not
/// vary, as where nothing or everything succeeded, the moves know no error: then it is the square-and-add interval of
/// Newcombe (1998, method 10) of the two intervals, whose correlation is that of the moves.
Figure paired_difference_of_shares(const Influence& one, const Figure& one_figure, const Influence& other,
                                   const Figure& other_figure, double confidence);

/// By how much one figure changes for each unit by which another does: the ratio of two differences, with its interval
/// by the delta method (Cox, 1990). Requires: change.value != 0.
Figure ratio_of_changes(const Influence& effect, const Influence& change, double confidence);

}  // namespace throughline
