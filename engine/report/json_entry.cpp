// SPDX-License-Identifier: MIT
#include "report/json_entry.hpp"

#include <stdexcept>

namespace throughline {

JsonEntry::JsonEntry(const JsonTree& tree, std::string place) : tree_(tree), place_(std::move(place)) {
  if (!tree.is_object()) refuse("no object");
}

void JsonEntry::refuse(std::string_view why) const {
  throw std::runtime_error(fmt::format("{}: {}", place_.empty() ? "the file" : place_.substr(0, 80), why));
}

void JsonEntry::wrong(std::string_view name, std::string_view expected) const {
  throw std::runtime_error(fmt::format("{}: expected {}", (before() + std::string(name)).substr(0, 80), expected));
}

const JsonTree* JsonEntry::list(std::string_view name) const {
  const JsonTree* const member = tree_.find(name);
  if (member != nullptr && (member->is_object() || member->text() || member->number() || member->boolean()))
    wrong(name, "a list");
  return member;
}

const JsonTree* JsonEntry::object(std::string_view name) const {
  const JsonTree* const member = tree_.find(name);
  if (member != nullptr && !member->is_object()) wrong(name, "an object");
  return member;
}

void JsonEntry::read(std::string_view name, std::string& text) const {
  const JsonTree* const member = tree_.find(name);
  if (member == nullptr) return;
  if (member->text() == nullptr) wrong(name, "a text");
  text = *member->text();
}

void JsonEntry::read(std::string_view name, bool& value) const {
  const JsonTree* const member = tree_.find(name);
  if (member == nullptr) return;
  if (member->boolean() == nullptr) wrong(name, "true or false");
  value = *member->boolean();
}

void JsonEntry::read(std::string_view name, double& value, double low, double high) const {
  const JsonTree* const member = tree_.find(name);
  if (member == nullptr) return;
  if (member->number() == nullptr) wrong(name, "a number");
  value = member->number()->value;
  if (value < low || value > high) wrong(name, fmt::format("{} to {}", low, high));
}

void JsonEntry::read(std::string_view name, std::optional<double>& value) const {
  if (has(name)) read(name, value.emplace());
}

void JsonEntry::read(std::string_view name, std::uint64_t& value, std::uint64_t most) const {
  const JsonTree* const member = tree_.find(name);
  if (member == nullptr) return;
  if (member->number() == nullptr || !member->number()->whole) wrong(name, "a whole number");
  value = *member->number()->whole;
  if (value > most) wrong(name, fmt::format("{} at the most", most));
}

void JsonEntry::read(std::string_view name, std::optional<std::uint64_t>& value) const {
  if (has(name)) read(name, value.emplace());
}

void JsonEntry::read(std::string_view name, std::vector<std::string>& texts) const {
  const JsonTree* const member = list(name);
  if (member == nullptr) return;
  for (const JsonTree& item : member->items()) {
    if (item.text() == nullptr) wrong(name, "texts");
    texts.push_back(*item.text());
  }
}

void JsonEntry::read(std::string_view name, std::vector<double>& numbers) const {
  const JsonTree* const member = list(name);
  if (member == nullptr) return;
  for (const JsonTree& item : member->items()) {
    if (item.number() == nullptr) wrong(name, "numbers");
    numbers.push_back(item.number()->value);
  }
}

void JsonEntry::read(std::string_view name, std::vector<std::optional<double>>& numbers) const {
  const JsonTree* const member = list(name);
  if (member == nullptr) return;
  for (const JsonTree& item : member->items()) {
    if (item.number() == nullptr && !item.is_null()) wrong(name, "numbers");
    numbers.push_back(item.number() ? std::optional(item.number()->value) : std::nullopt);
  }
}

void JsonEntry::read(std::string_view name, std::vector<std::size_t>& places, std::size_t end) const {
  const JsonTree* const member = list(name);
  if (member == nullptr) return;
  for (const JsonTree& item : member->items()) {
    if (item.number() == nullptr || !item.number()->whole || *item.number()->whole >= end)
      wrong(name, fmt::format("whole numbers below {}", end));
    places.push_back(static_cast<std::size_t>(*item.number()->whole));
  }
}

void JsonEntry::read(std::string_view name, std::vector<std::pair<std::string, std::string>>& texts) const {
  const JsonTree* const member = object(name);
  if (member == nullptr) return;
  for (std::size_t index = 0; index < member->items().size(); ++index) {
    const std::string* const text = member->items()[index].text();
    if (text == nullptr) wrong(name, "texts");
    texts.emplace_back(member->names()[index], *text);
  }
}

}  // namespace throughline
