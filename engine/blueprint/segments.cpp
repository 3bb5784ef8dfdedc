// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "blueprint/draft.hpp"

namespace throughline {
namespace {

void judge_arrivals(const SegmentSection& section, Draft& draft) {
  if (!section.arrivals) return;
  const std::string subject = fmt::format("segment \"{}\"", section.key.value);
  if (!section.start) {
    draft.reject(section.key.at, subject + ": has arrivals but no start",
                 "start = \"STEP\" names the step where its journeys begin");
  }
  const auto* interval = std::get_if<Distribution>(&*section.arrivals);
  if (interval != nullptr && interval->mean() <= 0.0) {
    draft.reject(section.key.at, subject + ": no time passes between its arrivals",
                 "interarrival must be longer than 0 on average");
  }
}

}  // namespace

void resolve_segments(Draft& draft) {
  bool anybody = false;
  for (const SegmentSection& section : draft.document.segments) {
    judge_arrivals(section, draft);
    Segment segment;
    segment.key = section.key.value;
    segment.name = section.name;
    segment.arrivals = section.arrivals;
    segment.value = section.value;
    if (section.start) {
      segment.start =
          draft.find<StepId>(draft.steps, *section.start, fmt::format("segment \"{}\"", section.key.value), "step");
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
