// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "throughline/staffing.hpp"

namespace throughline {

/// One pool of a need.
struct NeededPool {
  std::uint32_t pool = 0;
  std::uint32_t units = 1;  ///< of PoolTable::units: the part of a person that is taken
  bool keeps = false;       ///< the journey keeps them when the step has ended

  bool operator==(const NeededPool&) const = default;
};

/// Whom a step needs, where that is more than one person of one plain pool. Calls for the same need of customers of the
/// same rank in each of its pools form a line: all of a line can be answered or none.
struct Need {
  StaffingKind kind = StaffingKind::all;
  Choose choose = Choose::in_order;
  Discipline discipline = Discipline::fifo;  ///< of the first pool
  std::vector<NeededPool> pools;
  std::vector<std::uint32_t> releases;  ///< pools kept until this step has ended
  std::vector<double> pace;             ///< of a service while whoever serves has one, two, ... in hand
  std::vector<SpeedLevel> speed_by_queue;
  bool interruptible = false;                                             ///< the end of a service can be called off
  std::optional<Again> yields;                                            ///< to any call of higher rank
  std::optional<double> relief;                                           ///< seconds: nobody waits longer
  std::uint32_t server_slot = std::numeric_limits<std::uint32_t>::max();  ///< register of whoever serves
  std::uint32_t same_slot = std::numeric_limits<std::uint32_t>::max();    ///< of `same_as`: whose register it reads

  bool operator==(const Need&) const = default;
};

/// A line of calls: a need and the ranks of its customers.
struct LineTable {
  std::uint32_t need = 0;
  std::vector<std::uint32_t> ranks;  ///< by pool of the need
  bool expected = false;             ///< customers with an appointment, where people are held for them

  bool operator==(const LineTable&) const = default;
};

}  // namespace throughline
