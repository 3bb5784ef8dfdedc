// SPDX-License-Identifier: MIT
#include "text/field_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <vector>

#include "diagnostic/nearest_name.hpp"
#include "text/format.hpp"

namespace throughline {
namespace {

bool is_stranger(const KeyInfo* key) {
  return key == nullptr || !key->built;
}

}  // namespace

bool Reading::spend(std::size_t values, const SourcePosition& at) {
  if (values > budget.left) {
    budget.left = 0;
    diagnostics.add(at, fmt::format("scenarios and segments repeat more than {} values", ReadingBudget::values));
    return false;
  }
  budget.left -= values;
  return true;
}

void Reading::expected(const Node& found, const std::string& label, const ValueError& error) {
  fail(found.at, label, fmt::format("expected {}, found {}", error.expected, description(found)), error.hint);
}

void Reading::fail(const SourcePosition& at, const std::string& label, const std::string& message, std::string hint) {
  diagnostics.add(at, label.empty() ? message : fmt::format("{}: {}", label, message), std::move(hint));
}

FieldReader::FieldReader(const Node& node, std::string_view table, std::string label, Reading& reading)
    : FieldReader(Unchecked{}, node, table, std::move(label), reading) {
  check();
}

FieldReader::FieldReader(Unchecked, const Node& node, std::string_view table, std::string label, Reading& reading)
    : node_(&node), table_(table), label_(std::move(label)), reading_(&reading) {}

FieldReader FieldReader::checked(const Node& node, std::string_view table, std::string label, Reading& reading) {
  return FieldReader(Unchecked{}, node, table, std::move(label), reading);
}

void FieldReader::check() const {
  if (!node_->is_table()) {
    reading_->expected(*node_, label_, {"a table", {}});
    return;
  }
  std::vector<std::string> meant;
  bool unbuilt = false;
  for (const Entry& entry : node_->entries) {
    const KeyInfo* const key = find_key(table_, entry.key);
    if (key == nullptr) {
      const std::vector<std::string> valid = built_keys(table_);
      const std::optional<std::string> nearest = nearest_name(entry.key, valid);
      if (nearest) meant.push_back(*nearest);
      reading_->fail(entry.at, label_, fmt::format("unknown key {}", in_quotes(entry.key)),
                     nearest ? fmt::format("did you mean {}?", in_quotes(*nearest))
                             : fmt::format("keys are {}", fmt::join(valid, ", ")));
    } else if (!key->built) {
      reading_->fail(entry.at, label_, fmt::format("{} is not built yet", in_quotes(entry.key)));
      unbuilt = true;
    }
  }
  // What is not built may be what would stand in for a required key.
  if (unbuilt) return;
  for (const KeyInfo& key : format_keys()) {
    if (key.table != table_ || !key.required || node_->find(key.key) != nullptr) continue;
    if (std::find(meant.begin(), meant.end(), key.key) != meant.end()) continue;
    reading_->fail(node_->at, label_, fmt::format("{} is missing", in_quotes(key.key)), std::string(key.meaning));
  }
}

bool FieldReader::holds_strangers() const {
  return !node_->is_table() || std::any_of(node_->entries.begin(), node_->entries.end(), [this](const Entry& entry) {
    return is_stranger(find_key(table_, entry.key));
  });
}

const Node* FieldReader::find(std::string_view key) const {
  assert(find_key(table_, key) != nullptr && find_key(table_, key)->built);
  const Entry* const entry = node_->find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

std::string FieldReader::label_of(std::string_view key) const {
  return label_.empty() ? std::string(key) : fmt::format("{}: {}", label_, key);
}

}  // namespace throughline
