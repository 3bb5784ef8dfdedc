// SPDX-License-Identifier: MIT
// The reference of the format (scenarios/README.md) names every key that the reader knows and no other, and every key
// is exercised by a blueprint of the project.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>

#include "diagnostic/diagnostics.hpp"
#include "text/format.hpp"
#include "text/roster_reader.hpp"
#include "text/toml_reader.hpp"

namespace throughline {
namespace {

const std::filesystem::path source_folder = THROUGHLINE_SOURCE_DIR;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The text below each heading "### `staff.NAME.shifts.NAME`", by the format's own name: "staff.*.shifts.*".
std::map<std::string, std::string> reference_sections() {
  static const std::regex heading("^#+ (?:`([^`]*)`)?.*$");
  static const std::regex variable_part("\\b[A-Z]+\\b");
  std::map<std::string, std::string> sections;
  std::string* section = nullptr;
  std::istringstream lines(content_of(source_folder / "scenarios" / "README.md"));
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, heading)) {
      const std::string name = std::regex_replace(found[1].str(), variable_part, "*");
      section = name.empty() ? nullptr : &sections[name == "top" ? "" : name];
    } else if (section != nullptr) {
      section->append(1, '\n').append(line);
    }
  }
  return sections;
}

/// Keys of an overlay stand in one row, the parameters of a law in the row of the law, the keys of a segment in a
/// sentence.
bool is_documented(const std::map<std::string, std::string>& sections, const KeyInfo& key) {
  const std::string table(key.table);
  const std::string quoted = fmt::format("`{}`", key.key);
  const auto holds = [&](const std::string& name, const std::string& text) {
    const auto section = sections.find(name);
    return section != sections.end() && section->second.find(text) != std::string::npos;
  };
  if (table == "law.mixture.*") return holds("law", quoted);
  const std::size_t dot = table.find('.');
  const std::string family = table.substr(0, dot);
  if (dot != std::string::npos && (family == "law" || family == "integer_law")) {
    const auto section = sections.find(family);
    if (section == sections.end()) return false;
    const std::size_t row = section->second.find(fmt::format("\n| `{}` |", table.substr(dot + 1)));
    if (row == std::string::npos) return false;
    return section->second.substr(row + 1, section->second.find('\n', row + 1) - row - 1).find(quoted) !=
           std::string::npos;
  }
  if (key.kind == ValueKind::overlay || table == "steps.*.for.*") return holds(table, quoted);
  return holds(table, fmt::format("\n| {} |", quoted));
}

using Keys = std::set<std::pair<std::string, std::string>>;

/// Collects which keys of the format a blueprint uses.
class KeyWalk {
 public:
  explicit KeyWalk(Keys& used) : used_(used) {}

  void table(const Node& node, const std::string& name) {
    for (const Entry& entry : node.entries) {
      const KeyInfo* const key = find_key(name, entry.key);
      if (key == nullptr) continue;
      used_.emplace(key->table, key->key);
      value(entry.value, name, *key);
    }
  }

 private:
  void value(const Node& node, const std::string& name, const KeyInfo& key) {
    if (key.kind == ValueKind::mixture) {
      for (const Node& part : node.items) table(part, "law.mixture.*");
      return;
    }
    if (!node.is_table()) return;
    if (const Entry* const levels = node.find("by_clock")) {
      used_.emplace("by_clock", "by_clock");
      for (const Entry& level : levels->value.entries) table(level.value, "law");
      return;
    }
    const bool by_clock = key.kind == ValueKind::rates_by_clock || key.kind == ValueKind::counts_by_clock;
    if (key.kind == ValueKind::share_or_rest) {
      table(node, "steps.*.next.*");
    } else if (by_clock) {
      if (node.find("csv") != nullptr) table(node, name + "." + std::string(key.key));
    } else if (key.kind == ValueKind::overlay) {
      const KeyInfo* const top = find_key("", key.key);
      if (top != nullptr) value(node, "", *top);
    } else if (key.kind == ValueKind::shifts && names_roster(node)) {
      table(node, name + "." + std::string(key.key));
    } else if (key.kind == ValueKind::tables || key.kind == ValueKind::shifts) {
      for (const Entry& named : node.entries) table(named.value, table_behind(name, key));
    } else {
      table(node, table_behind(name, key));
    }
  }

  Keys& used_;
};

Keys used_keys() {
  Keys used;
  for (const char* folder : {"scenarios", "tests/blueprints"}) {
    for (const auto& entry : std::filesystem::directory_iterator(source_folder / folder)) {
      if (entry.path().extension() != ".toml") continue;
      Diagnostics diagnostics(entry.path().string());
      const std::optional<Node> root = parse_toml(content_of(entry.path()), entry.path().string(), diagnostics);
      EXPECT_TRUE(root) << entry.path();
      if (root) KeyWalk(used).table(*root, "");
    }
  }
  return used;
}

TEST(FormatReference, NamesEveryKeyThatTheReaderKnows) {
  const std::map<std::string, std::string> sections = reference_sections();
  for (const KeyInfo& key : format_keys()) {
    if (!key.built) continue;
    EXPECT_TRUE(is_documented(sections, key)) << "scenarios/README.md: [" << key.table << "] " << key.key;
  }
}

TEST(FormatReference, NamesNoKeyThatIsNotBuilt) {
  static const std::regex row("\n\\| `([^`]+)` \\|");
  for (const auto& [table, text] : reference_sections()) {
    if (table == "by_clock") continue;
    for (auto found = std::sregex_iterator(text.begin(), text.end(), row); found != std::sregex_iterator(); ++found) {
      const KeyInfo* const key = find_key(table, (*found)[1].str());
      EXPECT_TRUE(key != nullptr && key->built) << "scenarios/README.md: [" << table << "] " << (*found)[1];
    }
  }
}

TEST(FormatReference, FindsEveryBuiltKeyExercisedInABlueprint) {
  const Keys used = used_keys();
  for (const KeyInfo& key : format_keys()) {
    const std::pair name{std::string(key.table), std::string(key.key)};
    if (!key.built) continue;
    EXPECT_TRUE(used.count(name) == 1) << "no blueprint uses [" << key.table << "] " << key.key;
  }
}

}  // namespace
}  // namespace throughline
