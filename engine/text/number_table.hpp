// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/field_reader.hpp"

namespace throughline {

/// A table from whole numbers to what `read_value(node, label, reading)` makes of their values, ascending:
/// `{ "3" = "20 %", "6" = "60 %" }`. `example` is shown to whoever writes something else.
template <class Read>
auto read_by_number(const Node& node, const std::string& label, const std::string& example, Read&& read_value,
                    Reading& reading) {
  constexpr std::uint64_t most = 1'000'000'000;
  using Value = typename std::invoke_result_t<Read, const Node&, const std::string&, Reading&>::value_type;
  using Levels = std::vector<std::pair<std::uint32_t, Value>>;
  std::optional<Levels> levels;
  if (!node.is_table() || node.entries.empty()) {
    reading.expected(node, label, {"a table such as " + example, {}});
    return levels;
  }
  levels.emplace();
  for (const Entry& entry : node.entries) {
    const auto number = parse_whole_number(entry.key, 0, most);
    const auto value = read_value(entry.value, fmt::format("{}: {}", label, entry.key), reading);
    if (!number) {
      reading.fail(entry.at, label, fmt::format("expected {}, found {}", number.error().expected, in_quotes(entry.key)),
                   number.error().hint);
    }
    if (number && value) levels->emplace_back(static_cast<std::uint32_t>(*number), *value);
  }
  if (levels->size() < node.entries.size()) return std::optional<Levels>();
  const auto lower = [](const auto& one, const auto& other) { return one.first < other.first; };
  std::sort(levels->begin(), levels->end(), lower);
  const auto twice = std::adjacent_find(levels->begin(), levels->end(),
                                        [](const auto& one, const auto& other) { return one.first == other.first; });
  if (twice == levels->end()) return levels;
  reading.fail(node.at, label, fmt::format("{} stands here twice", twice->first));
  return std::optional<Levels>();
}

}  // namespace throughline
