// SPDX-License-Identifier: MIT
#pragma once

#include <span>

namespace throughline {

/// How far from chance it is that neighbors in a series are alike: of independent values of one normal law about
/// standard normal, larger the more alike they are. By the ratio of the mean square successive difference to the
/// variance, of mean 2 and variance 4 (n - 2) / (n^2 - 1) under independence (von Neumann, 1941). 0 where there are
/// fewer than three values, or no spread.
double von_neumann_score(std::span<const double> series);

}  // namespace throughline
