// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "throughline/diagnostic.hpp"

namespace throughline {

/// Puts diagnostics in the order of the file. What stands in `file` comes first, then other files by name, then what
/// stands in no file (settings).
void sort_by_position(std::vector<Diagnostic>& diagnostics, const std::string& file);

/// Collects the mistakes of one text, each once, to throw them together.
class Diagnostics {
 public:
  /// No more than this many are thrown; a last one then counts the rest.
  static constexpr std::size_t most_thrown = 200;
  /// No more than this many are kept, whatever a hostile file holds.
  static constexpr std::size_t most_kept = 10'000;

  /// `file`: whose mistakes come first.
  explicit Diagnostics(std::string file);

  void add(Diagnostic diagnostic);
  void add(const SourcePosition& at, std::string message, std::string hint = {});
  const std::string& file() const noexcept { return file_; }
  bool empty() const noexcept { return found_.empty(); }
  std::size_t size() const noexcept { return found_.size(); }
  const std::vector<Diagnostic>& found() const noexcept { return found_; }  ///< in the order they were found in

  /// Throws InvalidBlueprint unless empty.
  void throw_if_any() const;

 private:
  std::string file_;
  std::vector<Diagnostic> found_;
  std::unordered_set<std::string> seen_;
};

}  // namespace throughline
