// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulation/journey.hpp"

namespace throughline {

/// Customers who are served together: those who gather at a step, and then, batch by batch, those who have set off. A
/// carrier goes through the service for all of a batch, a journey record that is no customer's: it calls for people,
/// waits, is served and interrupted. Not thread-safe; allocates only to grow.
class Batches {
 public:
  struct Group {
    std::uint32_t first = nobody;
    std::uint32_t last = nobody;
    std::uint32_t size = 0;
  };

  explicit Batches(std::size_t count) : gathering_(count) {}

  void clear() {
    std::fill(gathering_.begin(), gathering_.end(), Group{});
    carried_.clear();
    members_.clear();
  }

  const Group& gathering(std::uint32_t batch) const { return gathering_[batch]; }
  /// Behind all others who gather.
  void join(std::uint32_t batch, std::uint32_t journey);
  /// Whoever gathers sets off.
  void set_off(std::uint32_t batch, std::uint32_t carrier);
  /// Of whom a carrier carries, the first; nobody where it is none.
  std::uint32_t first_of(std::uint32_t carrier) const {
    return carrier < carried_.size() ? carried_[carrier].first : nobody;
  }
  std::uint32_t size_of(std::uint32_t carrier) const { return carried_[carrier].size; }
  std::uint32_t behind(std::uint32_t journey) const { return members_[journey].next; }
  bool is_carrier(std::uint32_t journey) const { return first_of(journey) != nobody; }
  /// Who goes through the service for a journey; nobody where it has not set off, or is of no batch.
  std::uint32_t carrier_of(std::uint32_t journey) const {
    return journey < members_.size() ? members_[journey].carrier : nobody;
  }
  /// The journey is of the batch no more.
  void leave_gathering(std::uint32_t batch, std::uint32_t journey) { unlink(gathering_[batch], journey); }
  void leave_carrier(std::uint32_t journey) { unlink(carried_[members_[journey].carrier], journey); }

 private:
  struct Member {
    std::uint32_t carrier = nobody;
    std::uint32_t next = nobody;
    std::uint32_t previous = nobody;
  };

  void unlink(Group& group, std::uint32_t journey);

  std::vector<Group> gathering_;  ///< by batch
  std::vector<Group> carried_;    ///< by carrier
  std::vector<Member> members_;   ///< by journey
};

}  // namespace throughline
