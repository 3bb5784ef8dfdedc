// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/lever_table.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// A lever as it is asked for: `surge:till`, `self_service:counter=40 %`.
struct LeverRequest {
  std::string name;
  std::string where;
  std::optional<std::string> amount;  ///< none: the standard one
};

/// `surge:till`, `surge:till=2`.
std::string written(const LeverRequest& request);

/// None where it is not written so.
std::optional<LeverRequest> parse_lever(std::string_view text);

/// A lever at one place of a blueprint, and what --set would have to say, in this order.
struct PulledLever {
  const LeverRule* rule = nullptr;  ///< nullptr where there is no such lever
  std::string where;                ///< key of the place
  std::string place;                ///< its name for people
  std::string amount;               ///< as written; empty where it takes none
  std::vector<Overlay::Setting> settings;
  std::string reason;  ///< why it does not apply; then there are no settings
  std::string hint;    ///< what would be right, where that is known
};

/// `document` is the text, read with this overlay, and must be right; `name` as for read_document_text.
PulledLever pull_lever(std::string_view text, const std::string& name, const Overlay& overlay, const Document& document,
                       const LeverRequest& request);

/// Every lever where it applies, with its standard amount: pillar by pillar, then in the order of the file.
std::vector<PulledLever> pull_everywhere(std::string_view text, const std::string& name, const Overlay& overlay,
                                         const Document& document);

/// `surge_till`: a key for the scenario that pulls it.
std::string scenario_key(const PulledLever& lever);

/// The lever as a scenario to add to the file, complete: [scenarios.KEY]. `from`: the scenario that it builds on.
std::string scenario_text(const PulledLever& lever, const std::string& key, const std::string& from);

}  // namespace throughline
