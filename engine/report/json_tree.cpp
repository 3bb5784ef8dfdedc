// SPDX-License-Identifier: MIT
#include "report/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace throughline {
namespace {

constexpr std::size_t most_depth = 32;
constexpr std::size_t most_values = 4'000'000;
// Squares of such numbers are numbers still.
constexpr double largest_number = 1e100;

}  // namespace

/// Takes the events of the parser; each returns whether to go on.
class JsonTreeEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add({}); }
  bool boolean(bool value) override {
    JsonTree tree;
    tree.value_ = value;
    return add(std::move(tree));
  }
  bool number_integer(number_integer_t value) override { return add_number(static_cast<double>(value), std::nullopt); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(static_cast<double>(value), value); }
  bool number_float(number_float_t value, const string_t&) override { return add_number(value, std::nullopt); }
  bool string(string_t& value) override {
    JsonTree tree;
    tree.value_ = std::move(value);
    return add(std::move(tree));
  }
  bool binary(binary_t&) override { return add({}); }
  bool start_object(std::size_t) override { return enter(true); }
  bool start_array(std::size_t) override { return enter(false); }
  bool key(string_t& name) override {
    open_.back()->names.push_back(std::move(name));
    return true;
  }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) override {
    return refuse(fmt::format("no JSON from byte {} on", at));
  }

  const std::string& mistake() const noexcept { return mistake_; }
  JsonTree take() { return std::move(root_); }

 private:
  bool refuse(std::string why) {
    if (mistake_.empty()) mistake_ = std::move(why);
    return false;
  }

  bool add_number(double value, std::optional<std::uint64_t> whole) {
    if (!(std::abs(value) <= largest_number)) return refuse(fmt::format("the number {}", value));
    JsonTree tree;
    tree.value_ = JsonTree::Number{value, whole};
    return add(std::move(tree));
  }

  bool add(JsonTree tree) {
    if (++count_ > most_values) return refuse(fmt::format("more than {} values", most_values));
    if (open_.empty()) {
      root_ = std::move(tree);
    } else {
      open_.back()->items.push_back(std::move(tree));
    }
    return true;
  }

  bool enter(bool is_object) {
    if (open_.size() >= most_depth) return refuse(fmt::format("more than {} levels", most_depth));
    auto members = std::make_unique<JsonMembers>();
    members->is_object = is_object;
    JsonMembers* const inside = members.get();
    JsonTree tree;
    tree.value_ = std::move(members);
    if (!add(std::move(tree))) return false;
    open_.push_back(inside);
    return true;
  }

  bool leave() {
    open_.pop_back();
    return true;
  }

  JsonTree root_;
  std::vector<JsonMembers*> open_;  ///< members stay where they are while their tree moves
  std::size_t count_ = 0;
  std::string mistake_;
};

JsonTree::JsonTree() = default;
JsonTree::~JsonTree() = default;
JsonTree::JsonTree(JsonTree&&) noexcept = default;
JsonTree& JsonTree::operator=(JsonTree&&) noexcept = default;

JsonTree JsonTree::read(std::string_view json) {
  JsonTreeEvents events;
  nlohmann::json::sax_parse(json, &events);
  if (!events.mistake().empty()) throw std::runtime_error(events.mistake());
  return events.take();
}

bool JsonTree::is_object() const noexcept {
  const auto* const members = std::get_if<std::unique_ptr<JsonMembers>>(&value_);
  return members != nullptr && (*members)->is_object;
}

const std::vector<JsonTree>& JsonTree::items() const noexcept {
  static const std::vector<JsonTree> none;
  const auto* const members = std::get_if<std::unique_ptr<JsonMembers>>(&value_);
  return members == nullptr ? none : (*members)->items;
}

const std::vector<std::string>& JsonTree::names() const noexcept {
  static const std::vector<std::string> none;
  const auto* const members = std::get_if<std::unique_ptr<JsonMembers>>(&value_);
  return members == nullptr ? none : (*members)->names;
}

const JsonTree* JsonTree::find(std::string_view name) const noexcept {
  const auto& all = names();
  const auto place = std::find(all.begin(), all.end(), name);
  return place == all.end() ? nullptr : &items()[static_cast<std::size_t>(place - all.begin())];
}

}  // namespace throughline
