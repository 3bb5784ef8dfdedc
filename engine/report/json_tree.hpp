// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace throughline {

struct JsonMembers;

/// JSON that may come from anybody, read whole and in its order: as deep and as long as results are, no more.
class JsonTree {
 public:
  /// A number of JSON; `whole` where it is one without a sign, a point or an exponent.
  struct Number {
    double value = 0.0;
    std::optional<std::uint64_t> whole;
  };

  JsonTree();
  ~JsonTree();
  JsonTree(JsonTree&&) noexcept;
  JsonTree& operator=(JsonTree&&) noexcept;

  /// Throws std::runtime_error, which says what is wrong: no JSON, too deep, too long, numbers beyond 10^100.
  static JsonTree read(std::string_view json);

  bool is_object() const noexcept;
  bool is_null() const noexcept { return std::holds_alternative<std::monostate>(value_); }
  const bool* boolean() const noexcept { return std::get_if<bool>(&value_); }
  const Number* number() const noexcept { return std::get_if<Number>(&value_); }
  const std::string* text() const noexcept { return std::get_if<std::string>(&value_); }

  /// Of an object or a list; empty else.
  const std::vector<JsonTree>& items() const noexcept;
  /// Of an object, one for each item; empty else.
  const std::vector<std::string>& names() const noexcept;
  /// The member of an object, the first of that name; nullptr where there is none.
  const JsonTree* find(std::string_view name) const noexcept;

 private:
  friend class JsonTreeEvents;
  std::variant<std::monostate, bool, Number, std::string, std::unique_ptr<JsonMembers>> value_;
};

/// Of an object or a list.
struct JsonMembers {
  bool is_object = false;
  std::vector<std::string> names;
  std::vector<JsonTree> items;
};

}  // namespace throughline
