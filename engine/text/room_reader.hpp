// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/step_section.hpp"

namespace throughline {

/// The keys of a step that say how many it holds: capacity, waiting_places, when_full, balking, at_close.
RoomSection read_room(const FieldReader& step);

/// `{ next = "STEP" }`, `{ again = "75 %", after = "20 min", attempts = 5 }`, or both.
std::optional<AbandonSection> read_on_abandon(const Node& node, const std::string& label, Reading& reading);

/// `{ when = "expected_wait > 4 min", accept = "40 %", within = "2 h" }`.
std::optional<Callback> read_callback(const Node& node, const std::string& label, Reading& reading);

}  // namespace throughline
