// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace throughline {

/// Terminal columns that a code point fills: 2 for wide East Asian characters and pictographs, 0 for marks that combine
/// with the character before them and for invisible ones, else 1. Control characters have no width of their own: make
/// text harmless first (display_text.hpp).
std::size_t character_width(char32_t point) noexcept;

}  // namespace throughline
