// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/blueprint.hpp"
#include "throughline/observer.hpp"

namespace throughline {

/// Everything that happened in one replication, kept in the order in which it was told.
class Witnessed final : public Observer {
 public:
  void on_visit(const VisitRecord& visit) override { visits_.push_back(visit); }
  void on_journey(const JourneyRecord& journey) override { journeys_.push_back(journey); }

  const std::vector<VisitRecord>& visits() const noexcept { return visits_; }
  const std::vector<JourneyRecord>& journeys() const noexcept { return journeys_; }

 private:
  std::vector<VisitRecord> visits_;
  std::vector<JourneyRecord> journeys_;
};

/// A time of the run on the calendar of its blueprint, without a zone: `2026-01-05T07:03:12.250000`. A blueprint that
/// names no date starts in the week of 1970-01-05, a Monday.
class Calendar {
 public:
  explicit Calendar(const BlueprintSection& about);

  std::string timestamp(double time) const;

 private:
  double monday_ = 0.0;  ///< seconds after 1970-01-01 00:00
  double starts_ = 0.0;  ///< seconds after that Monday
};

/// A row for each visit, in order of its end: the columns that pm4py knows, then what it does not, with the numbers of
/// the simulation (seconds after the start, seventeen digits). Cells stay empty where nothing happened: a visit that
/// was given up has no start, one that is unfinished at the end of the run no length of service.
std::string write_event_log(const Blueprint& blueprint, const Witnessed& witnessed);

/// Of a visit: `cashier`, or `cashier 2` where the pool has shifts and so a person; empty without staff.
std::string resource_of(const Blueprint& blueprint, const VisitRecord& visit);

}  // namespace throughline
