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

std::string counted(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> parts;
  for (const Verdict verdict :
       {Verdict::better, Verdict::worse, Verdict::higher, Verdict::lower, Verdict::same, Verdict::undecided}) {
    const auto count = std::count(verdicts.begin(), verdicts.end(), verdict);
    if (count > 0)
      parts.push_back(fmt::format("{} in {}", verdict == Verdict::same ? "the same" : name_of(verdict), count));
  }
  return joined(parts);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) text += index + 1 == parts.size() ? " and " : ", ";
    text += parts[index];
  }
  return text;
}

}  // namespace throughline
