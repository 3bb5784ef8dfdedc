// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include "statistics/influence.hpp"
#include "statistics/interval.hpp"

namespace throughline {

/// The variance of a figure that stems from its inputs and not from luck: of the same figure with one resample of the
/// inputs after the other, each simulated with the same units and the same luck (Cheng and Holland, 1997; Ankenman and
/// Nelson, 2012). That of the figures, less what luck leaves of it: the mean variance of the difference between a
/// figure and the mean of all, by how the units move both. Luck that all share cancels. Not below 0. Requires at least
/// two figures, of the same units.
double input_variance(std::span<const Influence> figures);

/// The same where nothing tells how luck moves the figures: their whole variance, which is more.
double input_variance(std::span<const double> figures);

/// On which scale inputs move a figure evenly up and down: congestion grows by factors, shares end at 0 and 1.
enum class Scale : std::uint8_t { plain, logarithm, log_odds };

/// The scale for figures of which all are positive, or shares between 0 and 1; plain where one of them is not.
Scale scale_for(std::span<const double> figures, bool are_shares);

/// The value there. Requires a value that the scale has a place for.
double on_scale(Scale scale, double value);
/// The figure there, and to first order how its units move it.
Influence on_scale(Scale scale, Influence figure);

/// The figure with an interval that holds one more source of error, independent of those that it holds already: on each
/// side the squares of both distances on the scale add (Howe, 1974; Zou and Donner, 2008). `half_width` is on the
/// scale; an end of the interval that has no place on it is kept. Where there is no interval, there is none afterwards.
Figure widened(Figure figure, double half_width, Scale scale);

}  // namespace throughline
