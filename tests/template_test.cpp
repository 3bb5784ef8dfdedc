// SPDX-License-Identifier: MIT
#include "cli/template.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "throughline/blueprint.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

TEST(Template, IsTheFileAmongTheScenarios) {
  std::ifstream file(THROUGHLINE_SOURCE_DIR "/scenarios/templates/basic.toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(blueprint_template(), text);
}

TEST(Template, IsABlueprintWithoutDoubts) {
  const Blueprint blueprint = build_blueprint(read_document_text(blueprint_template(), "basic.toml"));
  EXPECT_TRUE(blueprint.warnings.empty()) << to_string(blueprint.warnings.front());
  EXPECT_FALSE(explain(compile(blueprint)).empty());
}

}  // namespace
}  // namespace throughline
