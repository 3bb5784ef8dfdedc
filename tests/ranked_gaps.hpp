// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/closed_gaps.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/gap_study.hpp"

namespace throughline::testing {

/// What `throughline gaps` finds for a text: of a file, where `name` is its path.
inline Gaps ranked_gaps(const std::string& text, const std::string& name, const GapStudyOptions& options,
                        const std::string& scenario = "base") {
  Overlay overlay;
  overlay.scenario = scenario;
  const auto read = [&](const Overlay& changed) { return read_document_text(text, name, changed); };
  const Document document = read(overlay);
  overlay.measures.push_back(options.north_star);
  const ClosedGaps closed(read, overlay, document, read_gap_closings(text, name, overlay, document));
  Overlay accounting = overlay;
  accounting.settings.push_back({"run.time_shares", "true"});
  Gaps gaps = rank_gaps(
      compile(build_blueprint(read(accounting))), closed.descriptions(),
      [&closed](const auto& which) { return closed.model(which); }, options);
  gaps.left_out = closed.left_out();
  return gaps;
}

}  // namespace throughline::testing
