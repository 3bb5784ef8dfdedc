// SPDX-License-Identifier: MIT
#include "text/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <tuple>
#include <utility>

#include <toml++/toml.h>

#include "text/toml_limits.hpp"

namespace throughline {
namespace {

/// Copies toml++'s tree into our own, which keeps the order of the file.
class TreeBuilder {
 public:
  explicit TreeBuilder(const std::string& file) : file_(file) {}

  Node build(const toml::node& source) const {
    Node node;
    node.at = position(source.source());
    source.visit([&](const auto& value) { fill(node, value); });
    return node;
  }

 private:
  SourcePosition position(const toml::source_region& region) const {
    return {file_, region.begin.line, region.begin.column};
  }

  void fill(Node& node, const toml::table& table) const {
    node.kind = Node::Kind::table;
    node.entries.reserve(table.size());
    for (const auto& [key, value] : table) {
      node.entries.push_back({std::string(key.str()), position(key.source()), build(value)});
    }
    std::sort(node.entries.begin(), node.entries.end(), [](const Entry& one, const Entry& other) {
      return std::tie(one.at.line, one.at.column, one.key) < std::tie(other.at.line, other.at.column, other.key);
    });
  }

  void fill(Node& node, const toml::array& array) const {
    node.kind = Node::Kind::array;
    node.items.reserve(array.size());
    for (const toml::node& item : array) node.items.push_back(build(item));
  }

  void fill(Node& node, const toml::value<std::string>& value) const {
    node.kind = Node::Kind::string;
    node.text = value.get();
  }

  void fill(Node& node, const toml::value<std::int64_t>& value) const {
    node.kind = Node::Kind::integer;
    node.integer = value.get();
    node.number = static_cast<double>(node.integer);
  }

  void fill(Node& node, const toml::value<double>& value) const {
    node.kind = Node::Kind::real;
    node.number = value.get();
  }

  void fill(Node& node, const toml::value<bool>& value) const {
    node.kind = Node::Kind::boolean;
    node.boolean = value.get();
  }

  template <class Date>
  void fill(Node& node, const toml::value<Date>& value) const {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << value.get();
    node.kind = Node::Kind::string;
    node.text = text.str();
  }

  const std::string& file_;
};

void move_to(Node& node, const SourcePosition& at) {
  node.at = at;
  for (Node& item : node.items) move_to(item, at);
  for (Entry& entry : node.entries) {
    entry.at = at;
    move_to(entry.value, at);
  }
}

/// What planners trip over when they are new to TOML.
std::string hint_for(std::string_view description) {
  constexpr auto holds = [](std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  if (holds(description, "parsing time") || holds(description, "parsing date"))
    return "write times and dates in quotes: \"07:30\"";
  if (holds(description, "parsing inline table"))
    return "a table in braces stands on one line; a longer one has a [header]";
  const bool foreign_letter = holds(description, "key") &&
                              std::any_of(description.begin(), description.end(),
                                          [](char byte) { return (static_cast<unsigned char>(byte) & 0x80U) != 0; });
  return foreign_letter ? "names in other letters than a to z stand in quotes" : "";
}

}  // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  if (const std::optional<TomlExcess> excess = find_excess(text)) {
    diagnostics.add({file, excess->line, excess->column}, excess->message);
    return std::nullopt;
  }
  try {
    const toml::table table = toml::parse(text);
    Node root = TreeBuilder(file).build(table);
    root.at = {file, 1, 1};
    return root;
  } catch (const toml::parse_error& error) {
    const toml::source_position begin = error.source().begin;
    diagnostics.add({file, begin.line, begin.column}, fmt::format("not valid TOML: {}", error.description()),
                    hint_for(error.description()));
    return std::nullopt;
  }
}

Node parse_toml_value(std::string_view text, const SourcePosition& at) {
  Node plain;
  plain.kind = Node::Kind::string;
  plain.text = text;
  plain.at = at;
  const bool several_lines = text.find_first_of("\r\n") != std::string_view::npos;
  if (several_lines) return plain;
  Diagnostics ignored{std::string()};
  std::optional<Node> root = parse_toml("value = " + std::string(text), at.file, ignored);
  if (!root || root->entries.size() != 1) return plain;
  Node value = std::move(root->entries.front().value);
  move_to(value, at);
  return value;
}

}  // namespace throughline
