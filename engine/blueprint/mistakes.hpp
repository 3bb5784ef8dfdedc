// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/diagnostic.hpp"

namespace throughline {

/// Puts diagnostics in the order of the file and drops repetitions. What stands in `file` comes first, then other files
/// by name, then what stands in no file (settings).
void sort_by_position(std::vector<Diagnostic>& diagnostics, const std::string& file);

/// Collects mistakes of meaning, to throw them all at once.
class Mistakes {
 public:
  void add(const SourcePosition& at, std::string message, std::string hint = {});
  bool empty() const noexcept { return found_.empty(); }

  /// Throws InvalidBlueprint unless empty.
  void throw_if_any(const std::string& file);

 private:
  std::vector<Diagnostic> found_;
};

}  // namespace throughline
