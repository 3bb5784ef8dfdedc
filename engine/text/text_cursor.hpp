// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace throughline {

/// Reads a short text from left to right, piece by piece.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : rest_(text) {}

  bool at_end() const noexcept { return rest_.empty(); }
  std::string_view rest() const noexcept { return rest_; }

  void skip_spaces() noexcept;

  /// Takes exactly this where it is next.
  bool take(std::string_view piece) noexcept;

  /// `12`, `0.5`, `.5`, `1e-3`: no sign, finite. Takes nothing where there is none.
  std::optional<double> take_number() noexcept;

  /// The longest run that holds no space, digit, sign or separator: a unit, a currency, the name of a day. May be
  /// empty.
  std::string_view take_word() noexcept;

  /// Exactly `digits` decimal digits.
  std::optional<int> take_digits(int digits) noexcept;

  /// What is probably wrong with a number at this place; may be empty.
  std::string number_hint() const;

 private:
  std::string_view rest_;
};

}  // namespace throughline
