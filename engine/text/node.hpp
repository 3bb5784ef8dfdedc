// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/diagnostic.hpp"

namespace throughline {

struct Entry;

/// A value of a TOML text and where it stands. Tables keep the order of the file. Dates and times are strings: what
/// they mean is decided where they are used.
struct Node {
  enum class Kind : std::uint8_t { table, array, string, integer, real, boolean };

  Kind kind = Kind::table;
  bool boolean = false;
  std::int64_t integer = 0;    ///< of kind integer
  double number = 0.0;         ///< of kinds integer and real
  std::string text;            ///< of kind string
  std::vector<Node> items;     ///< of kind array
  std::vector<Entry> entries;  ///< of kind table
  SourcePosition at;

  bool is_table() const noexcept { return kind == Kind::table; }
  bool is_array() const noexcept { return kind == Kind::array; }
  bool is_string() const noexcept { return kind == Kind::string; }
  bool is_number() const noexcept { return kind == Kind::integer || kind == Kind::real; }

  /// The entry of a table, nullptr where there is none (or this is no table).
  const Entry* find(std::string_view key) const noexcept;
  Entry* find(std::string_view key) noexcept;
};

struct Entry {
  std::string key;
  SourcePosition at;  ///< of the key
  Node value;
};

/// How many values a tree holds, itself included.
std::size_t size_of(const Node& node) noexcept;

/// `"5 mins"`, `12.5`, `true`, `a list`, `a table`: what was found, for a message. Long texts are cut.
std::string description(const Node& node);

/// `"5 mins"`, cut after some forty characters.
std::string in_quotes(std::string_view text);

}  // namespace throughline
