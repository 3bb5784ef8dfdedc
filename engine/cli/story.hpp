// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/event_log.hpp"

namespace throughline {

/// One customer's way through the service, in sentences with clock times; none where there is no such journey.
std::optional<std::string> tell_story(const Blueprint& blueprint, const Witnessed& witnessed, std::uint64_t journey);

/// As people say it, to the second (to the tenth below ten): `1 h 4 min`, `3 min 2 s`, `4.2 s`.
std::string spoken_duration(double seconds);

}  // namespace throughline
