// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "throughline/experience_section.hpp"

namespace throughline {

/// What visits of a step are held against.
struct StepRating {
  static constexpr double anything = std::numeric_limits<double>::infinity();

  bool rated = false;      ///< it belongs to a touchpoint
  bool unseen = false;     ///< behind the line of visibility: time there is a wait for what comes next
  double wait = anything;  ///< expected, seconds
  double time = anything;
  double weight = 1.0;
  double feels = 1.0;  ///< how many times as long a wait there feels

  bool operator==(const StepRating&) const = default;
};

/// The model of experience, step by step.
struct ExperienceTable {
  ExperienceSection model;
  bool judges = true;  ///< [experience] is there: a journey that completed can be bad
  std::vector<StepRating> steps;
  std::vector<double> severities;     ///< of failures, by cell
  std::vector<std::uint8_t> handoff;  ///< by route

  bool operator==(const ExperienceTable&) const = default;
};

/// What customers of a segment are worth. In whole units of 2^-20 of money, so that sums of them are exact.
struct SegmentWorth {
  double margin = 0.0;          ///< of this journey
  double future = 0.0;          ///< lifetime value of later ones
  double lost_when_bad = 0.0;   ///< the part of `future` that is lost on average after a journey that was bad
  double lost_otherwise = 0.0;  ///< after one that did not complete

  bool operator==(const SegmentWorth&) const = default;
};

struct EconomicsTable {
  std::vector<SegmentWorth> segments;
  double acquisition_cost = 0.0;
  double churn_when_bad = 0.0, churn_otherwise = 0.0;

  bool operator==(const EconomicsTable&) const = default;
};

}  // namespace throughline
