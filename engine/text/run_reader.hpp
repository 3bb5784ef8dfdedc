// SPDX-License-Identifier: MIT
#pragma once

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// [blueprint]. Sets the time unit and the currency of `reading`, so it is read first. `name` stands where the file
/// gives none.
BlueprintSection read_blueprint_section(const FieldReader& file, const std::string& name, Reading& reading);

/// [run].
RunSection read_run_section(const FieldReader& file);

}  // namespace throughline
