// SPDX-License-Identifier: MIT
#pragma once

#include "simulation/experience_ledger.hpp"
#include "simulation/time_recorder.hpp"

namespace throughline {

/// The statistics of a run, and what customers make of it, by Program::experience: a policy of its own, so that nobody
/// else pays for it. Whoever asks for that may ask where the time goes, too.
class ExperienceRecorder : public TimeRecorder {
 public:
  explicit ExperienceRecorder(const Program& program);

  /// Whose journeys the references of all that follows are.
  void follow(const JourneyPool& journeys) { journeys_ = &journeys; }

  void begin_replication();

  void arrived(const Journey& journey);
  void reached(const Journey& journey);
  void gave_up(const Journey& journey, double now);
  void served(const Journey& journey, double now);
  void served_with_breaks(const Journey& journey, double now, double lost);
  void finished(const Journey& journey, double now);
  void failed(const Journey& journey);
  void recovered(const Journey& journey, bool saved);
  void part_began(const Journey& part, const Journey& whole);
  void part_ended(const Journey& part);
  void cut_off(const Journey& journey, Whereabouts whereabouts, double now);
  void passed(const Journey& journey, std::uint32_t route);
  void left(const Journey& journey, double now, Exit exit);
  void unfinished(const Journey& journey, Whereabouts whereabouts, double now, bool customer);

 private:
  std::uint32_t index_of(const Journey& journey) const { return journeys_->index_of(journey); }
  /// A visit has ended in which the service had begun.
  void note_service(const Journey& journey, double now);
  void note_wait(const Journey& journey, double now);
  void score_visit(std::uint32_t index);
  void note_loss(std::uint32_t step, std::uint32_t segment, LossKind kind);

  const ExperienceTable& table_;
  std::uint32_t segments_;
  const JourneyPool* journeys_ = nullptr;
  ExperienceLedger ledger_;
};

}  // namespace throughline
