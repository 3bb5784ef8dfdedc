// SPDX-License-Identifier: MIT
#include "text/toml_reader.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

Node parsed(std::string_view text) {
  Diagnostics diagnostics("f.toml");
  std::optional<Node> root = parse_toml(text, "f.toml", diagnostics);
  EXPECT_TRUE(root) << text;
  return root.value_or(Node{});
}

std::string mistake_in(std::string_view text) {
  Diagnostics diagnostics("f.toml");
  EXPECT_FALSE(parse_toml(text, "f.toml", diagnostics)) << text;
  try {
    diagnostics.throw_if_any();
  } catch (const InvalidBlueprint& error) {
    return error.what();
  }
  return {};
}

TEST(TomlReader, KeepsTheOrderOfTheFile) {
  const Node root = parsed("z = 1\n[m.b]\nx = 1\n[a]\n[m]\nc = 2\n");
  std::string order;
  for (const Entry& entry : root.entries) order += entry.key;
  EXPECT_EQ(order, "zma");
  EXPECT_EQ(root.find("m")->value.entries[0].key, "b");
  EXPECT_EQ(root.find("m")->value.entries[1].key, "c");
}

TEST(TomlReader, PlacesKeysAndValuesInLinesAndCodePoints) {
  const Node root = parsed("[steps.\"\u62A4\u58EB\"]\n name = \"\u62A4\u58EB\"\nnext.b = { \"\u58EB\" = 1, x = 2 }\n");
  const Entry& step = root.find("steps")->value.entries[0];
  EXPECT_EQ(step.at, (SourcePosition{"f.toml", 1, 8}));
  EXPECT_EQ(step.value.find("name")->at, (SourcePosition{"f.toml", 2, 2}));
  EXPECT_EQ(step.value.find("name")->value.at, (SourcePosition{"f.toml", 2, 9}));
  EXPECT_EQ(step.value.find("next")->value.find("b")->value.find("x")->at, (SourcePosition{"f.toml", 3, 21}));
}

TEST(TomlReader, TellsTheKindsOfValuesApart) {
  const Node root =
      parsed("a = 1\nb = 1.5\nc = true\nd = \"x\"\ne = [1]\nf = {}\ng = 2026-01-05T07:00:00\nh = 07:30:00\n");
  EXPECT_EQ(root.find("a")->value.integer, 1);
  EXPECT_EQ(root.find("a")->value.number, 1.0);
  EXPECT_EQ(root.find("b")->value.kind, Node::Kind::real);
  EXPECT_TRUE(root.find("c")->value.boolean);
  EXPECT_EQ(root.find("d")->value.text, "x");
  EXPECT_EQ(root.find("e")->value.items.size(), 1U);
  EXPECT_TRUE(root.find("f")->value.is_table());
  EXPECT_EQ(root.find("g")->value.text, "2026-01-05T07:00:00");
  EXPECT_EQ(root.find("h")->value.text, "07:30:00");
}

TEST(TomlReader, PlacesTheFirstSyntaxError) {
  EXPECT_EQ(mistake_in("a = 1\na = 2\n").substr(0, 27), "f.toml:2:5: not valid TOML:");
  EXPECT_EQ(mistake_in("a = \"\xFF\"").substr(0, 27), "f.toml:1:5: not valid TOML:");
  EXPECT_EQ(mistake_in("a = [1,\n").substr(0, 14), "f.toml:1:9: no");
}

TEST(TomlReader, RefusesWhatWouldOverflowItsParser) {
  EXPECT_NE(mistake_in("x = " + std::string(100'000, '[')).find("nested more than"), std::string::npos);
}

TEST(TomlValue, IsAStringWhereItIsNotToml) {
  const SourcePosition at{"--set", 0, 0};
  EXPECT_EQ(parse_toml_value("3", at).integer, 3);
  EXPECT_EQ(parse_toml_value("\"3\"", at).text, "3");
  EXPECT_EQ(parse_toml_value("4 min", at).text, "4 min");
  EXPECT_EQ(parse_toml_value("", at).text, "");
  EXPECT_EQ(parse_toml_value("{ a = 1 }", at).find("a")->at, at);
  const Node smuggled = parse_toml_value("1\nother = 2", at);
  EXPECT_EQ(smuggled.kind, Node::Kind::string) << "one value, not a file";
}

}  // namespace
}  // namespace throughline
