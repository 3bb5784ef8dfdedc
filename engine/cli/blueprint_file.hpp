// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

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

 private:
  std::string name_;
  std::string text_;
};

}  // namespace throughline
