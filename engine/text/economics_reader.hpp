// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "text/field_reader.hpp"
#include "throughline/economics_section.hpp"

namespace throughline {

/// [economics]; none where the file has none.
std::optional<EconomicsSection> read_economics(const FieldReader& file);

}  // namespace throughline
