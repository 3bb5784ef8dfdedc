// SPDX-License-Identifier: MIT
#include "blueprint/mistakes.hpp"

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
  auto kept = diagnostics.begin();
  for (auto each = diagnostics.begin(); each != diagnostics.end(); ++each) {
    // Repetitions stand at the same place, so only the neighbors at that place need a look.
    auto neighbor = kept;
    while (neighbor != diagnostics.begin() && std::prev(neighbor)->at == each->at) --neighbor;
    if (std::find(neighbor, kept, *each) != kept) continue;
    if (kept != each) *kept = std::move(*each);
    ++kept;
  }
  diagnostics.erase(kept, diagnostics.end());
}

void Mistakes::add(const SourcePosition& at, std::string message, std::string hint) {
  Diagnostic mistake;
  mistake.at = at;
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  found_.push_back(std::move(mistake));
}

void Mistakes::throw_if_any(const std::string& file) {
  if (found_.empty()) return;
  sort_by_position(found_, file);
  throw InvalidBlueprint(std::move(found_));
}

}  // namespace throughline
