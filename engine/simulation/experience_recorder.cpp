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
      ledger_(table_) {}

void ExperienceRecorder::begin_replication() {
  TimeRecorder::begin_replication();
  result_.experience.resize(segments_);
  result_.scores.resize(table_.severities.size());
  result_.losses.resize(table_.severities.size() * loss_kinds);
}

void ExperienceRecorder::arrived(const Journey& journey) {
  TimeRecorder::arrived(journey);
  if (counts(journey)) ledger_.begin(index_of(journey), journey.key);
}

void ExperienceRecorder::reached(const Journey& journey) {
  if (!counts(journey)) return;
  const std::uint32_t index = index_of(journey);
  score_visit(index);
  ledger_.reach(index, journey.step, journey.reached);
}

void ExperienceRecorder::note_wait(const Journey& journey, double now) {
  const std::uint32_t index = index_of(journey);
  ledger_.open(index, journey, now - ledger_.came(index), now);
}

void ExperienceRecorder::note_service(const Journey& journey, double now) {
  const std::uint32_t index = index_of(journey);
  ledger_.open(index, journey, journey.started - ledger_.came(index), now);
}

void ExperienceRecorder::gave_up(const Journey& journey, double now) {
  TimeRecorder::gave_up(journey, now);
  if (counts(journey)) note_wait(journey, now);
}

void ExperienceRecorder::served(const Journey& journey, double now) {
  TimeRecorder::served(journey, now);
  if (counts(journey)) note_service(journey, now);
}

void ExperienceRecorder::served_with_breaks(const Journey& journey, double now, double lost) {
  TimeRecorder::served_with_breaks(journey, now, lost);
  if (counts(journey)) note_service(journey, now);
}

void ExperienceRecorder::finished(const Journey& journey, double now) {
  TimeRecorder::finished(journey, now);
  if (counts(journey)) note_service(journey, now);
}

void ExperienceRecorder::failed(const Journey& journey) {
  TimeRecorder::failed(journey);
  if (counts(journey)) ledger_.fail(index_of(journey), journey.cell);
}

void ExperienceRecorder::recovered(const Journey& journey, bool saved) {
  TimeRecorder::recovered(journey, saved);
  if (saved && counts(journey)) ledger_.make_up(index_of(journey));
}

void ExperienceRecorder::part_began(const Journey& part, const Journey& whole) {
  TimeRecorder::part_began(part, whole);
  if (counts(part)) ledger_.begin_part(index_of(part), index_of(whole));
}

void ExperienceRecorder::part_ended(const Journey& part) {
  TimeRecorder::part_ended(part);
  if (counts(part)) score_visit(index_of(part));
}

void ExperienceRecorder::cut_off(const Journey& journey, Whereabouts whereabouts, double now) {
  TimeRecorder::cut_off(journey, whereabouts, now);
  if (!counts(journey)) return;
  whereabouts == Whereabouts::waiting ? note_wait(journey, now) : note_service(journey, now);
}

void ExperienceRecorder::passed(const Journey& journey, std::uint32_t route) {
  TimeRecorder::passed(journey, route);
  if (counts(journey) && table_.handoff[route] != 0) ledger_.hand_over(index_of(journey));
}

void ExperienceRecorder::score_visit(std::uint32_t index) {
  if (!ledger_.is_open(index)) return;
  const std::uint32_t cell = ledger_.cell(index);
  VisitScores& scores = result_.scores[cell];
  scores.count += 1.0;
  scores.sum += ledger_.close(index);
}

void ExperienceRecorder::note_loss(std::uint32_t step, std::uint32_t segment, LossKind kind) {
  const std::size_t cell = std::size_t{step} * segments_ + segment;
  result_.losses[cell * loss_kinds + static_cast<std::size_t>(kind)] += 1.0;
}

void ExperienceRecorder::left(const Journey& journey, double now, Exit exit) {
  TimeRecorder::left(journey, now, exit);
  if (!counts(journey) || exit == Exit::no_show) return;
  const std::uint32_t index = index_of(journey);
  score_visit(index);
  JourneyVerdict verdict = ledger_.verdict(index);
  const ExperienceSection& model = table_.model;
  verdict.score = std::min(verdict.score, most_of(exit, model));
  ExperienceTally& tally = result_.experience[journey.segment];
  tally.ended += 1.0;
  tally.score += verdict.score;
  tally.effort += verdict.effort;
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
  if (counts(journey)) score_visit(index_of(journey));
}

}  // namespace throughline
