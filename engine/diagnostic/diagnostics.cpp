// SPDX-License-Identifier: MIT
#include "diagnostic/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace throughline {

void sort_by_position(std::vector<Diagnostic>& diagnostics, const std::string& file) {
  const auto order = [&file](const Diagnostic& diagnostic) {
    const SourcePosition& at = diagnostic.at;
    return std::tuple(at.line == 0, at.file != file, std::string_view(at.file), at.line, at.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&order](const Diagnostic& one, const Diagnostic& other) { return order(one) < order(other); });
}

Diagnostics::Diagnostics(std::string file) : file_(std::move(file)) {}

void Diagnostics::add(Diagnostic diagnostic) {
  if (found_.size() == most_kept) return;
  // A scenario or a segment repeats what it does not change, mistakes included.
  if (seen_.insert(to_string(diagnostic)).second) found_.push_back(std::move(diagnostic));
}

void Diagnostics::add(const SourcePosition& at, std::string message, std::string hint) {
  add({Severity::error, at, std::move(message), std::move(hint)});
}

void Diagnostics::throw_if_any() const {
  if (found_.empty()) return;
  std::vector<Diagnostic> sorted = found_;
  sort_by_position(sorted, file_);
  if (sorted.size() > most_thrown) {
    const std::size_t left = sorted.size() - most_thrown;
    sorted.resize(most_thrown);
    Diagnostic& rest = sorted.emplace_back();
    rest.at.file = file_;
    rest.message = left == 1 ? "1 more mistake is not shown"
                             : fmt::format("{}{} more mistakes are not shown",
                                           found_.size() == most_kept ? "at least " : "", left);
  }
  throw InvalidBlueprint(std::move(sorted));
}

}  // namespace throughline
