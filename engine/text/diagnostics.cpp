// SPDX-License-Identifier: MIT
#include "text/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

namespace throughline {

Diagnostics::Diagnostics(std::string file) : file_(std::move(file)) {}

void Diagnostics::add(const SourcePosition& at, std::string message, std::string hint) {
  Diagnostic diagnostic{Severity::error, at, std::move(message), std::move(hint)};
  // A scenario or a segment repeats what it does not change, mistakes included.
  if (seen_.insert(to_string(diagnostic)).second) found_.push_back(std::move(diagnostic));
}

void Diagnostics::throw_if_any() const {
  if (found_.empty()) return;
  std::vector<Diagnostic> sorted = found_;
  const auto place = [this](const Diagnostic& diagnostic) {
    const SourcePosition& at = diagnostic.at;
    return std::tuple<bool, const std::string&, std::uint32_t, std::uint32_t>(at.file != file_, at.file, at.line,
                                                                              at.column);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Diagnostic& one, const Diagnostic& other) { return place(one) < place(other); });
  if (sorted.size() > most_thrown) {
    const std::size_t left = sorted.size() - most_thrown;
    sorted.resize(most_thrown);
    Diagnostic& rest = sorted.emplace_back();
    rest.at.file = file_;
    rest.message = fmt::format("{} more mistakes are not shown", left);
  }
  throw InvalidBlueprint(std::move(sorted));
}

}  // namespace throughline
