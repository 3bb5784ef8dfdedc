// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "throughline/measure.hpp"
#include "throughline/model.hpp"

namespace throughline {

/// How a visit ended; `unfinished`: the customer still waited or was still served when the replication ended.
enum class VisitEnding : std::uint8_t {
  served,
  failed,
  abandoned,
  turned_away,
  cut_off,    ///< called off, or at its deadline, before its service had ended
  unfinished  ///< when the replication ended
};

/// One visit of a journey to a step. Times in seconds after the start of the run.
struct VisitRecord {
  std::uint64_t journey = 0;  ///< numbered over all segments in order of arrival, from 1
  SegmentId segment{};
  StepId step{};
  std::uint32_t visit = 0;  ///< coming to this step, from 0
  double arrived = 0.0;     ///< of the journey
  double reached = 0.0;
  std::optional<double> started;  ///< absent where patience, or the replication, ended first
  /// Drawn, the same in every scenario (`ended` - `started` of a finished visit is it, rounded, where people serve one
  /// customer at a time); absent as above.
  std::optional<double> service;
  double ended = 0.0;              ///< end of service, of patience, or of the replication
  std::optional<double> patience;  ///< drawn, where the step has one and nobody was free at once
  VisitEnding ending = VisitEnding::served;
  std::optional<std::uint32_t> server;  ///< person within the pool, where the pool has shifts
};

/// How a journey ended.
enum class Outcome : std::uint8_t { completed, failed, abandoned, turned_away, no_show, unfinished };

struct JourneyRecord {
  std::uint64_t journey = 0;
  SegmentId segment{};
  double arrived = 0.0;
  double ended = 0.0;  ///< of an unfinished one: when the replication ended
  Outcome outcome = Outcome::completed;
  std::optional<StepId> at;  ///< the last step
  std::string_view cause;    ///< of a failure: "service", "handoff"
};

/// Sees one replication go by, in the order of simulated time; who is still inside at its end is told last. Called from
/// the simulating thread.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_visit(const VisitRecord& visit) = 0;
  virtual void on_journey(const JourneyRecord& journey) = 0;
};

/// Why a replication ended before its time.
struct EarlyEnd {
  StepId at{};                   ///< where most are inside; where the loop is
  bool endless = false;          ///< a loop in which no time passes; else more inside than [run] max_inside, or:
  std::vector<StepId> deadlock;  ///< steps whose customers block each other for good
};

/// Simulates one replication of the model for `observer`, without statistics. Same luck as in run_experiment.
std::optional<EarlyEnd> observe(const Model& model, std::uint64_t seed, std::uint64_t replication, Observer& observer);

std::string_view to_string(VisitEnding ending) noexcept;
std::string_view to_string(Outcome outcome) noexcept;

}  // namespace throughline
