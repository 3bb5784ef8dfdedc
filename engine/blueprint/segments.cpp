// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cmath>

#include "blueprint/arrival_rates.hpp"
#include "blueprint/draft.hpp"

namespace throughline {
namespace {

/// Appointments and recorded times are kept in memory.
constexpr double most_arrivals_on_a_list = 5e6;

double appointments_in(const Appointments& appointments, double length) {
  const double slots = std::ceil((appointments.to - appointments.from) / appointments.every);
  return std::ceil(length / seconds_per_day + 1.0) * slots * std::max(1.0, appointments.per_slot.mean());
}

void judge_arrivals(const SegmentSection& section, Draft& draft) {
  const ArrivalsSection& arrivals = *section.arrivals;
  const std::string subject = fmt::format("segment \"{}\"", section.key.value);
  const auto* rate = std::get_if<Schedule<double>>(&arrivals.process);
  const bool only_backlog =
      !arrivals.backlog.empty() && rate != nullptr && rate->constant() && rate->levels.front().value == 0.0;
  if (!section.start && !only_backlog) {
    draft.reject(section.key.at, subject + ": has arrivals but no start",
                 "start = \"STEP\" names the step where its journeys begin");
  }
  const auto* interval = std::get_if<Distribution>(&arrivals.process);
  if (interval != nullptr && interval->mean() <= 0.0) {
    draft.reject(section.key.at, subject + ": no time passes between its arrivals",
                 "interarrival must be longer than 0 on average");
  }
  const auto* appointments = std::get_if<Appointments>(&arrivals.process);
  const double booked = appointments == nullptr ? 0.0 : appointments_in(*appointments, draft.document.run.length);
  if (booked > most_arrivals_on_a_list) {
    draft.reject(section.key.at, fmt::format("{}: about {:.0f} appointments in one run", subject, booked),
                 "at most 5 million; a rate has no such limit");
  }
}

void resolve_backlog(const SegmentSection& section, Segment& segment, Draft& draft) {
  std::uint64_t inside = 0;
  for (const BacklogSection& backlog : section.arrivals->backlog) {
    const auto step =
        draft.find<StepId>(draft.steps, backlog.step, fmt::format("segment \"{}\"", section.key.value), "step");
    inside += backlog.count;
    if (step && backlog.count > 0) segment.backlog.emplace_back(*step, backlog.count);
  }
  if (inside <= draft.document.run.max_inside) return;
  draft.reject(
      section.arrivals->backlog.front().step.at,
      fmt::format("segment \"{}\": {} are inside at the beginning, more than max_inside", section.key.value, inside));
}

}  // namespace

void resolve_segments(Draft& draft) {
  bool anybody = false;
  for (const SegmentSection& section : draft.document.segments) {
    Segment segment;
    segment.key = section.key.value;
    segment.name = section.name;
    segment.arrivals = section.arrivals;
    segment.value = section.value;
    if (section.start) {
      segment.start =
          draft.find<StepId>(draft.steps, *section.start, fmt::format("segment \"{}\"", section.key.value), "step");
    }
    if (section.arrivals) {
      judge_arrivals(section, draft);
      resolve_backlog(section, segment, draft);
      segment.mean_rate = mean_rate(*section.arrivals, draft.document.blueprint.starts, draft.document.run.length);
    }
    anybody = anybody || section.arrivals.has_value();
    draft.blueprint.segments.push_back(std::move(segment));
  }
  if (!anybody) {
    const SourcePosition nowhere;
    const bool none = draft.document.segments.empty();
    draft.reject(none ? nowhere : draft.document.segments.front().key.at,
                 none ? "there are no segments: nobody ever comes" : "no segment has arrivals: nobody ever comes",
                 "for example [segments.customer] start = \"STEP\", arrivals = { rate = \"12 per hour\" }");
  }
}

}  // namespace throughline
