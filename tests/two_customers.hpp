// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include "cli/event_log.hpp"
#include "throughline/document.hpp"

namespace throughline::testing {

/// A Wednesday from nine on with one clerk: the first customer orders, then looks around; the second gives up waiting.
/// Told by hand, so that the tests of what is written rest on nothing that is simulated.
inline std::pair<Blueprint, Witnessed> two_customers() {
  constexpr const char* text = R"(
schema = 1
[blueprint]
starts = "2026-01-07 09:00"
[run]
length = "1 h"
[segments.guest]
name = "Guests"
start = "order"
arrivals = { interarrival = "10 min" }
[staff.clerk]
shifts.day = { from = "09:00", to = "17:00", count = 1 }
[steps.order]
name = "Order"
staff = "clerk"
time = "4 min"
patience = "2 min"
next = "look"
[steps.look]
name = "Look around"
lane = "customer"
time = "30 s"
)";
  Witnessed witnessed;
  VisitRecord order;
  order.journey = 1;
  order.step = StepId{0};
  order.arrived = order.reached = 600.0;
  order.started = 600.0;
  order.ended = 840.0;
  order.server = 0;
  VisitRecord look = order;
  look.step = StepId{1};
  look.reached = 840.0;
  look.started = 840.0;
  look.ended = 870.0;
  look.server.reset();
  VisitRecord given_up;
  given_up.journey = 2;
  given_up.step = StepId{0};
  given_up.arrived = given_up.reached = 660.0;
  given_up.ended = 780.0;
  given_up.patience = 120.0;
  given_up.ending = VisitEnding::abandoned;
  JourneyRecord first;
  first.journey = 1;
  first.arrived = 600.0;
  first.ended = 870.0;
  first.at = StepId{1};
  JourneyRecord second;
  second.journey = 2;
  second.arrived = 660.0;
  second.ended = 780.0;
  second.outcome = Outcome::abandoned;
  second.at = StepId{0};
  for (const VisitRecord& visit : {order, look, given_up}) witnessed.on_visit(visit);
  for (const JourneyRecord& journey : {first, second}) witnessed.on_journey(journey);
  return {build_blueprint(read_document_text(text, "two.toml")), witnessed};
}

}  // namespace throughline::testing
