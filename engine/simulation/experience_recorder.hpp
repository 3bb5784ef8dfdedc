// SPDX-License-Identifier: MIT
#pragma once

#include "simulation/experience_follower.hpp"
#include "simulation/time_recorder.hpp"

namespace throughline {

/// The statistics of a run, and what customers make of it, by Program::experience: a policy of its own, so that nobody
/// else pays for it. Whoever asks for that may ask where the time goes, too.
class ExperienceRecorder : public TimeRecorder {
 public:
  explicit ExperienceRecorder(const Program& program);

  void follow(const Program&, const JourneyPool& journeys) { follower_.follow(journeys); }

  void begin_replication();

  void arrived(const Journey& journey);
  void reached(const Journey& journey);
  void gave_up(const Journey& journey, double now);
  void served(const Journey& journey, double now);
  void served_with_breaks(const Journey& journey, double now, double lost);
  void finished(const Journey& journey, double now);
  void failed(const Journey& journey);
  void recovered(const Journey& journey, bool saved);
  void part_began(const Journey& part, const Journey& whole, bool is_case);
  void part_ended(const Journey& part);
  void cut_off(const Journey& journey, Whereabouts whereabouts, double now);
  void passed(const Journey& journey, std::uint32_t route);
  void left(const Journey& journey, double now, Exit exit);
  void unfinished(const Journey& journey, Whereabouts whereabouts, double now, bool customer);

  /// Asked by the simulator: it goes on dissatisfied, and that matters.
  bool is_dissatisfied(std::uint32_t journey) const { return follows_all_ && follower_.is_dissatisfied(journey); }

 private:
  /// Where what customers have met decides what they meet next, those who do not count are followed, too.
  bool follows(const Journey& journey) const { return follows_all_ || counts(journey); }
  void score_visit(const Journey& journey);
  void note_loss(std::uint32_t step, std::uint32_t segment, LossKind kind);

  const ExperienceTable& table_;
  std::uint32_t segments_;
  bool follows_all_;
  ExperienceFollower follower_;
};

}  // namespace throughline
