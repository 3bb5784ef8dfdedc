// SPDX-License-Identifier: MIT
#pragma once

#include "diagnostic/diagnostics.hpp"
#include "text/input_files.hpp"
#include "text/node.hpp"

namespace throughline {

/// Puts the steps of other files where a step of the tree says `use = "file.toml"`. A step STEP of a file used by the
/// step PART becomes PART-STEP; whoever is sent to PART comes to the first step of the file, and whoever is done there
/// goes on by the `next` of PART. What the tree says of [steps.PART-STEP] is merged over what the file says. Staff of
/// the file come along unless the tree has them already; nothing else does. Files may use others, some levels deep, but
/// not themselves. Positions stay those of the file in which a value was written. Diagnoses files that cannot be had or
/// are too much, and keys that do not go with `use`.
void expand_sub_blueprints(Node& root, InputFiles& files, Diagnostics& diagnostics);

}  // namespace throughline
