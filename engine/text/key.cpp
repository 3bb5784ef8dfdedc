// SPDX-License-Identifier: MIT
#include "text/key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "diagnostic/code_points.hpp"

namespace throughline {
namespace {

constexpr std::size_t longest_key = 200;

struct Range {
  char32_t first, last;
};

/// Beyond ASCII everything counts as a letter but these: controls, spaces, punctuation, symbols, what has no meaning of
/// its own. A full table of letters would be a library; this keeps out what would mislead a reader or break a path.
constexpr std::array not_letters{
    Range{0x80, 0xA9},       Range{0xAB, 0xB4},     Range{0xB6, 0xB9},     Range{0xBB, 0xBF},
    Range{0xD7, 0xD7},       Range{0xF7, 0xF7},     Range{0x1680, 0x1680}, Range{0x180E, 0x180E},
    Range{0x2000, 0x206F},   Range{0x20A0, 0x20CF}, Range{0x2190, 0x2BFF}, Range{0x2E00, 0x2E7F},
    Range{0x3000, 0x3004},   Range{0x3008, 0x3020}, Range{0xD800, 0xF8FF}, Range{0xFE00, 0xFE1F},
    Range{0xFE30, 0xFE6F},   Range{0xFEFF, 0xFEFF}, Range{0xFF00, 0xFF0F}, Range{0xFF1A, 0xFF20},
    Range{0xFF3B, 0xFF40},   Range{0xFF5B, 0xFF65}, Range{0xFFE0, 0xFFFF}, Range{0x1F000, 0x1FAFF},
    Range{0xE0000, 0x10FFFF}};

bool is_key_character(char32_t point) {
  if (point < 0x80) {
    const bool letter = (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z');
    return letter || (point >= U'0' && point <= U'9') || point == U'_' || point == U'-';
  }
  return std::none_of(not_letters.begin(), not_letters.end(),
                      [point](const Range& range) { return point >= range.first && point <= range.last; });
}

}  // namespace

bool is_key(std::string_view name) {
  if (name.empty() || name.size() > 4 * longest_key) return false;
  const std::u32string points = code_points(name);
  return points.size() <= longest_key && std::all_of(points.begin(), points.end(), is_key_character);
}

namespace {

void check_key(const Entry& entry, const std::string& label, const std::vector<std::string>& reserved,
               Reading& reading) {
  if (!is_key(entry.key)) {
    reading.fail(entry.at, label, fmt::format("{} cannot be a name", in_quotes(entry.key)),
                 "names are letters, digits, _ and -; what people read is name = \"...\"");
  } else if (std::find(reserved.begin(), reserved.end(), entry.key) != reserved.end()) {
    reading.fail(entry.at, label,
                 fmt::format("{} has a meaning of its own and cannot be a name", in_quotes(entry.key)));
  }
}

}  // namespace

std::vector<const Entry*> named_tables(const Node& node, const std::string& label, std::size_t most,
                                       const std::vector<std::string>& reserved, Reading& reading) {
  std::vector<const Entry*> tables;
  if (!node.is_table()) {
    reading.expected(node, label, {"a table", {}});
    reading.names_lost = true;
    return tables;
  }
  if (node.entries.size() > most) {
    reading.fail(node.entries[most].at, label, fmt::format("more than {} names", most));
    reading.names_lost = true;
    return tables;
  }
  for (const Entry& entry : node.entries) {
    check_key(entry, label, reserved, reading);
    tables.push_back(&entry);
  }
  return tables;
}

}  // namespace throughline
