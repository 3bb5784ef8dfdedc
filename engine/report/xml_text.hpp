// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace throughline {

/// A text within an element or an attribute of XML 1.0, whoever wrote it: made harmless (display_text.hpp), so no
/// control that XML forbids is left, and `<`, `>`, `&` and quotes written as entities. The two code points that XML
/// forbids beside controls (U+FFFE, U+FFFF) become U+FFFD.
std::string xml_text(std::string_view text);

/// ` name="value"`, with a space in front. Requires that the name is one.
std::string xml_attribute(std::string_view name, std::string_view value);

}  // namespace throughline
