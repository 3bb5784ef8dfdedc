// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "throughline/observer.hpp"

namespace throughline::testing {

inline constexpr double minute = 60.0;

/// A run of `length`; one customer comes to step `a` after every `every`.
inline std::string service(const std::string& length, const std::string& every, const std::string& rest) {
  return "schema = 1\n[run]\nlength = \"" + length +
         "\"\n[segments.all]\nstart = \"a\"\narrivals = { interarrival = \"" + every + "\" }\n" + rest;
}

/// Exactly one customer, who comes to step `a` at minute 10.
inline std::string one_customer(const std::string& rest) {
  return service("15 min", "10 min", rest);
}

using Spans = std::vector<std::pair<double, double>>;

/// From the start to the end of each service, in minutes. Requires that nobody gave up.
inline Spans spans(const std::vector<VisitRecord>& visits) {
  Spans found;
  for (const VisitRecord& visit : visits) found.emplace_back(*visit.started / minute, visit.ended / minute);
  return found;
}

}  // namespace throughline::testing
