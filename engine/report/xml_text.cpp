// SPDX-License-Identifier: MIT
#include "report/xml_text.hpp"

#include <fmt/format.h>

#include "diagnostic/code_points.hpp"
#include "report/display_text.hpp"

namespace throughline {

std::string xml_text(std::string_view text) {
  constexpr char32_t replacement = 0xFFFD;
  std::string written;
  for (const char32_t point : code_points(harmless(text))) {
    switch (point) {
      case U'&':
        written += "&amp;";
        break;
      case U'<':
        written += "&lt;";
        break;
      case U'>':
        written += "&gt;";
        break;
      case U'"':
        written += "&quot;";
        break;
      case U'\'':
        written += "&apos;";
        break;
      default:
        append_utf8(written, point == 0xFFFE || point == 0xFFFF ? replacement : point);
    }
  }
  return written;
}

std::string xml_attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, xml_text(value));
}

}  // namespace throughline
