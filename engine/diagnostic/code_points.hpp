// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace throughline {

/// The Unicode code points of a UTF-8 text. Bytes that are not UTF-8 (stray, overlong, surrogate) each become U+FFFD.
std::u32string code_points(std::string_view utf8);

/// Appends one code point to a UTF-8 text.
void append_utf8(std::string& text, char32_t code_point);

}  // namespace throughline
