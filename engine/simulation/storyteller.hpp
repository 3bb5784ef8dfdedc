// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "model/program.hpp"
#include "simulation/experience_follower.hpp"
#include "simulation/journey.hpp"
#include "throughline/observer.hpp"

namespace throughline {

/// Tells an Observer what happens in one replication, as policy of the Simulator: the visits and journeys of an event
/// log.
class Storyteller {
 public:
  static constexpr bool accounts_time = false;

  explicit Storyteller(Observer& observer) : observer_(&observer) {}

  /// What customers meet is followed where it decides what they meet next.
  void follow(const Program& program, const JourneyPool& journeys);

  void arrived(const Journey& journey);
  void reached(const Journey& journey);
  void has_patience(const Journey& journey, double patience);
  void serves(const Journey& journey, double time);
  void gave_up(const Journey& journey, double now);
  void served(const Journey& journey, double now);
  void served_with_breaks(const Journey& journey, double now, double) { served(journey, now); }
  void finished(const Journey& journey, double now);
  void failed(const Journey& journey);
  void became(const Journey&, std::uint16_t) {}
  void recovered(const Journey& journey, bool saved);
  void waited_beyond_due(const Journey&, double) {}
  void turned_away(const Journey& journey, double now);
  void part_began(const Journey& part, const Journey& whole, bool is_case);
  void part_ended(const Journey& part);
  void day_ends(double) {}
  void batch_ends() {}
  void cut_off(const Journey& journey, Whereabouts whereabouts, double now);
  void judged_wait(const Journey&, double, bool, std::uint32_t, std::uint32_t) {}
  void passed(const Journey& journey, std::uint32_t route);
  void spanned(const Journey&, std::uint32_t, double) {}
  void left(const Journey& journey, double now, Exit exit);
  void unfinished(const Journey& journey, Whereabouts whereabouts, double now, bool customer);

  /// Asked by the simulator: it goes on dissatisfied, and that matters.
  bool is_dissatisfied(std::uint32_t journey) const { return follower_ && follower_->is_dissatisfied(journey); }

 private:
  struct Telling {
    std::uint64_t number = 0;
    bool somewhere = false;          ///< has reached a step
    std::optional<double> patience;  ///< of the current visit
    double service = 0.0;            ///< of the current visit, once it has started
  };
  void tell_broken_off(const Journey& journey, Whereabouts whereabouts, double now, VisitEnding ending);
  VisitRecord visit_of(const Journey& journey, double now) const;
  void start(VisitRecord& visit, const Journey& journey) const;
  static void name_server(VisitRecord& visit, const Journey& journey);
  void tell_pending();

  Observer* observer_;
  std::optional<ExperienceFollower> follower_;
  std::unordered_map<std::uint64_t, Telling> tellings_;  ///< by the journey's key
  std::uint64_t journeys_ = 0;
  std::optional<VisitRecord> pending_;  ///< a visit that has ended: whether it failed is known a moment later
};

}  // namespace throughline
