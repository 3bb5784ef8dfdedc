// SPDX-License-Identifier: MIT
#include "report/display_text.hpp"

#include <fmt/format.h>

#include <iterator>

#include "diagnostic/code_points.hpp"
#include "report/character_width.hpp"

namespace throughline {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_hostile(char32_t point) {
  const bool control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
  const bool line_end = point == 0x2028 || point == 0x2029;
  const bool direction = point == 0x061C || point == 0x200E || point == 0x200F ||
                         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  return control || line_end || direction;
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char32_t point : code_points(text)) {
    if (is_hostile(point)) {
      fmt::format_to(std::back_inserter(safe), "\\u{:04X}", static_cast<std::uint32_t>(point));
    } else {
      append_utf8(safe, point);
    }
  }
  return safe;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const char32_t point : code_points(text)) width += character_width(point);
  return width;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string beginning;
  std::size_t filled = display_width(ellipsis);
  for (const char32_t point : code_points(text)) {
    filled += character_width(point);
    if (filled > width) break;
    append_utf8(beginning, point);
  }
  return beginning.append(ellipsis);
}

}  // namespace throughline
