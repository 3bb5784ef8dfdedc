// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "throughline/diagnostic.hpp"

namespace throughline {

/// Collects the mistakes of one text, each once, and throws them together in the order of the file.
class Diagnostics {
 public:
  /// No more than this many are thrown; a last one then counts the rest.
  static constexpr std::size_t most_thrown = 200;

  /// `file`: whose mistakes come first; those of other files and of settings follow.
  explicit Diagnostics(std::string file);

  void add(const SourcePosition& at, std::string message, std::string hint = {});
  bool empty() const noexcept { return found_.empty(); }
  std::size_t size() const noexcept { return found_.size(); }

  /// Throws InvalidBlueprint unless empty.
  void throw_if_any() const;

 private:
  std::string file_;
  std::vector<Diagnostic> found_;
  std::unordered_set<std::string> seen_;
};

}  // namespace throughline
