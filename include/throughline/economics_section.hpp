// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace throughline {

/// What customers are worth beyond the journey that is simulated. A period is what retention and discount speak of,
/// mostly a year; money is that of the blueprint.
struct EconomicsSection {
  double retention = 0.8;                ///< share of customers who are still customers a period later, all going well
  double discount = 0.12;                ///< of a period; this and 80 %: the usual case of Gupta and Lehmann (2003)
  double purchases = 1.0;                ///< journeys of a customer in a period, each with the margin of its segment
  std::optional<std::uint32_t> horizon;  ///< periods that count; none: all
  double acquisition_cost = 0.0;         ///< of winning a customer

  /// Share of customers who never come again, beside those whom retention does not keep.
  struct Churn {
    double bad = 0.25;     ///< after a journey that completed with the score of a detractor (McKinsey)
    double failed = 0.51;  ///< after one that failed, was given up or turned away (a study in the United States)
    bool operator==(const Churn&) const = default;
  } churn;

  bool operator==(const EconomicsSection&) const = default;
};

}  // namespace throughline
