// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/json_tree.hpp"

namespace throughline {

/// One object of a stored JSON that may come from anybody, and its place for messages. Members that are not there leave
/// things as they are; those of another type, or beyond their bounds, are refused: std::runtime_error says which and
/// why. Keeps a reference to the tree.
class JsonEntry {
 public:
  static constexpr std::uint64_t largest_count = 999'999'999'999'999;

  JsonEntry(const JsonTree& tree, std::string place);

  [[noreturn]] void refuse(std::string_view why) const;

  bool has(std::string_view name) const noexcept { return tree_.find(name) != nullptr; }

  void read(std::string_view name, std::string& text) const;
  void read(std::string_view name, bool& value) const;
  void read(std::string_view name, double& value, double low = -1e100, double high = 1e100) const;
  void read(std::string_view name, std::optional<double>& value) const;
  void read(std::string_view name, std::uint64_t& value, std::uint64_t most = largest_count) const;
  void read(std::string_view name, std::optional<std::uint64_t>& value) const;
  void read(std::string_view name, std::vector<std::string>& texts) const;
  void read(std::string_view name, std::vector<double>& numbers) const;
  /// Of which null are absent.
  void read(std::string_view name, std::vector<std::optional<double>>& numbers) const;
  /// Each below `end`.
  void read(std::string_view name, std::vector<std::size_t>& places, std::size_t end) const;
  /// Every member that is a text, with its name.
  void read(std::string_view name, std::vector<std::pair<std::string, std::string>>& texts) const;

  /// One of `all`, by its name.
  template <class Value, std::size_t size>
  void read(std::string_view name, Value& value, const std::array<Value, size>& all) const {
    std::string text;
    read(name, text);
    if (!has(name)) return;
    for (const Value each : all) {
      if (name_of(each) == text) {
        value = each;
        return;
      }
    }
    refuse(fmt::format("unknown {} \"{}\"", name, text.substr(0, 60)));
  }

  /// `body(entry)` of each object in the list.
  template <class Body>
  void each(std::string_view name, const Body& body) const {
    const JsonTree* const member = list(name);
    if (member == nullptr) return;
    for (std::size_t index = 0; index < member->items().size(); ++index)
      body(JsonEntry(member->items()[index], fmt::format("{}{}.{}", before(), name, index)));
  }
  /// `body(key, entry)` of each member of the object that is an object itself.
  template <class Body>
  void each_named(std::string_view name, const Body& body) const {
    const JsonTree* const member = object(name);
    if (member == nullptr) return;
    for (std::size_t index = 0; index < member->items().size(); ++index) {
      const std::string& key = member->names()[index];
      body(key, JsonEntry(member->items()[index], fmt::format("{}{}.{}", before(), name, key)));
    }
  }
  /// `body(entry)` of the object, where it is there.
  template <class Body>
  void inside(std::string_view name, const Body& body) const {
    if (const JsonTree* member = tree_.find(name)) body(JsonEntry(*member, fmt::format("{}{}", before(), name)));
  }

 private:
  std::string before() const { return place_.empty() ? "" : place_ + "."; }
  [[noreturn]] void wrong(std::string_view name, std::string_view expected) const;
  const JsonTree* list(std::string_view name) const;
  const JsonTree* object(std::string_view name) const;

  const JsonTree& tree_;
  std::string place_;
};

}  // namespace throughline
