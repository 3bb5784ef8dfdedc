// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace throughline {

// Dense systems of a few unknowns: least squares by Householder's reflections (Golub, 1965), which square no condition
// number. A matrix is its columns, all of one length.

using MatrixColumns = std::vector<std::vector<double>>;

/// The x that makes |A x - b| least. Requires independent columns, no more of them than rows.
std::vector<double> least_squares(const MatrixColumns& matrix, std::span<const double> target);

/// The same within low <= x <= high, by active sets from `start`, which must lie there: an unknown at a bound stays
/// until leaving it is known to gain (Stark and Parker, 1995).
std::vector<double> bounded_least_squares(const MatrixColumns& matrix, std::span<const double> target,
                                          std::span<const double> low, std::span<const double> high,
                                          std::vector<double> start);

/// How each unknown of least_squares moves with each row of the target: a list by row for each unknown. The same
/// requirements.
MatrixColumns target_effects(const MatrixColumns& matrix);

/// Whether a column tells something that those before it which do so do not.
struct ColumnDependence {
  bool independent = true;
  std::vector<std::size_t> on;  ///< the columns that it is a sum of, to this precision; none where it is nothing
};

/// In the order of the columns; all that matters is their direction. `precision`: how much of a column must be left of
/// it, between 0 and 1.
std::vector<ColumnDependence> dependences(const MatrixColumns& matrix, double precision);

}  // namespace throughline
