// SPDX-License-Identifier: MIT
#include "simulation/experience_recorder.hpp"

#include <algorithm>

namespace throughline {
namespace {

LossKind kind_of(Exit exit) {
  switch (exit) {
    case Exit::failed_handoff:
      return LossKind::failed_handoff;
    case Exit::abandoned:
      return LossKind::abandoned;
    case Exit::turned_away:
      return LossKind::turned_away;
    default:
      return LossKind::failed_service;
  }
}

double most_of(Exit exit, const ExperienceSection& model) {
  switch (exit) {
    case Exit::failed_service:
    case Exit::failed_handoff:
      return model.at_most.failed;
    case Exit::abandoned:
      return model.at_most.abandoned;
    case Exit::turned_away:
      return model.at_most.turned_away;
    default:
      return model.base;
  }
}

}  // namespace

ExperienceRecorder::ExperienceRecorder(const Program& program)
    : TimeRecorder(program),
      table_(*program.experience),
      segments_(static_cast<std::uint32_t>(program.segments.size())),
      follows_all_(table_.model.broken_windows.has_value()),
      follower_(table_) {}

void ExperienceRecorder::begin_replication() {
  TimeRecorder::begin_replication();
  result_.experience.resize(segments_);
  result_.scores.resize(table_.severities.size());
  result_.losses.resize(table_.severities.size() * loss_kinds);
}

void ExperienceRecorder::arrived(const Journey& journey) {
  TimeRecorder::arrived(journey);
  if (follows(journey)) follower_.arrived(journey);
}

void ExperienceRecorder::reached(const Journey& journey) {
  if (!follows(journey)) return;
  score_visit(journey);
  follower_.reached(journey);
}

void ExperienceRecorder::gave_up(const Journey& journey, double now) {
  TimeRecorder::gave_up(journey, now);
  if (follows(journey)) follower_.gave_up(journey, now);
}

void ExperienceRecorder::served(const Journey& journey, double now) {
  TimeRecorder::served(journey, now);
  if (follows(journey)) follower_.served(journey, now);
}

void ExperienceRecorder::served_with_breaks(const Journey& journey, double now, double lost) {
  TimeRecorder::served_with_breaks(journey, now, lost);
  if (follows(journey)) follower_.served(journey, now);
}

void ExperienceRecorder::finished(const Journey& journey, double now) {
  TimeRecorder::finished(journey, now);
  if (follows(journey)) follower_.served(journey, now);
}

void ExperienceRecorder::failed(const Journey& journey) {
  TimeRecorder::failed(journey);
  if (follows(journey)) follower_.failed(journey);
}

void ExperienceRecorder::recovered(const Journey& journey, bool saved) {
  TimeRecorder::recovered(journey, saved);
  if (follows(journey)) follower_.recovered(journey, saved);
}

void ExperienceRecorder::part_began(const Journey& part, const Journey& whole, bool is_case) {
  TimeRecorder::part_began(part, whole, is_case);
  if (follows(part)) follower_.part_began(part, whole, is_case);
}

void ExperienceRecorder::part_ended(const Journey& part) {
  TimeRecorder::part_ended(part);
  if (follows(part)) score_visit(part);
}

void ExperienceRecorder::cut_off(const Journey& journey, Whereabouts whereabouts, double now) {
  TimeRecorder::cut_off(journey, whereabouts, now);
  if (follows(journey)) follower_.cut_off(journey, whereabouts, now);
}

void ExperienceRecorder::passed(const Journey& journey, std::uint32_t route) {
  TimeRecorder::passed(journey, route);
  if (follows(journey)) follower_.passed(journey, route);
}

void ExperienceRecorder::score_visit(const Journey& journey) {
  const std::optional<ScoredVisit> visit = follower_.close_visit(journey);
  if (!visit || !counts(journey)) return;
  VisitScores& scores = result_.scores[visit->cell];
  scores.count += 1.0;
  scores.sum += visit->score;
}

void ExperienceRecorder::note_loss(std::uint32_t step, std::uint32_t segment, LossKind kind) {
  const std::size_t cell = std::size_t{step} * segments_ + segment;
  result_.losses[cell * loss_kinds + static_cast<std::size_t>(kind)] += 1.0;
}

void ExperienceRecorder::left(const Journey& journey, double now, Exit exit) {
  TimeRecorder::left(journey, now, exit);
  if (!follows(journey)) return;
  score_visit(journey);
  JourneyVerdict verdict = follower_.left(journey);
  if (!counts(journey) || exit == Exit::no_show) return;
  const ExperienceSection& model = table_.model;
  verdict.score = std::min(verdict.score, most_of(exit, model));
  ExperienceTally& tally = result_.experience[journey.segment];
  tally.ended += 1.0;
  tally.score += verdict.score;
  tally.effort += verdict.effort;
  if (verdict.dissatisfied) tally.dissatisfied += 1.0;
  if (verdict.score >= model.satisfied) tally.satisfied += 1.0;
  if (verdict.score >= model.promoter) tally.promoters += 1.0;
  const bool detracts = verdict.score < model.detractor;
  if (detracts) tally.detractors += 1.0;
  if (exit != Exit::completed) {
    note_loss(journey.step, journey.segment, kind_of(exit));
  } else if (detracts && table_.judges) {
    tally.bad += 1.0;
    note_loss(verdict.worst_step, journey.segment, verdict.worst);
  }
}

void ExperienceRecorder::unfinished(const Journey& journey, Whereabouts whereabouts, double now, bool customer) {
  TimeRecorder::unfinished(journey, whereabouts, now, customer);
  if (counts(journey)) score_visit(journey);
}

}  // namespace throughline
