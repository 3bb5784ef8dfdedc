// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace throughline {

// How much room text takes in a drawing. There is no font to ask: widths are those of a wide sans-serif, so that what
// is measured here fits in the fonts that readers have. Texts must be harmless (display_text.hpp).

/// The most that a text is wide, in the unit of the font size.
double text_width(std::string_view text, double font_size);

/// The text, or as much of its beginning as fits in `width` with an ellipsis behind it.
std::string cut_to_width(std::string_view text, double font_size, double width);

/// At most `most_lines` lines, each no wider than `width`: broken at spaces, before and behind wide East Asian
/// characters, and within words that are wider than a line; the last ends with an ellipsis where not all fits. An empty
/// text has no lines. Requires most_lines > 0 and room for two characters.
std::vector<std::string> wrap_to_width(std::string_view text, double font_size, double width, std::size_t most_lines);

}  // namespace throughline
