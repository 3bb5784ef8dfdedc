// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "text/gap_closings.hpp"
#include "text/levers.hpp"
#include "text/varied_inputs.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// A blueprint file, read once: it may be a pipe, and several scenarios of it may be wanted.
class BlueprintFile {
 public:
  /// Throws std::system_error naming the file.
  explicit BlueprintFile(const std::string& name);

  const std::string& name() const noexcept { return name_; }

  /// Throws InvalidBlueprint.
  Document document(const Overlay& overlay) const { return read_document_text(text_, name_, overlay); }

  /// Throws InvalidBlueprint. Requires that the document is right.
  std::vector<VariedInput> varied_inputs(const Overlay& overlay, const VariationRequest& request) const {
    return read_varied_inputs(text_, name_, overlay, request);
  }

  /// Those at these touchpoints, or at all. Throws InvalidBlueprint. Requires that the document is right.
  std::vector<GapClosing> gap_closings(const Overlay& overlay, const Document& document,
                                       const std::vector<std::string>& touchpoints) const {
    return read_gap_closings(text_, name_, overlay, document, touchpoints);
  }

  /// Requires that the document is right.
  PulledLever pull_lever(const Overlay& overlay, const Document& document, const LeverRequest& request) const {
    return throughline::pull_lever(text_, name_, overlay, document, request);
  }

  /// Every lever where it applies. Requires that the document is right.
  std::vector<PulledLever> levers(const Overlay& overlay, const Document& document) const {
    return pull_everywhere(text_, name_, overlay, document);
  }

 private:
  std::string name_;
  std::string text_;
};

}  // namespace throughline
