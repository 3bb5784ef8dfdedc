// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "cli/blueprint_file.hpp"
#include "text/levers.hpp"

namespace throughline {

/// Throws InvalidCommandLine where the lever does not apply, and InvalidBlueprint. `overlay`: what is changed before.
PulledLever pulled(const BlueprintFile& file, const Overlay& overlay, const LeverRequest& lever);

/// The overlay with what the levers change before its own settings: each is pulled in the scenario, after those that
/// stand before it. Throws as above.
Overlay with_levers(const BlueprintFile& file, const Overlay& overlay, const std::vector<LeverRequest>& levers);

}  // namespace throughline
