// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace throughline {

/// Text that may go to a terminal, whoever wrote it: controls (escapes, line ends, tabs) and the marks that reverse the
/// direction of text are written as `\u001B`, bytes that are not UTF-8 as U+FFFD.
std::string harmless(std::string_view text);

/// Terminal columns that a harmless text fills.
std::size_t display_width(std::string_view text);

/// The text, or as much of its beginning as fits in `width` columns with an ellipsis behind it. Requires width > 0.
std::string fitted(std::string_view text, std::size_t width);

}  // namespace throughline
