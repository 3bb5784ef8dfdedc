// SPDX-License-Identifier: MIT
#include "text/format.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "throughline/document.hpp"

namespace throughline {
namespace {

TEST(Format, DescribesEveryKeyOnce) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const KeyInfo& key : format_keys()) {
    EXPECT_TRUE(seen.emplace(key.table, key.key).second) << key.table << " " << key.key;
    EXPECT_FALSE(key.meaning.empty()) << key.table << " " << key.key;
    EXPECT_EQ(key.built, key.kind != ValueKind::anything) << key.table << " " << key.key;
    const bool chooses = key.kind == ValueKind::choice || key.kind == ValueKind::choices;
    EXPECT_EQ(chooses, !key.choices.empty()) << key.key;
  }
  EXPECT_GT(seen.size(), 150U);
}

TEST(Format, OpensOnlyTablesThatItDescribes) {
  std::set<std::string_view> tables;
  for (const KeyInfo& key : format_keys()) tables.insert(key.table);
  for (const KeyInfo& key : format_keys()) {
    const std::string behind = table_behind(key.table, key);
    EXPECT_TRUE(behind.empty() || tables.count(behind) == 1) << behind;
  }
}

TEST(Format, FindsTheRowOfNamesThatTheWriterChooses) {
  ASSERT_NE(find_key("steps.*.next", "collect"), nullptr);
  EXPECT_EQ(find_key("steps.*.next", "collect")->key, "*");
  EXPECT_EQ(find_key("steps.*", "colect"), nullptr);
}

TEST(Format, LetsASegmentChangeTheBehaviorOfAStepAndNothingElse) {
  EXPECT_EQ(
      built_keys("steps.*.for.*"),
      (std::vector<std::string>{
          "staff",    "time",     "wrap_up", "patience",      "on_abandon", "keeps",          "releases",  "failure",
          "next",     "takes",    "pace",    "callback",      "capacity",   "waiting_places", "when_full", "balking",
          "at_close", "deadline", "relief",  "becomes",       "batch",      "fork",           "join",      "wait_for",
          "others",   "starts",   "awaits",  "interruptible", "cost",       "speed_by_queue"}));
}

TEST(DocumentSchema, DescribesEveryBuiltKeyAndNoOther) {
  const std::string schema = document_schema();
  for (const KeyInfo& key : format_keys()) {
    // A segment's table repeats rows of the step's, built and not; names that the writer chooses are no properties.
    if (key.key == "*" || key.key == "by_clock" || key.table == "steps.*.for.*") continue;
    const std::string described = fmt::format("\"{}\": {{\"description\": \"{}\"", key.key, key.meaning);
    EXPECT_EQ(schema.find(described) != std::string::npos, key.built) << key.table << " " << key.key;
  }
}

TEST(DocumentSchema, RefersToNothingThatItDoesNotDefine) {
  const std::string schema = document_schema();
  const std::string mark = "#/$defs/";
  std::set<std::string> checked;
  for (std::size_t at = schema.find(mark); at != std::string::npos; at = schema.find(mark, at + 1)) {
    const std::string name = schema.substr(at + mark.size(), schema.find('"', at) - at - mark.size());
    EXPECT_NE(schema.find(fmt::format("\n    \"{}\": {{", name)), std::string::npos) << name;
    checked.insert(name);
  }
  EXPECT_GT(checked.size(), 50U);
}

}  // namespace
}  // namespace throughline
