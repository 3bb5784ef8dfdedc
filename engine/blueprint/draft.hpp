// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "blueprint/name_index.hpp"
#include "diagnostic/diagnostics.hpp"
#include "diagnostic/nearest_name.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {

/// A blueprint under construction: what was written, what has been resolved, what is wrong. The functions below fill it
/// in this order; each leaves its mistakes and goes on, so that all of them are found at once. Where the document has
/// mistakes of form, a value that could not be read is absent: unknown names are still told, judgements are not.
struct Draft {
  explicit Draft(const Document& written);

  const Document& document;
  NameIndex segments;
  NameIndex staff;
  NameIndex steps;
  Diagnostics mistakes;
  Blueprint blueprint;
  /// How many terms of conditions may be looked at: a small hostile file could ask for billions.
  std::size_t condition_budget = 300'000'000;

  /// What is wrong with values that were read: only told where all of them were.
  void reject(const SourcePosition& at, std::string message, std::string hint = {}) {
    if (document.mistakes.empty()) mistakes.add(at, std::move(message), std::move(hint));
  }

  /// The id behind a name; an unknown name is a mistake of `subject`: `step "triage": unknown staff "nurse"`.
  template <class Id>
  std::optional<Id> find(const NameIndex& index, const Text& name, const std::string& subject, std::string_view kind) {
    if (const auto id = index.find(name.value)) return Id{*id};
    mistakes.add(name.at, fmt::format("{}: unknown {} \"{}\"", subject, kind, name.value),
                 did_you_mean(name.value, index.names()));
    return std::nullopt;
  }
};

void resolve_calendar(Draft& draft);
void resolve_segments(Draft& draft);
/// Requires the segments.
void resolve_attributes(Draft& draft);
void resolve_staff(Draft& draft);
/// The vertices: steps, what they do with whom, phases and touchpoints.
void resolve_steps(Draft& draft);
/// Whoever becomes another of whose attribute nothing is said keeps his own. Requires the vertices.
void inherit_attributes(Draft& draft);
/// The edges. Requires the vertices.
void resolve_routes(Draft& draft);
void resolve_stages(Draft& draft);
void resolve_targets(Draft& draft);
void resolve_precision(Draft& draft);
void resolve_asked(Draft& draft);
void resolve_north_star(Draft& draft);
/// Requires the touchpoints.
void judge_gaps(Draft& draft);

/// The warnings of a blueprint without mistakes: what is legal and probably wrong.
void find_doubts(Draft& draft);

/// `"a", "b" and "c"`.
std::string quoted_list(const std::vector<std::string>& names);

}  // namespace throughline
