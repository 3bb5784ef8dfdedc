// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "simulation/journey.hpp"
#include "simulation/time_integral.hpp"

namespace throughline {

/// The people of all pools that are told apart one by one during one replication: who is on duty, who is away, how much
/// of each is free, whom each serves. People are numbered over all pools. Not thread-safe; allocates only until as many
/// assignments have existed at once as ever will.
class Crew {
 public:
  explicit Crew(const Program& program);

  void clear();

  std::uint32_t first_of(std::uint32_t pool) const noexcept { return first_person_[pool]; }
  std::uint32_t pool_of(std::uint32_t person) const noexcept { return people_[person].pool; }

  /// Whether somebody of the pool is present with so many units free.
  bool has(std::uint32_t pool, std::uint32_t units) const noexcept;
  /// Of those, the one with the most free units, among equals whoever has been so the longest. Requires: has().
  std::uint32_t longest_free(std::uint32_t pool, std::uint32_t units) const noexcept;
  /// When that person became so free; smaller is longer.
  std::uint64_t free_since(std::uint32_t person) const noexcept { return people_[person].since; }
  /// How many have so many units free, and the n-th of them.
  std::uint32_t count_free(std::uint32_t pool, std::uint32_t units) const noexcept;
  std::uint32_t nth_free(std::uint32_t pool, std::uint32_t units, std::uint32_t n) const noexcept;
  bool is_free(std::uint32_t person, std::uint32_t units) const noexcept;
  /// On duty, and not about to go away.
  bool takes_work(std::uint32_t person) const noexcept { return is_present(people_[person]); }
  std::uint32_t free_units(std::uint32_t person) const noexcept { return people_[person].free_units; }
  /// How much of a person a journey has.
  std::uint32_t units_for(std::uint32_t person, std::uint32_t journey) const noexcept;
  bool is_on_duty(std::uint32_t person) const noexcept { return people_[person].on_duty; }
  /// Present and serving nobody.
  bool is_idle(std::uint32_t person) const noexcept {
    return people_[person].on_duty && people_[person].away == 0 && people_[person].served == nobody;
  }

  /// Whoever is away takes no more work, and has gone when free; away for several reasons until the last has passed.
  void step_out(double now, std::uint32_t person);
  void step_in(double now, std::uint32_t person);
  /// Away until the end of this duty.
  void stay_away(double now, std::uint32_t person);
  /// A free person works elsewhere for a time: not on duty here meanwhile. Requires: is free altogether.
  void lend(double now, std::uint32_t person);
  void take_back(double now, std::uint32_t person);
  /// Person-seconds on duty and away.
  const TimeIntegral& away(std::uint32_t pool) const noexcept { return pools_[pool].away; }
  /// Person-seconds over time with the part that is free of those who serve several at once.
  const TimeIntegral& spare(std::uint32_t pool) const noexcept { return pools_[pool].spare; }
  /// Who has come on duty by a change of level, or stays in somebody's stead: to be taken note of.
  std::vector<std::uint32_t>& newcomers() noexcept { return newcomers_; }

  /// Takes so many units of a person who is free for a journey, which may keep them over steps.
  void assign(double now, std::uint32_t person, std::uint32_t journey, std::uint32_t units, bool keeps);
  /// Frees one person of a journey: an assignment of `first_held`.
  void free(double now, std::uint32_t assignment);

  struct Assignment {
    std::uint32_t person = nobody;
    std::uint32_t journey = nobody;
    std::uint32_t units = 0;
    bool keeps = false;
    std::uint32_t next_of_journey = nobody;
    std::uint32_t next_of_person = nobody;
    std::uint32_t previous_of_person = nobody;
  };
  /// The assignments of a journey, the latest first; `nobody` ends the list.
  std::uint32_t first_held(std::uint32_t journey) const noexcept {
    return journey < held_.size() ? held_[journey] : nobody;
  }
  std::uint32_t first_served(std::uint32_t person) const noexcept { return people_[person].served; }
  const Assignment& assignment(std::uint32_t index) const noexcept { return assignments_[index]; }
  /// Another record takes over what a journey holds but does not keep: of a wrap-up.
  void hand_over(std::uint32_t journey, std::uint32_t other);

  /// A person comes on duty, free unless away.
  void come(double now, std::uint32_t person);
  /// Duty ends: a free person leaves at once, a busy one is over time until free.
  void go(double now, std::uint32_t person);
  /// The level of a pool of people by level: those over time come back first; free people leave first, then whoever
  /// becomes free first.
  void set_level(double now, std::uint32_t pool, std::uint32_t level);

  const DutyRecord& record(std::uint32_t pool) const noexcept { return pools_[pool].record; }

 private:
  struct Person {
    std::uint32_t pool = 0;
    std::uint32_t free_units = 0;
    std::uint32_t served = nobody;  ///< first assignment
    std::uint32_t next = nobody;    ///< among those of the pool with as many free units
    std::uint32_t previous = nobody;
    std::uint64_t since = 0;
    std::uint32_t away = 0;  ///< reasons
    bool on_duty = false;
    std::uint32_t spare = 0;  ///< units free while over time, as counted
    bool absent = false;      ///< one of the reasons, until the end of this duty
    bool gone = false;        ///< counted as away
    bool lent = false;        ///< one of the reasons; on duty elsewhere
  };
  struct Ends {
    std::uint32_t first = nobody, last = nobody, count = 0;
  };
  struct Pool {
    std::uint32_t units = 1;  ///< of a whole person
    std::uint32_t first_list = 0;
    bool by_level = false;
    std::uint32_t reserve = 0;  ///< the last of the people: no level counts them
    DutyRecord record;
    TimeIntegral away;
    TimeIntegral spare;
  };

  /// Of people by level the first who becomes free leaves: for somebody whose duty had ended and who now stays.
  void relieve(double now, std::uint32_t person);
  /// Whether the person is there and takes work.
  static bool is_present(const Person& person) { return person.on_duty && person.away == 0; }
  void count_away(double now, Person& person);
  void count_spare(double now, Person& person);
  void enlist(std::uint32_t person);
  void delist(std::uint32_t person);

  std::vector<Pool> pools_;
  std::vector<std::uint32_t> first_person_;  ///< by pool, one more at the end
  std::vector<Person> people_;
  std::vector<Ends> lists_;  ///< by pool and free units
  std::vector<Assignment> assignments_;
  std::vector<std::uint32_t> held_;  ///< by journey
  std::uint32_t vacant_ = nobody;
  std::uint64_t stamp_ = 0;
  const bool tells_newcomers_;
  std::vector<std::uint32_t> newcomers_;
};

}  // namespace throughline
