// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "blueprint/draft.hpp"

namespace throughline {

/// A route as written, its target found.
struct Way {
  const RouteSection* section = nullptr;
  Blueprint::Vertex target = 0;
  std::vector<SegmentId> only;
  std::optional<Condition> when;
};

/// The ways out of one behavior of a step, by name resolved, not yet judged.
struct WaysOut {
  Blueprint::Vertex step = 0;
  std::uint32_t behavior = 0;
  const BehaviorSection* section = nullptr;
  std::vector<SegmentId> segments;  ///< who behaves so
  std::vector<Way> next;
  std::optional<Blueprint::Vertex> abandon;
  std::optional<Blueprint::Vertex> failure;
  std::optional<Blueprint::Vertex> divert;
  struct Branch {
    const NamedShare* section = nullptr;
    Blueprint::Vertex step = 0;
  };
  std::vector<Branch> branches;
  std::optional<Blueprint::Vertex> join;
  std::vector<std::pair<const Text*, Blueprint::Vertex>> starts;
  std::optional<Blueprint::Vertex> deadline;
  bool segments_known = true;
  bool conditions_known = true;
  std::string subject;

  /// Whether some way is open at times only.
  bool guarded() const {
    return std::any_of(next.begin(), next.end(), [](const Way& way) { return way.section->when.has_value(); });
  }
};

/// Unknown names are told. Requires the vertices.
WaysOut resolve_ways(Draft& draft, Blueprint::Vertex step, std::uint32_t behavior, const BehaviorSection& section);

}  // namespace throughline
