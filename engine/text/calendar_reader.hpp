// SPDX-License-Identifier: MIT
#pragma once

#include "text/field_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [calendar].
CalendarSection read_calendar(const FieldReader& file);

}  // namespace throughline
