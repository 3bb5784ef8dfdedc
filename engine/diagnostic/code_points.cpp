// SPDX-License-Identifier: MIT
#include "diagnostic/code_points.hpp"

#include <cstddef>

namespace throughline {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Form {
  std::size_t length = 0;
  char32_t bits = 0;      ///< of the first byte
  char32_t smallest = 0;  ///< a smaller code point in this form is overlong
};

Form form_of(unsigned char lead) {
  if (lead < 0x80) return {1, lead, 0};
  if ((lead & 0xE0) == 0xC0) return {2, lead & 0x1FU, 0x80};
  if ((lead & 0xF0) == 0xE0) return {3, lead & 0x0FU, 0x800};
  if ((lead & 0xF8) == 0xF0) return {4, lead & 0x07U, 0x10000};
  return {};
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const Form form = form_of(static_cast<unsigned char>(utf8[at]));
    bool valid = form.length > 0 && at + form.length <= utf8.size();
    char32_t point = form.bits;
    for (std::size_t next = 1; valid && next < form.length; ++next) {
      const auto byte = static_cast<unsigned char>(utf8[at + next]);
      valid = (byte & 0xC0) == 0x80;
      point = (point << 6) | (byte & 0x3FU);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    valid = valid && point >= form.smallest && point <= 0x10FFFF && !surrogate;
    points.push_back(valid ? point : replacement);
    at += valid ? form.length : 1;
  }
  return points;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto tail = [&text, code_point](int shift) {
    text.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
  };
  if (code_point < 0x80) {
    text.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    text.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
    tail(0);
  } else if (code_point < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | (code_point >> 12)));
    tail(6);
    tail(0);
  } else {
    text.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace throughline
