// SPDX-License-Identifier: MIT
#pragma once

#include <string>

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

 private:
  std::string name_;
  std::string text_;
};

}  // namespace throughline
