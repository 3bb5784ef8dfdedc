// SPDX-License-Identifier: MIT
#include "report/text_measure.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "diagnostic/code_points.hpp"
#include "report/character_width.hpp"

namespace throughline {
namespace {

/// Thousandths of the font size, U+0020 to U+007E of DejaVu Sans, which is wider than the fonts it stands for.
constexpr std::array<int, 95> ascii_widths{
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838};

constexpr std::u32string_view ellipsis = U"…";

/// Wide characters that fill a square: ideographs, kana, hangul and their punctuation; other wide ones are pictographs.
bool is_east_asian(char32_t point) {
  return character_width(point) == 2 && ((point >= 0x1100 && point < 0x1'0000) || (point >= 0x2'0000)) &&
         !(point >= 0x2300 && point < 0x2E80);
}

int thousandths(char32_t point) {
  if (point >= 0x20 && point < 0x7F) return ascii_widths[point - 0x20];
  switch (character_width(point)) {
    case 0:
      return 0;
    case 2:
      return is_east_asian(point) ? 1000 : 1400;
    default:
      break;
  }
  if (point < 0x250) return 790;  // letters of Latin with marks; a few are wider, many narrower
  if (point < 0x530) return 860;  // Greek, Cyrillic
  if (point < 0x780) return 800;  // Armenian, Hebrew, Arabic
  return 1000;
}

double width_of(std::u32string_view text, double font_size) {
  double sum = 0.0;
  for (const char32_t point : text) sum += thousandths(point);
  return sum * font_size / 1000.0;
}

std::string utf8(std::u32string_view text) {
  std::string written;
  for (const char32_t point : text) append_utf8(written, point);
  return written;
}

/// As much of the beginning as fits, combining marks with their letters; one character at least.
std::size_t fitting(std::u32string_view text, double font_size, double width) {
  double sum = 0.0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    sum += thousandths(text[at]) * font_size / 1000.0;
    if (sum > width) return std::max<std::size_t>(at, 1);
  }
  return text.size();
}

std::u32string_view without_spaces_behind(std::u32string_view text) {
  while (!text.empty() && text.back() == U' ') text.remove_suffix(1);
  return text;
}

std::u32string_view without_spaces_before(std::u32string_view text) {
  while (!text.empty() && text.front() == U' ') text.remove_prefix(1);
  return text;
}

std::string cut(std::u32string_view text, double font_size, double width) {
  if (width_of(text, font_size) <= width) return utf8(text);
  const double room = width - width_of(ellipsis, font_size);
  return utf8(without_spaces_behind(text.substr(0, fitting(text, font_size, room)))) + utf8(ellipsis);
}

/// Whether a line may end between two characters.
bool may_break(char32_t before, char32_t behind) {
  // What must not begin a line in Chinese and Japanese.
  constexpr std::u32string_view closing = U"、。，．：；？！）」』】〕〉》’”%)]}.,:;!?";
  if (closing.find(behind) != std::u32string_view::npos || character_width(behind) == 0) return false;
  return before == U' ' || before == U'-' || is_east_asian(before) || is_east_asian(behind);
}

/// Where the first line ends: at the last place within the width where it may, else in the middle of a word.
std::size_t end_of_line(std::u32string_view text, double font_size, double width) {
  // A space that does not fit hangs over the end.
  const std::size_t most = fitting(text, font_size, width);
  if (most == text.size()) return most;
  for (std::size_t at = most; at > 0; --at) {
    if (text[at] == U' ' || may_break(text[at - 1], text[at])) return at;
  }
  return most;
}

}  // namespace

double text_width(std::string_view text, double font_size) {
  return width_of(code_points(text), font_size);
}

std::string cut_to_width(std::string_view text, double font_size, double width) {
  return cut(code_points(text), font_size, width);
}

std::vector<std::string> wrap_to_width(std::string_view text, double font_size, double width, std::size_t most_lines) {
  const std::u32string points = code_points(text);
  std::u32string_view rest = without_spaces_before(without_spaces_behind(points));
  std::vector<std::string> lines;
  while (!rest.empty()) {
    if (lines.size() + 1 == most_lines) {
      lines.push_back(cut(rest, font_size, width));
      break;
    }
    const std::size_t end = end_of_line(rest, font_size, width);
    lines.push_back(utf8(without_spaces_behind(rest.substr(0, end))));
    rest = without_spaces_before(rest.substr(end));
  }
  return lines;
}

}  // namespace throughline
