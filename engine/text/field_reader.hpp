// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "diagnostic/diagnostics.hpp"
#include "text/input_files.hpp"
#include "text/node.hpp"
#include "text/value.hpp"

namespace throughline {

/// How many values may be read, scenario by scenario and segment by segment: each reads again what it does not change,
/// so that a small hostile file could keep a reader busy for hours. A shift of a roster counts as one.
struct ReadingBudget {
  static constexpr std::size_t values = 1'000'000;
  std::size_t left = values;
};

/// What every reader needs: where mistakes go, where csv files come from, and what [blueprint] says about values.
struct Reading {
  Diagnostics& diagnostics;
  InputFiles& files;
  std::optional<double> time_unit;  ///< seconds of a bare number
  std::string currency;
  ReadingBudget& budget;
  bool names_lost = false;  ///< a table of names could not be read: who mentions one of them would be blamed for it

  /// Whether this may be read (again): diagnosed where the budget does not reach.
  bool spend(const Node& node) { return spend(size_of(node), node.at); }
  bool spend(std::size_t values, const SourcePosition& at);

  /// `step "order": time: expected a duration, found 5`.
  void expected(const Node& found, const std::string& label, const ValueError& error);
  void fail(const SourcePosition& at, const std::string& label, const std::string& message, std::string hint = {});
};

/// One table of a blueprint, read by the keys of the format. The constructor diagnoses what is no table, unknown keys
/// (with the nearest name), keys that are not built yet, and required keys that are missing.
class FieldReader {
 public:
  /// `label` names the table to people: `step "order": failure`.
  FieldReader(const Node& node, std::string_view table, std::string label, Reading& reading);

  /// For a table whose keys were checked before.
  static FieldReader checked(const Node& node, std::string_view table, std::string label, Reading& reading);

  const Node& node() const noexcept { return *node_; }
  Reading& reading() const noexcept { return *reading_; }
  const std::string& label() const noexcept { return label_; }

  /// The value of a key of the format, nullptr where it was not written (or is not built).
  const Node* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }

  /// Whether something was diagnosed that may stand for a key which is now missed: an unknown key, one that is not
  /// built yet, or no table at all.
  bool holds_strangers() const;
  std::string label_of(std::string_view key) const;

  /// What `read(node, label, reading)` makes of the value of a key; none where there is none or it was wrong.
  template <class Read>
  std::invoke_result_t<Read, const Node&, const std::string&, Reading&> read(std::string_view key,
                                                                             Read&& read_value) const {
    const Node* const value = find(key);
    if (value == nullptr) return std::nullopt;
    return std::forward<Read>(read_value)(*value, label_of(key), *reading_);
  }

 private:
  struct Unchecked {};
  FieldReader(Unchecked, const Node& node, std::string_view table, std::string label, Reading& reading);
  void check() const;

  const Node* node_;
  std::string table_;
  std::string label_;
  Reading* reading_;
};

}  // namespace throughline
