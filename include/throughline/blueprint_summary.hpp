// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace throughline {

struct StepSummary {
  std::string key, name, lane, phase, evidence;
  std::string touchpoint;              ///< key, empty where it is none
  std::string staff;                   ///< key, empty where nobody is needed
  std::optional<double> expects_wait;  ///< seconds
  std::optional<double> expects_time;
  std::optional<std::uint32_t> column{};  ///< of the drawing, from 1; none: as the journey goes
};

struct RouteSummary {
  std::string from, to;  ///< step keys; "done", "failed", "abandoned" for ends
  std::string kind;      ///< next, abandon, failure, retry, repeat, loss
  double flow = 0.0;     ///< passages per replication (counted journeys)
  bool handoff = false;
};

struct NamedKey {
  std::string key, name;
};

/// What the drawing and every table need to name things.
struct BlueprintSummary {
  std::string name;
  std::string starts;         ///< "2026-01-05 07:00", empty where the file names none
  double starts_clock = 0.0;  ///< seconds after Monday 00:00
  std::string currency;
  std::vector<StepSummary> steps;
  std::vector<RouteSummary> routes;
  std::vector<NamedKey> segments, staff, touchpoints, stages;
  std::vector<std::string> phases;
  std::vector<NamedKey> scenarios;  ///< what else the file offers; filled by who reads the file
};

}  // namespace throughline
