// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "throughline/blueprint.hpp"

namespace throughline {

/// A stretch of the run, in seconds after its start.
struct Span {
  double from = 0.0;
  double to = 0.0;

  bool operator==(const Span&) const = default;
};

/// In order, those that touch or overlap as one.
std::vector<Span> merged(std::vector<Span> spans);

/// What of `spans` lies in none of `others`; both in order and apart, as the result is.
std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& others);

/// `closed` is sorted and apart, as in a blueprint.
bool is_closed(const std::vector<ClosedDays>& closed, std::int64_t day);

/// The closed stretches of [0, length), from midnight to midnight. `starts_clock`: seconds after a Monday 00:00.
std::vector<Span> closed_spans(const std::vector<ClosedDays>& closed, double starts_clock, double length);

}  // namespace throughline
