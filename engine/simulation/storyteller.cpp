// SPDX-License-Identifier: MIT
#include "simulation/storyteller.hpp"

#include <utility>

#include "simulation/simulator.hpp"

namespace throughline {

void Storyteller::tell_pending() {
  if (pending_) observer_->on_visit(*std::exchange(pending_, std::nullopt));
}

void Storyteller::follow(const Program& program, const JourneyPool& journeys) {
  if (!program.experience || !program.experience->model.broken_windows) return;
  follower_.emplace(*program.experience);
  follower_->follow(journeys);
}

void Storyteller::arrived(const Journey& journey) {
  if (follower_) follower_->arrived(journey);
  tell_pending();
  tellings_[journey.key] = {++journeys_};
}

void Storyteller::reached(const Journey& journey) {
  if (follower_) {
    follower_->close_visit(journey);
    follower_->reached(journey);
  }
  tell_pending();
  Telling& telling = tellings_.at(journey.key);
  telling = {telling.number, true};
}

void Storyteller::serves(const Journey& journey, double time) {
  tellings_.at(journey.key).service = time;
}

void Storyteller::has_patience(const Journey& journey, double patience) {
  tellings_.at(journey.key).patience = patience;
}

VisitRecord Storyteller::visit_of(const Journey& journey, double now) const {
  const Telling& telling = tellings_.at(journey.key);
  VisitRecord visit;
  visit.journey = telling.number;
  visit.segment = SegmentId{journey.segment};
  visit.step = StepId{journey.step};
  visit.visit = journey.visit;
  visit.arrived = journey.arrived;
  visit.reached = journey.reached;
  visit.ended = now;
  visit.patience = telling.patience;
  return visit;
}

void Storyteller::start(VisitRecord& visit, const Journey& journey) const {
  visit.started = journey.started;
  visit.service = tellings_.at(journey.key).service;
}

void Storyteller::name_server(VisitRecord& visit, const Journey& journey) {
  // Where people are a number there is nobody to name.
  if (journey.person != nobody) visit.server = journey.person;
}

void Storyteller::gave_up(const Journey& journey, double now) {
  if (follower_) follower_->gave_up(journey, now);
  tell_pending();
  VisitRecord visit = visit_of(journey, now);
  visit.ending = VisitEnding::abandoned;
  observer_->on_visit(visit);
}

void Storyteller::turned_away(const Journey& journey, double now) {
  tell_pending();
  VisitRecord visit = visit_of(journey, now);
  visit.ending = VisitEnding::turned_away;
  observer_->on_visit(visit);
}

void Storyteller::finished(const Journey& journey, double now) {
  if (follower_) follower_->served(journey, now);
  tell_pending();
  pending_ = visit_of(journey, now);
  start(*pending_, journey);
}

void Storyteller::served(const Journey& journey, double now) {
  finished(journey, now);
  name_server(*pending_, journey);
}

void Storyteller::failed(const Journey& journey) {
  if (follower_) follower_->failed(journey);
  if (pending_ && pending_->journey == tellings_.at(journey.key).number) {
    pending_->ending = VisitEnding::failed;
  }
}

void Storyteller::recovered(const Journey& journey, bool saved) {
  if (follower_) follower_->recovered(journey, saved);
}

void Storyteller::passed(const Journey& journey, std::uint32_t route) {
  if (follower_) follower_->passed(journey, route);
}

void Storyteller::left(const Journey& journey, double now, Exit exit) {
  if (follower_) {
    follower_->close_visit(journey);
    follower_->left(journey);
  }
  tell_pending();
  JourneyRecord record;
  record.journey = tellings_.at(journey.key).number;
  record.segment = SegmentId{journey.segment};
  record.arrived = journey.arrived;
  record.ended = now;
  record.at = StepId{journey.step};
  switch (exit) {
    case Exit::completed:
      record.outcome = Outcome::completed;
      break;
    case Exit::failed_service:
      record.outcome = Outcome::failed;
      record.cause = "service";
      break;
    case Exit::failed_handoff:
      record.outcome = Outcome::failed;
      record.cause = "handoff";
      break;
    case Exit::abandoned:
      record.outcome = Outcome::abandoned;
      break;
    case Exit::turned_away:
      record.outcome = Outcome::turned_away;
      break;
    case Exit::no_show:
      record.outcome = Outcome::no_show;
      record.at.reset();
      break;
  }
  tellings_.erase(journey.key);
  observer_->on_journey(record);
}

void Storyteller::part_began(const Journey& part, const Journey& whole, bool is_case) {
  if (follower_) follower_->part_began(part, whole, is_case);
  tellings_[part.key] = {tellings_.at(whole.key).number, true};
}

void Storyteller::part_ended(const Journey& part) {
  if (follower_) follower_->close_visit(part);
  tell_pending();
  tellings_.erase(part.key);
}

void Storyteller::tell_broken_off(const Journey& journey, Whereabouts whereabouts, double now, VisitEnding ending) {
  tell_pending();
  if (whereabouts == Whereabouts::between) return;
  VisitRecord visit = visit_of(journey, now);
  visit.ending = ending;
  if (whereabouts != Whereabouts::waiting) start(visit, journey);
  if (whereabouts == Whereabouts::in_service) name_server(visit, journey);
  observer_->on_visit(visit);
}

void Storyteller::cut_off(const Journey& journey, Whereabouts whereabouts, double now) {
  if (follower_) follower_->cut_off(journey, whereabouts, now);
  tell_broken_off(journey, whereabouts, now, VisitEnding::cut_off);
}

void Storyteller::unfinished(const Journey& journey, Whereabouts whereabouts, double now, bool customer) {
  tell_broken_off(journey, whereabouts, now, VisitEnding::unfinished);
  if (!customer) return;
  const Telling& telling = tellings_.at(journey.key);
  JourneyRecord record;
  record.journey = telling.number;
  record.segment = SegmentId{journey.segment};
  record.arrived = journey.arrived;
  record.ended = now;
  record.outcome = Outcome::unfinished;
  if (telling.somewhere) record.at = StepId{journey.step};
  observer_->on_journey(record);
}

std::optional<EarlyEnd> observe(const Model& model, std::uint64_t seed, std::uint64_t replication, Observer& observer) {
  Storyteller storyteller(observer);
  Simulator<Storyteller> simulator(model.program(), storyteller);
  simulator.run(seed, replication);
  ReplicationResult result;
  simulator.report(result);
  if (!result.overflow_step) return std::nullopt;
  EarlyEnd end{StepId{*result.overflow_step}, result.given_up == GivenUp::endless_loop, {}};
  for (const std::uint32_t step : result.deadlock) end.deadlock.push_back(StepId{step});
  return end;
}

std::string_view to_string(VisitEnding ending) noexcept {
  switch (ending) {
    case VisitEnding::served:
      return "served";
    case VisitEnding::failed:
      return "failed";
    case VisitEnding::turned_away:
      return "turned_away";
    case VisitEnding::abandoned:
      return "abandoned";
    case VisitEnding::cut_off:
      return "cut_off";
    case VisitEnding::unfinished:
      return "unfinished";
  }
  return "";
}

std::string_view to_string(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::completed:
      return "completed";
    case Outcome::failed:
      return "failed";
    case Outcome::abandoned:
      return "abandoned";
    case Outcome::turned_away:
      return "turned_away";
    case Outcome::no_show:
      return "no_show";
    case Outcome::unfinished:
      return "unfinished";
  }
  return "";
}

}  // namespace throughline
