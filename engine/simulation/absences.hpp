// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {

/// What is remembered of people who are away at times: whose clocks run, who goes as soon as they are free. People are
/// numbered as in Crew. Not thread-safe; allocates only to grow.
class Absences {
 public:
  /// Somebody who is to go: `stand_in` is the journey record that stands for the absence.
  struct Waiting {
    std::uint32_t person = 0;
    std::uint32_t stand_in = 0;
  };

  explicit Absences(const Program& program) : program_(program) {
    if (!program.has_absences) return;
    for (const PoolTable& pool : program.pools) {
      const std::size_t people = pool.dispatched ? pool.people : 0;
      for (std::size_t person = 0; person < people; ++person) {
        first_clock_.push_back(static_cast<std::uint32_t>(clocks_.size()));
        clocks_.resize(clocks_.size() + pool.interruptions.size());
      }
    }
    duties_.resize(first_clock_.size());
    drawn_.resize(first_clock_.size());
    services_.resize(first_clock_.size());
    idle_since_.resize(first_clock_.size());
  }

  void begin(std::uint64_t seed, std::uint64_t replication) {
    luck_.clear();
    for (const PoolTable& pool : program_.pools) luck_.emplace_back(seed, replication, pool.address);
    std::fill(clocks_.begin(), clocks_.end(), -1.0);
    std::fill(duties_.begin(), duties_.end(), 0U);
    std::fill(drawn_.begin(), drawn_.end(), 0U);
    std::fill(services_.begin(), services_.end(), 0U);
    std::fill(idle_since_.begin(), idle_since_.end(), ~std::uint64_t{0});
    waiting_.clear();
  }

  /// Random numbers of a person, each time others: `person` counts within the pool, `all` over all pools.
  RandomStream luck(std::uint32_t pool, std::uint32_t person, std::uint32_t all, std::uint64_t address,
                    Purpose purpose) {
    return {luck_[pool].journey_key(person), address, drawn_[all]++, purpose};
  }

  /// Service time left until the next interruption of a person by number within the pool; negative: not drawn yet.
  double& clock(std::uint32_t person, std::size_t interruption) { return clocks_[first_clock_[person] + interruption]; }
  /// How often the person has come on duty, and begun or ended services: what was planned for one is void for the next.
  std::uint32_t& duties(std::uint32_t person) { return duties_[person]; }
  std::uint32_t& services(std::uint32_t person) { return services_[person]; }
  /// The idleness for which the next vacation has been planned.
  std::uint64_t& idle_since(std::uint32_t person) { return idle_since_[person]; }
  std::vector<Waiting>& waiting() { return waiting_; }

 private:
  const Program& program_;
  std::vector<SegmentLuck> luck_;           ///< by pool
  std::vector<std::uint32_t> first_clock_;  ///< by person
  std::vector<double> clocks_;
  std::vector<std::uint32_t> duties_, drawn_, services_;
  std::vector<std::uint64_t> idle_since_;
  std::vector<Waiting> waiting_;
};

}  // namespace throughline
