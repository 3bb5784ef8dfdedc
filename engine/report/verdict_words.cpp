// SPDX-License-Identifier: MIT
#include "report/verdict_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/number.hpp"

namespace throughline {

std::string_view name_of(Verdict verdict) noexcept {
  constexpr std::array<std::string_view, 6> names{"better", "worse", "higher", "lower", "same", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Direction direction) noexcept {
  constexpr std::array<std::string_view, 3> names{"lower", "higher", "neither"};
  return names[static_cast<std::size_t>(direction)];
}

Style style_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::better:
      return Style::good;
    case Verdict::worse:
      return Style::bad;
    case Verdict::undecided:
      return Style::doubtful;
    default:
      return Style::plain;
  }
}

std::string words_of(Verdict verdict, double same_within, const Estimate& reference) {
  if (verdict != Verdict::same || !reference.value || *reference.value == 0.0) return std::string(name_of(verdict));
  return fmt::format("same within {}", exact(same_within / std::abs(*reference.value), Unit::share, {}));
}

Sentence counted(const std::vector<Verdict>& verdicts, const std::string& place, const std::string& such) {
  std::vector<Sentence> parts;
  for (const Verdict verdict :
       {Verdict::better, Verdict::worse, Verdict::higher, Verdict::lower, Verdict::same, Verdict::undecided}) {
    const auto count = static_cast<std::size_t>(std::count(verdicts.begin(), verdicts.end(), verdict));
    if (count == 0) continue;
    const std::string_view name = name_of(verdict);
    parts.push_back({fmt::format("{} in ", verdict == Verdict::same ? "the same" : name),
                     Phrase::count(place, count, fmt::format("{}{}verdict={}", such, such.empty() ? "" : " ", name))});
  }
  return joined(parts);
}

}  // namespace throughline
