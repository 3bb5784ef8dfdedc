// SPDX-License-Identifier: MIT
#include "text/text_cursor.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>

namespace throughline {
namespace {

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  while (at + length < text.size() && is_digit(text[at + length])) ++length;
  return length;
}

/// Length of the number in front. The form is checked here because from_chars also takes "inf", "nan" and a minus sign.
std::size_t number_length(std::string_view text) {
  const std::size_t whole = digits_at(text, 0);
  std::size_t length = whole;
  std::size_t fraction = 0;
  if (length < text.size() && text[length] == '.') {
    fraction = digits_at(text, length + 1);
    if (fraction > 0) length += 1 + fraction;
  }
  if (whole + fraction == 0) return 0;
  if (length < text.size() && (text[length] == 'e' || text[length] == 'E')) {
    const bool sign = length + 1 < text.size() && (text[length + 1] == '-' || text[length + 1] == '+');
    const std::size_t begin = length + (sign ? 2 : 1);
    const std::size_t exponent = digits_at(text, begin);
    if (exponent > 0) length = begin + exponent;
  }
  return length;
}

}  // namespace

void TextCursor::skip_spaces() noexcept {
  while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
}

bool TextCursor::take(std::string_view piece) noexcept {
  if (rest_.substr(0, piece.size()) != piece) return false;
  rest_.remove_prefix(piece.size());
  return true;
}

std::optional<double> TextCursor::take_number() noexcept {
  const std::size_t length = number_length(rest_);
  if (length == 0) return std::nullopt;
  double number = 0.0;
  const std::from_chars_result result = std::from_chars(rest_.data(), rest_.data() + length, number);
  if (result.ec != std::errc() || !std::isfinite(number)) return std::nullopt;
  rest_.remove_prefix(length);
  return number;
}

std::string_view TextCursor::take_word() noexcept {
  std::size_t length = 0;
  while (length < rest_.size()) {
    const char character = rest_[length];
    const bool separator = character <= ' ' && character >= 0;
    if (separator || is_digit(character) ||
        std::string_view("+-.,:/%()<>=\"'").find(character) != std::string_view::npos)
      break;
    ++length;
  }
  const std::string_view word = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return word;
}

std::optional<int> TextCursor::take_digits(int digits) noexcept {
  if (digits_at(rest_.substr(0, static_cast<std::size_t>(digits)), 0) != static_cast<std::size_t>(digits))
    return std::nullopt;
  int number = 0;
  for (int digit = 0; digit < digits; ++digit) number = number * 10 + (rest_[static_cast<std::size_t>(digit)] - '0');
  rest_.remove_prefix(static_cast<std::size_t>(digits));
  return number;
}

std::string TextCursor::number_hint() const {
  if (rest_.empty()) return {};
  if (rest_.front() == '-') return "it is not negative";
  if (rest_.front() == '+') return "write it without a plus sign";
  if (rest_.front() == ',') return "write a decimal point, not a comma";
  if (number_length(rest_) > 0) return "the number is out of range";
  return {};
}

}  // namespace throughline
