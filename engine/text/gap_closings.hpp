// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/gap_reader.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// A gap of a blueprint, and the settings that close it: what --set would have to say, in this order. Where nobody is
/// to wait longer at a touchpoint than is expected, its steps get `relief`: the people themselves, their pay and their
/// hours stay as they are; but they have less to do, and the queues at other touchpoints of theirs are shorter too. Of
/// a place that stays with the journey behind the step there are more instead.
struct GapClosing {
  std::string touchpoint, name;  ///< the key of the touchpoint, and its name for people
  GapKind kind = GapKind::wait;
  std::string scenario;                     ///< of the file, that closes it; empty: it is closed whole
  std::optional<std::size_t> described_by;  ///< entry of Document::gaps
  std::vector<Overlay::Setting> settings;
  std::vector<std::string> eased;  ///< other touchpoints at which the same people serve
  std::string reason;              ///< why it cannot be closed; then there are no settings
};

/// Every gap of a text (or those at the touchpoints that are asked for) in one scenario, with the settings of the
/// overlay: by touchpoint in the order of the file, by kind, whole before those that scenarios close. `document` is the
/// text, read with this overlay, and must be right; `name` as for read_document_text. Throws InvalidBlueprint where
/// there are more than most_gaps.
std::vector<GapClosing> read_gap_closings(std::string_view text, const std::string& name, const Overlay& overlay,
                                          const Document& document, const std::vector<std::string>& asked = {});

}  // namespace throughline
