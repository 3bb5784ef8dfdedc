// SPDX-License-Identifier: MIT
// Whatever stands in a file, it is read, built and compiled, or refused with diagnostics: nothing else may happen. Half
// of the inputs are scenario files with damaged bytes; the other half are valid TOML, made by exchanging keys, values
// and names between the scenarios. The same inputs in every run.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "text/node.hpp"
#include "text/toml_reader.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

namespace files = std::filesystem;

// Parts, so that several processors share the work.
constexpr std::uint64_t parts = 10;
// Where sanitizers watch every step of it, each input takes a hundred times as long.
#ifdef NDEBUG
constexpr int inputs_of_each_half = 5'000 / parts;
#else
constexpr int inputs_of_each_half = 1'000 / parts;
#endif

/// SplitMix64 (Steele, Lea and Flood, 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  bool one_in(std::size_t times) { return below(times) == 0; }

  template <class Values>
  const auto& among(const Values& values) {
    return values[below(values.size())];
  }

 private:
  std::uint64_t state_;
};

struct Scenario {
  std::string file;
  std::string text;
  Node tree;
};

std::vector<Scenario> scenario_files() {
  std::vector<files::path> paths;
  for (const files::directory_entry& entry :
       files::recursive_directory_iterator(std::string(THROUGHLINE_SOURCE_DIR) + "/scenarios")) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Scenario> scenarios;
  for (const files::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    Diagnostics diagnostics(path.string());
    std::optional<Node> tree = parse_toml(text, path.string(), diagnostics);
    if (tree) scenarios.push_back({path.string(), text, std::move(*tree)});
  }
  return scenarios;
}

/// A tree as TOML on a few lines. Strings are written as they were read: they come from files without control
/// characters.
std::string in_toml(const Node& node) {
  const auto in_quotes_of_toml = [](const std::string& text) {
    std::string written = "\"";
    for (const char character : text) {
      if (character == '"' || character == '\\') written += '\\';
      written += character;
    }
    written += '"';
    return written;
  };
  std::string text;
  switch (node.kind) {
    case Node::Kind::table:
      for (const Entry& entry : node.entries) {
        fmt::format_to(std::back_inserter(text), "{}{} = {}", text.empty() ? "" : ", ", in_quotes_of_toml(entry.key),
                       in_toml(entry.value));
      }
      return fmt::format("{{ {} }}", text);
    case Node::Kind::array:
      for (const Node& item : node.items) fmt::format_to(std::back_inserter(text), "{}, ", in_toml(item));
      return fmt::format("[{}]", text);
    case Node::Kind::string:
      return in_quotes_of_toml(node.text);
    case Node::Kind::integer:
      return fmt::format("{}", node.integer);
    case Node::Kind::real:
      return fmt::format("{:#}", node.number);
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
  }
  return text;
}

std::string file_of(const Node& root) {
  std::string text;
  for (const Entry& entry : root.entries)
    fmt::format_to(std::back_inserter(text), "\"{}\" = {}\n", entry.key, in_toml(entry.value));
  return text;
}

/// Everything that can be exchanged: values by the kind of place where they stand (`steps.*.time`), and all keys.
struct Stock {
  std::map<std::string, std::vector<const Node*>> values_by_place;
  std::vector<const Node*> values;
  std::vector<std::string> keys;

  void take(const Node& node, const std::string& place, int depth) {
    for (const Entry& entry : node.entries) {
      const std::string here = place_of(place, entry.key, depth);
      values_by_place[here].push_back(&entry.value);
      values.push_back(&entry.value);
      keys.push_back(entry.key);
      take(entry.value, here, depth + 1);
    }
    for (const Node& item : node.items) {
      values.push_back(&item);
      take(item, place, depth + 1);
    }
  }

  /// The second part of a path is a name that the writer chose, but for [run] and [blueprint].
  static std::string place_of(const std::string& place, const std::string& key, int depth) {
    const bool name = depth == 1 && place != "run" && place != "blueprint";
    return fmt::format("{}{}{}", place, place.empty() ? "" : ".", name ? "*" : key);
  }
};

const std::vector<std::string> fragments{
    "nan",           "inf",          "-1",        "1e308",    "0",      "\"none\"",
    "[[x]]\n",       "[steps.a]\n",  "{",         "}",        "\"\"\"", "\\u0000",
    "1e-400",        "= ",           "\n",        "[[[[[[[[", "a.b.",   "\"24:00\"",
    "\"1000000 d\"", "\xEF\xBB\xBF", "\"100 %\"", "[]",       "{}",     "# "};

class Fuzz {
 public:
  Fuzz() : scenarios_(scenario_files()) {
    for (const Scenario& scenario : scenarios_) {
      own_stock_.emplace_back().take(scenario.tree, "", 0);
      stock_.take(scenario.tree, "", 0);
    }
  }

  const std::vector<Scenario>& scenarios() const { return scenarios_; }

  std::string damaged(const Scenario& scenario, Chance& chance) const {
    std::string text = scenario.text;
    for (std::size_t damages = 1 + chance.below(6); damages > 0 && !text.empty(); --damages) {
      const std::size_t at = chance.below(text.size());
      const std::size_t length = std::min(text.size() - at, 1 + chance.below(20));
      switch (chance.below(6)) {
        case 0:
          text[at] = static_cast<char>(chance.below(256));
          break;
        case 1:
          text.erase(at, length);
          break;
        case 2:
          text.insert(at, text.substr(chance.below(text.size()), length));
          break;
        case 3:
          text.insert(at, 1, static_cast<char>(chance.below(256)));
          break;
        case 4:
          text.insert(at, chance.among(fragments));
          break;
        default:
          std::swap(text[at], text[chance.below(text.size())]);
          break;
      }
    }
    return text;
  }

  std::string exchanged(const Scenario& scenario, Chance& chance) const {
    Node tree = scenario.tree;
    const Stock& own = own_stock_[static_cast<std::size_t>(&scenario - scenarios_.data())];
    for (std::size_t exchanges = chance.one_in(3) ? 2 : 1; exchanges > 0; --exchanges) exchange_in(tree, own, chance);
    return file_of(tree);
  }

  Overlay overlay(const Scenario& scenario, Chance& chance) const {
    Overlay overlay;
    const Entry* const scenarios = scenario.tree.find("scenarios");
    if (scenarios != nullptr && chance.one_in(3)) overlay.scenario = chance.among(scenarios->value.entries).key;
    if (chance.one_in(16)) {
      overlay.settings.push_back({fmt::format("{}.{}.{}", chance.one_in(2) ? "staff" : "steps",
                                              chance.among(stock_.keys), chance.among(stock_.keys)),
                                  in_toml(*chance.among(stock_.values))});
    }
    return overlay;
  }

 private:
  /// Walks to some entry and changes its value, its key, or a name.
  void exchange_in(Node& tree, const Stock& own, Chance& chance) const {
    Node* table = &tree;
    std::string place;
    for (int depth = 0; !table->entries.empty(); ++depth) {
      Entry& entry = table->entries[chance.below(table->entries.size())];
      place = Stock::place_of(place, entry.key, depth);
      if (!entry.value.is_table() || entry.value.entries.empty() || chance.one_in(12)) {
        exchange(*table, entry, place, own, chance);
        return;
      }
      table = &entry.value;
    }
  }

  void exchange(Node& table, Entry& entry, const std::string& place, const Stock& own, Chance& chance) const {
    const std::size_t kind = chance.below(40);
    if (kind < 34) {
      // Values of the file's own names keep their meaning more often than those of another file.
      const Stock& donors = kind < 26 ? own : stock_;
      const auto same = donors.values_by_place.find(place);
      entry.value = *chance.among(same == donors.values_by_place.end() ? donors.values : same->second);
    } else if (kind < 36) {
      entry.value = *chance.among(stock_.values);
    } else if (kind < 38) {
      const std::string& key = chance.among(stock_.keys);
      if (table.find(key) == nullptr) entry.key = key;
    } else {
      entry.value = Node{};
      entry.value.kind = Node::Kind::string;
      entry.value.text = chance.among(stock_.keys);
    }
  }

  std::vector<Scenario> scenarios_;
  std::vector<Stock> own_stock_;  ///< of each scenario
  Stock stock_;                   ///< of all
};

enum class Fate { no_toml, refused, compiled };

Fate fate_of(const std::string& text, const std::string& file, const Overlay& overlay) {
  try {
    compile(build_blueprint(read_document_text(text, file, overlay)));
    return Fate::compiled;
  } catch (const InvalidBlueprint& error) {
    EXPECT_FALSE(error.diagnostics().empty());
    const bool syntax = error.diagnostics().front().message.find("not valid TOML") == 0;
    return syntax ? Fate::no_toml : Fate::refused;
  }
}

class Fuzzed : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Fuzzed, NothingInAFileDoesMoreThanBeRefused) {
  const Fuzz fuzz;
  ASSERT_GE(fuzz.scenarios().size(), 4U);
  Chance chance(20'260'105 + GetParam());
  int compiled = 0;
  for (int input = 0; input < inputs_of_each_half; ++input) {
    const Scenario& scenario = chance.among(fuzz.scenarios());
    const Overlay overlay = fuzz.overlay(scenario, chance);
    for (const bool damage : {true, false}) {
      const std::string text = damage ? fuzz.damaged(scenario, chance) : fuzz.exchanged(scenario, chance);
      Fate fate = Fate::refused;
      ASSERT_NO_THROW(fate = fate_of(text, scenario.file, overlay)) << text;
      if (!damage) {
        ASSERT_NE(fate, Fate::no_toml) << "exchanging keeps the text TOML:\n" << text;
      }
      compiled += fate == Fate::compiled ? 1 : 0;
    }
  }
  RecordProperty("compiled", compiled);
  EXPECT_GE(compiled, 2 * inputs_of_each_half * 3 / 10) << "too few inputs reach the compiler";
}

INSTANTIATE_TEST_SUITE_P(Inputs, Fuzzed, ::testing::Range<std::uint64_t>(0, parts));

}  // namespace
}  // namespace throughline
