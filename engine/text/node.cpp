// SPDX-License-Identifier: MIT
#include "text/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "diagnostic/code_points.hpp"

namespace throughline {

const Entry* Node::find(std::string_view key) const noexcept {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [key](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

Entry* Node::find(std::string_view key) noexcept {
  return const_cast<Entry*>(std::as_const(*this).find(key));
}

std::size_t size_of(const Node& node) noexcept {
  std::size_t size = 1;
  for (const Node& item : node.items) size += size_of(item);
  for (const Entry& entry : node.entries) size += size_of(entry.value);
  return size;
}

std::string description(const Node& node) {
  switch (node.kind) {
    case Node::Kind::table:
      return node.entries.empty() ? "an empty table" : "a table";
    case Node::Kind::array:
      return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::string:
      return in_quotes(node.text);
    case Node::Kind::integer:
      return fmt::format("{}", node.integer);
    case Node::Kind::real:
      return fmt::format("{}", node.number);
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
  }
  return {};
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string cut = "\"";
  std::size_t length = 0;
  // Four bytes a code point at most: what lies beyond them is cut in any case, so it need not be decoded.
  for (const char32_t point : code_points(text.substr(0, 4 * (longest + 1)))) {
    if (++length > longest) return cut + "...\"";
    append_utf8(cut, point);
  }
  return cut + '"';
}

}  // namespace throughline
