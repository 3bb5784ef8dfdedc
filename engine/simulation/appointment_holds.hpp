// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/program.hpp"

namespace throughline {

/// How many people of each pool are held for customers with appointments: see Staff::hold_for_appointment. A hold is a
/// pool and a segment, of Program::holds. Not thread-safe; allocates only to grow.
class AppointmentHolds {
 public:
  explicit AppointmentHolds(const Program& program);

  void clear();

  /// Before the first event: when the customers of the segment are due, in order.
  void plan(std::uint32_t hold, const std::vector<double>& due);
  /// Seconds of the run at which an appointment comes within the time, begins, or is over; infinite where none will.
  double next_change(std::uint32_t hold) const;
  /// What that time brings has happened.
  void pass(double now, std::uint32_t hold);

  /// A customer of a segment with appointments has come from outside.
  void came(std::uint32_t journey, std::uint32_t segment, double due);
  /// People of a pool serve it.
  void served(std::uint32_t journey, std::uint32_t pool);
  /// It is gone: whether that may have freed anybody.
  bool left(std::uint32_t journey);

  /// Nobody is held any more.
  void close() { closed_ = true; }

  std::uint32_t held(std::uint32_t pool) const noexcept { return closed_ ? 0 : held_[pool]; }

 private:
  struct Slot {
    double due = 0.0;
    std::uint32_t booked = 0;
    std::uint32_t come = 0;
    std::uint32_t done = 0;  ///< served by the pool, or gone
    enum class Stage : std::uint8_t { far, near, past, over } stage = Stage::far;

    std::uint32_t held() const noexcept {
      return stage == Stage::near ? booked - done : stage == Stage::past ? come - done : 0;
    }
  };
  struct Plan {
    std::vector<Slot> slots;  ///< in order
    std::size_t near = 0;     ///< the first that is not yet near
    std::size_t past = 0;
    std::size_t over = 0;
  };
  struct Customer {
    std::uint32_t segment = no_index;  ///< none where it has no appointment
    double due = 0.0;
  };

  double ahead_of(std::uint32_t hold) const { return program_.pools[program_.holds[hold].pool].hold_for_appointment; }
  Slot& slot_of(std::uint32_t hold, double due);
  template <class Change>
  void change(std::uint32_t hold, Slot& slot, Change change);
  bool is_done(std::uint32_t journey, std::uint32_t hold) const { return done_[journey * plans_.size() + hold]; }
  void finish(std::uint32_t journey, std::uint32_t hold);

  const Program& program_;
  std::vector<Plan> plans_;
  std::vector<std::uint32_t> held_;  ///< by pool
  std::vector<Customer> customers_;  ///< by journey
  std::vector<bool> done_;           ///< by journey and hold
  bool closed_ = false;
};

}  // namespace throughline
