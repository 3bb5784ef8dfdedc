// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace throughline {

/// A place in a user's file. Lines and columns count from 1 (columns in Unicode code points); line 0 means "nowhere in
/// a file", and `file` then names the source in words ("--set", "built in").
struct SourcePosition {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const SourcePosition&) const = default;
};

/// A name as the user wrote it, and where.
struct Text {
  std::string value;
  SourcePosition at;
  bool operator==(const Text&) const = default;
};

enum class Severity : std::uint8_t { warning, error };

/// One mistake (or doubt) in the text that a user handed over.
struct Diagnostic {
  Severity severity = Severity::error;
  SourcePosition at;
  std::string message;  ///< what is wrong, naming the key: `step "triage": unknown staff "nurse"`
  std::string hint;     ///< what would be right, may be empty: `did you mean "nurses"?`

  bool operator==(const Diagnostic&) const = default;
};

/// `clinic.toml:31:12: step "triage": unknown staff "nurse"; did you mean "nurses"?`
std::string to_string(const Diagnostic& diagnostic);

/// Thrown once per file or overlay, with every mistake found, in the order of the file.
class InvalidBlueprint : public std::runtime_error {
 public:
  explicit InvalidBlueprint(std::vector<Diagnostic> diagnostics);
  const std::vector<Diagnostic>& diagnostics() const noexcept { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace throughline
