// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/table.hpp"

namespace throughline {

/// Lines no longer than the page, broken at spaces, each with `before` in front. Spaces that must not break are written
/// as any other: what is copied from a terminal should be plain.
std::string wrapped(const std::string& text, std::string_view before, Style style, std::size_t width, bool color);

}  // namespace throughline
