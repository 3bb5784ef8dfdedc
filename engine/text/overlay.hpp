// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostics.hpp"
#include "text/node.hpp"
#include "throughline/document.hpp"

namespace throughline {

// What changes a tree before it is read. Tables merge by key; distributions, arrivals, next and count are replaced
// whole (the format says which is which); "none" removes a key. Positions stay those where a value was written.

/// Merges `change` over `base`; `table` is the name of both in the format. Diagnoses the removal of what is not there.
void merge(Node& base, const Node& change, std::string_view table, Diagnostics& diagnostics);

/// The file with a scenario (and those it builds on) merged over it, without its [scenarios]. `root` as parsed;
/// `scenario` one of the file, or "base".
Node with_scenario(const Node& root, std::string_view scenario, Diagnostics& diagnostics);

/// Sets exactly the node that the path names, also inside a table that overlays replace whole.
void apply_setting(Node& root, const Overlay::Setting& setting, Diagnostics& diagnostics);

/// What the scenario (and those it builds on) changes, as settings one after the other that make the same of `tree`:
/// the file in another scenario, or with settings. `root` as parsed; `scenario` one of the file.
std::vector<Overlay::Setting> settings_of(const Node& root, std::string_view scenario, Node tree);

/// The keys of a path, `staff.barista.count`, `targets."journey.time.p90"`: none where quotes or dots do not match.
std::optional<std::vector<std::string>> split_path(std::string_view path);

}  // namespace throughline
