// SPDX-License-Identifier: MIT
#include "cli/template.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "throughline/blueprint.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

std::string file_of(const BlueprintTemplate& each) {
  return std::string(each.name) + ".toml";
}

Document read(const BlueprintTemplate& each, const std::string& scenario = "base") {
  Overlay overlay;
  overlay.scenario = scenario;
  return read_document_text(each.text, file_of(each), overlay);
}

TEST(Template, IsAFileAmongTheScenarios) {
  const std::filesystem::path folder(THROUGHLINE_SOURCE_DIR "/scenarios/templates");
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path().filename().string());
  EXPECT_EQ(files.size(), blueprint_templates().size());
  for (const BlueprintTemplate& each : blueprint_templates()) {
    std::ifstream file(folder / file_of(each), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    ASSERT_FALSE(text.empty()) << each.name;
    EXPECT_EQ(each.text, text);
  }
}

TEST(Template, HasAName) {
  ASSERT_EQ(template_names().size(), blueprint_templates().size());
  for (std::size_t index = 0; index < template_names().size(); ++index)
    EXPECT_EQ(template_names()[index], blueprint_templates()[index].name);
  EXPECT_EQ(template_names().front(), "basic");
}

TEST(Template, IsABlueprintWithoutDoubtsInAllItsScenarios) {
  for (const BlueprintTemplate& each : blueprint_templates()) {
    const Document document = read(each);
    EXPECT_FALSE(document.scenarios.empty()) << each.name;
    EXPECT_FALSE(document.targets.empty()) << each.name;
    EXPECT_TRUE(document.blueprint.north_star) << each.name;
    std::vector<std::string> scenarios{"base"};
    for (const ScenarioSection& scenario : document.scenarios) scenarios.push_back(scenario.key);
    for (const std::string& scenario : scenarios) {
      const Blueprint blueprint = build_blueprint(read(each, scenario));
      EXPECT_TRUE(blueprint.warnings.empty()) << each.name << ": " << to_string(blueprint.warnings.front());
      EXPECT_FALSE(explain(compile(blueprint)).empty());
    }
  }
}

TEST(Template, MarksItsAssumptions) {
  for (const BlueprintTemplate& each : blueprint_templates()) {
    if (each.name == "basic") continue;  // explains the format; its desk is nobody's
    EXPECT_NE(each.text.find("assumption"), std::string_view::npos) << each.name;
  }
}

}  // namespace
}  // namespace throughline
