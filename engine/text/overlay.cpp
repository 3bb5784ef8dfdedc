// SPDX-License-Identifier: MIT
#include "text/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "diagnostic/nearest_name.hpp"
#include "text/format.hpp"
#include "text/input_tree.hpp"
#include "text/key.hpp"
#include "text/roster_reader.hpp"
#include "text/toml_reader.hpp"

namespace throughline {
namespace {

constexpr std::string_view removed = "none";
constexpr std::string_view changed_by_segment = "steps.*.for.*";

bool removes(const Node& change) {
  return change.is_string() && change.text == removed;
}

Node empty_table(const SourcePosition& at) {
  Node table;
  table.at = at;
  return table;
}

/// Merges one table. Entries are found by an index: both tables may be long.
class Merge {
 public:
  Merge(Node& base, Diagnostics& diagnostics) : base_(base), diagnostics_(diagnostics) {
    for (std::size_t place = 0; place < base.entries.size(); ++place) places_.emplace(base.entries[place].key, place);
    kept_.assign(base.entries.size(), true);
  }

  void remove(const Entry& change) {
    const auto found = places_.find(change.key);
    if (found == places_.end()) {
      diagnostics_.add(change.value.at,
                       fmt::format("\"none\" removes a key, but there is no {} here", in_quotes(change.key)));
      return;
    }
    kept_[found->second] = false;
    places_.erase(found);
  }

  bool has(const std::string& key) const { return places_.find(key) != places_.end(); }

  void replace(const Entry& change) { entry(change).value = change.value; }

  /// The table behind a key, made where there is none.
  Node& table(const Entry& change) {
    Node& value = entry(change).value;
    if (!value.is_table()) value = empty_table(change.value.at);
    return value;
  }

  void finish() {
    std::size_t place = 0;
    std::erase_if(base_.entries, [&](const Entry&) { return !kept_[place++]; });
  }

 private:
  Entry& entry(const Entry& change) {
    const auto [found, added] = places_.emplace(change.key, base_.entries.size());
    if (added) {
      base_.entries.push_back({change.key, change.at, empty_table(change.value.at)});
      kept_.push_back(true);
    }
    return base_.entries[found->second];
  }

  Node& base_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<bool> kept_;
};

bool holds_names(const KeyInfo& key) {
  return key.kind == ValueKind::tables || key.kind == ValueKind::shifts;
}

/// Whether a table is merged, not replaced whole. A roster takes the place of whatever shifts there are.
bool merges_by_key(const KeyInfo& key, const Node& change) {
  return (key.kind == ValueKind::table || holds_names(key)) && !(key.kind == ValueKind::shifts && names_roster(change));
}

/// `names`: the keys of these tables are the writer's; each of their values is a table `table`.
void merge_tables(Node& base, const Node& change, std::string_view table, bool names, Diagnostics& diagnostics) {
  Merge merging(base, diagnostics);
  for (const Entry& entry : change.entries) {
    // What a segment does without is removed from the step when both are merged.
    const bool is_kept = table == changed_by_segment && !names && !merging.has(entry.key);
    if (removes(entry.value) && !is_kept) {
      merging.remove(entry);
      continue;
    }
    if (!entry.value.is_table()) {
      merging.replace(entry);
      continue;
    }
    if (names) {
      merge_tables(merging.table(entry), entry.value, table, false, diagnostics);
      continue;
    }
    const KeyInfo* const key = find_key(table, entry.key);
    if (key != nullptr && merges_by_key(*key, entry.value)) {
      merge_tables(merging.table(entry), entry.value, table_behind(table, *key), holds_names(*key), diagnostics);
    } else {
      merging.replace(entry);
    }
  }
  merging.finish();
}

/// The scenario and those that it builds on, first merged first. Stops where `from` is wrong: that is diagnosed with
/// the file.
std::vector<const Node*> chain_of(const Node& scenarios, std::string_view scenario) {
  std::vector<const Node*> chain;
  const Entry* entry = scenarios.find(scenario);
  while (entry != nullptr && entry->value.is_table()) {
    const bool circle = std::find(chain.begin(), chain.end(), &entry->value) != chain.end();
    if (circle) break;
    chain.push_back(&entry->value);
    const Entry* const from = entry->value.find("from");
    entry = from != nullptr && from->value.is_string() ? scenarios.find(from->value.text) : nullptr;
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// What a scenario changes: its own name and description are no part of that.
Node sections_of(const Node& scenario) {
  Node sections = empty_table(scenario.at);
  for (const Entry& entry : scenario.entries) {
    const KeyInfo* const key = find_key("scenarios.*", entry.key);
    if (key != nullptr && key->kind == ValueKind::overlay) sections.entries.push_back(entry);
  }
  return sections;
}

/// A table of the file: where it stands, and what the format calls it.
struct Location {
  std::string path;
  std::string table;
  bool names = false;  ///< its keys are the writer's
};

std::string path_behind(const std::string& path, const std::string& key) {
  const char quote = key.find('"') == std::string::npos ? '"' : '\'';
  const std::string part = is_key(key) ? key : fmt::format("{0}{1}{0}", quote, key);
  return path.empty() ? part : fmt::format("{}.{}", path, part);
}

/// As merge_tables, but told as settings.
void flatten(const Node& base, const Node& change, const Location& here, std::vector<Overlay::Setting>& settings) {
  for (const Entry& entry : change.entries) {
    const std::string path = path_behind(here.path, entry.key);
    const Entry* const there = base.find(entry.key);
    const KeyInfo* const key = here.names ? nullptr : find_key(here.table, entry.key);
    const bool merges = entry.value.is_table() && there != nullptr && there->value.is_table() &&
                        (here.names || (key != nullptr && merges_by_key(*key, entry.value)));
    if (removes(entry.value)) {
      settings.push_back({path, std::string(removed)});
    } else if (!merges) {
      settings.push_back({path, toml_of(entry.value)});
    } else if (here.names) {
      flatten(there->value, entry.value, {path, here.table, false}, settings);
    } else {
      flatten(there->value, entry.value, {path, table_behind(here.table, *key), holds_names(*key)}, settings);
    }
  }
}

std::string_view noun_of(std::string_view table) {
  if (table == "segments.*" || table == "steps.*.for.*") return "segment";
  if (table == "staff.*") return "staff";
  if (table == "staff.*.shifts.*") return "shift";
  if (table == "steps.*") return "step";
  if (table == "stages.*") return "stage";
  if (table == "gaps.*") return "gap";
  return "key";
}

std::vector<std::string> keys_of(const Node& node) {
  std::vector<std::string> keys;
  for (const Entry& entry : node.entries) keys.push_back(entry.key);
  return keys;
}

/// Walks down to the table that holds the last part of a path.
class PathWalk {
 public:
  PathWalk(Node& root, const Overlay::Setting& setting, const SourcePosition& at, Diagnostics& diagnostics)
      : root_(root), node_(&root), setting_(setting), at_(at), diagnostics_(diagnostics) {}

  Node& node() const noexcept { return *node_; }

  bool enter(const std::string& part) {
    Entry* entry = node_->find(part);
    const KeyInfo* const key = names_ || !known_ ? nullptr : find_key(table_, part);
    if (entry == nullptr) entry = make(part, key);
    if (entry == nullptr) return false;
    if (!entry->value.is_table()) return fail(fmt::format("{} is not a table", in_quotes(part)), {});
    node_ = &entry->value;
    if (names_) {
      names_ = false;
    } else {
      const bool described = known_ && key != nullptr;
      const std::string behind = described ? table_behind(table_, *key) : std::string();
      names_ = described && holds_names(*key);
      known_ = !behind.empty();
      table_ = behind;
    }
    return true;
  }

  bool fail(const std::string& message, std::string hint) {
    diagnostics_.add(at_, fmt::format("{}: {}", setting_.path, message), std::move(hint));
    return false;
  }

 private:
  /// The names that may stand at `node_`: its own, but what differs for a segment may be said of any of the file's.
  std::vector<std::string> valid_names() const {
    if (table_ != "steps.*.for.*") return keys_of(*node_);
    const Entry* const segments = root_.find("segments");
    return segments == nullptr ? std::vector<std::string>() : keys_of(segments->value);
  }

  /// A table of the format that the file left out; names are never invented on the way.
  Entry* make(const std::string& part, const KeyInfo* key) {
    if (key == nullptr) {
      const std::vector<std::string> valid = names_ ? valid_names() : known_ ? built_keys(table_) : keys_of(*node_);
      if (names_ && std::find(valid.begin(), valid.end(), part) != valid.end()) return add(part);
      fail(fmt::format("unknown {} {}", names_ ? noun_of(table_) : "key", in_quotes(part)), did_you_mean(part, valid));
      return nullptr;
    }
    if (!key->built) {
      fail(fmt::format("{} is not built yet", in_quotes(part)), {});
      return nullptr;
    }
    return add(part);
  }

  Entry* add(const std::string& part) {
    node_->entries.push_back({part, at_, empty_table(at_)});
    return &node_->entries.back();
  }

  const Node& root_;
  Node* node_;
  const Overlay::Setting& setting_;
  const SourcePosition& at_;
  Diagnostics& diagnostics_;
  std::string table_;
  bool known_ = true;   ///< table_ is one of the format
  bool names_ = false;  ///< the keys of node_ are the writer's
};

}  // namespace

void merge(Node& base, const Node& change, std::string_view table, Diagnostics& diagnostics) {
  merge_tables(base, change, table, false, diagnostics);
}

std::vector<Overlay::Setting> settings_of(const Node& root, std::string_view scenario, Node tree) {
  std::vector<Overlay::Setting> settings;
  const Entry* const scenarios = root.find("scenarios");
  if (scenarios == nullptr) return settings;
  Diagnostics nobody{std::string()};
  for (const Node* const change : chain_of(scenarios->value, scenario)) {
    const Node sections = sections_of(*change);
    flatten(tree, sections, {"", "", false}, settings);
    merge(tree, sections, "", nobody);
  }
  return settings;
}

Node with_scenario(const Node& root, std::string_view scenario, Diagnostics& diagnostics) {
  Node merged = empty_table(root.at);
  for (const Entry& entry : root.entries) {
    if (entry.key != "scenarios") merged.entries.push_back(entry);
  }
  const Entry* const scenarios = root.find("scenarios");
  if (scenarios == nullptr) return merged;
  for (const Node* const change : chain_of(scenarios->value, scenario)) {
    merge(merged, sections_of(*change), "", diagnostics);
  }
  return merged;
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> parts(1);
  bool quoted_part = false;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char character = path[at];
    if (character == '.') {
      if (parts.back().empty()) return std::nullopt;
      parts.emplace_back();
      quoted_part = false;
    } else if (quoted_part) {
      return std::nullopt;
    } else if ((character == '"' || character == '\'') && parts.back().empty()) {
      const std::size_t end = path.find(character, at + 1);
      if (end == std::string_view::npos) return std::nullopt;
      parts.back() = path.substr(at + 1, end - at - 1);
      quoted_part = true;
      at = end;
    } else {
      parts.back() += character;
    }
  }
  if (parts.back().empty()) return std::nullopt;
  return parts;
}

void apply_setting(Node& root, const Overlay::Setting& setting, Diagnostics& diagnostics) {
  const SourcePosition at{"--set", 0, 0};
  PathWalk walk(root, setting, at, diagnostics);
  const std::optional<std::vector<std::string>> parts = split_path(setting.path);
  if (!parts) {
    diagnostics.add(at, fmt::format("expected a path such as staff.barista.count, found {}", in_quotes(setting.path)));
    return;
  }
  if (parts->front() == "scenarios") {
    walk.fail("a setting changes the scenario that is run, not the list of scenarios", {});
    return;
  }
  for (std::size_t part = 0; part + 1 < parts->size(); ++part) {
    if (!walk.enter((*parts)[part])) return;
  }
  const std::string& last = parts->back();
  Node value = parse_toml_value(setting.value, at);
  Entry* const entry = walk.node().find(last);
  if (removes(value)) {
    if (entry == nullptr) {
      walk.fail("\"none\" removes a key, but there is none here", {});
      return;
    }
    std::erase_if(walk.node().entries, [&](const Entry& candidate) { return candidate.key == last; });
    return;
  }
  if (entry != nullptr) {
    entry->value = std::move(value);
  } else {
    walk.node().entries.push_back({last, at, std::move(value)});
  }
}

}  // namespace throughline
