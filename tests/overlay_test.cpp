// SPDX-License-Identifier: MIT
#include "text/overlay.hpp"

#include <gtest/gtest.h>

#include "text/toml_reader.hpp"

namespace throughline {
namespace {

constexpr std::string_view base_text = R"(
[segments.guest]
arrivals = { profile = { "08:00" = "5 per hour" } }
[staff.clerk]
count = { "08:00" = 2 }
shifts.early = { from = "07:00", count = 1 }
[steps.desk]
time = { gamma = { mean = "2 min", cv = 0.5 } }
patience = "5 min"
failure = { probability = 0.1, then = "retry", attempts = 2 }
next = { door = 0.5, done = 0.5 }
[targets]
"journey.time.p90" = "< 8 min"
)";

/// A tree in one line: what a test compares.
std::string written(const Node& node) {
  if (node.is_array()) {
    std::string text = "[";
    for (const Node& item : node.items) text += written(item) + " ";
    return text + "]";
  }
  if (!node.is_table()) return description(node);
  std::string text = "{";
  for (const Entry& entry : node.entries) text += entry.key + "=" + written(entry.value) + " ";
  return text + "}";
}

class OverlayTest : public ::testing::Test {
 protected:
  Node parsed(const std::string& more) {
    std::optional<Node> root = parse_toml(std::string(base_text) + more, "f.toml", diagnostics_);
    EXPECT_TRUE(root);
    return root.value_or(Node{});
  }

  /// What stands at steps.desk.patience and so on after a scenario.
  std::string after_scenario(const std::string& more, std::initializer_list<std::string_view> path,
                             std::string_view scenario = "x") {
    const Node merged = with_scenario(parsed(more), scenario, diagnostics_);
    return at(merged, path);
  }

  std::string after_setting(const std::string& path, const std::string& value,
                            std::initializer_list<std::string_view> where) {
    Node root = parsed("");
    apply_setting(root, {path, value}, diagnostics_);
    return at(root, where);
  }

  static std::string at(const Node& root, std::initializer_list<std::string_view> path) {
    const Node* node = &root;
    for (const std::string_view part : path) {
      const Entry* const entry = node->find(part);
      if (entry == nullptr) return "nothing";
      node = &entry->value;
    }
    return written(*node);
  }

  std::string mistakes() const {
    try {
      diagnostics_.throw_if_any();
    } catch (const InvalidBlueprint& error) {
      return error.what();
    }
    return {};
  }

  Diagnostics diagnostics_{"f.toml"};
};

TEST_F(OverlayTest, MergesTablesByKey) {
  EXPECT_EQ(after_scenario("[scenarios.x]\nsteps.desk.failure.attempts = 3\n", {"steps", "desk", "failure"}),
            "{probability=0.1 then=\"retry\" attempts=3 }");
  EXPECT_EQ(
      after_scenario("[scenarios.x]\nstaff.clerk.shifts.late = { from = \"12:00\" }\n", {"staff", "clerk", "shifts"}),
      "{early={from=\"07:00\" count=1 } late={from=\"12:00\" } }");
}

TEST_F(OverlayTest, ReplacesDistributionsArrivalsRoutesAndCountsWhole) {
  EXPECT_EQ(after_scenario("[scenarios.x]\nsteps.desk.time.gamma.mean = \"3 min\"\n", {"steps", "desk", "time"}),
            "{gamma={mean=\"3 min\" } }");
  EXPECT_EQ(after_scenario("[scenarios.x]\nsteps.desk.next = { done = 1.0 }\n", {"steps", "desk", "next"}),
            "{done=1 }");
  EXPECT_EQ(after_scenario("[scenarios.x]\nstaff.clerk.count = { \"10:00\" = 3 }\n", {"staff", "clerk", "count"}),
            "{10:00=3 }");
  EXPECT_EQ(after_scenario("[scenarios.x]\nsegments.guest.arrivals = { rate = \"9 per hour\" }\n",
                           {"segments", "guest", "arrivals"}),
            "{rate=\"9 per hour\" }");
}

TEST_F(OverlayTest, ReplacesShiftsByARosterWhole) {
  EXPECT_EQ(
      after_scenario("[scenarios.x]\nstaff.clerk.shifts = { csv = \"roster.csv\" }\n", {"staff", "clerk", "shifts"}),
      "{csv=\"roster.csv\" }");
  EXPECT_EQ(after_scenario("[scenarios.x]\nfrom = \"y\"\nstaff.clerk.shifts.csv = \"other.csv\"\n[scenarios.y]\n"
                           "staff.clerk.shifts.csv = \"roster.csv\"\n",
                           {"staff", "clerk", "shifts"}),
            "{csv=\"other.csv\" }");
  EXPECT_EQ(after_setting("staff.clerk.shifts", "{ csv = \"roster.csv\" }", {"staff", "clerk", "shifts"}),
            "{csv=\"roster.csv\" }");
  EXPECT_EQ(mistakes(), "");
}

TEST_F(OverlayTest, RemovesWhatIsSetToNone) {
  EXPECT_EQ(after_scenario("[scenarios.x]\nsteps.desk.patience = \"none\"\n", {"steps", "desk", "patience"}),
            "nothing");
  EXPECT_EQ(after_scenario("[scenarios.x]\ntargets.\"journey.time.p90\" = \"none\"\n", {"targets"}), "{}");
  EXPECT_EQ(mistakes(), "");
  after_scenario("[scenarios.x]\nsteps.desk.wrap_up = \"none\"\n", {});
  EXPECT_EQ(mistakes(), "f.toml:15:22: \"none\" removes a key, but there is no \"wrap_up\" here");
}

TEST_F(OverlayTest, BuildsOnOtherScenarios) {
  const std::string more =
      "[scenarios.x]\nfrom = \"y\"\nstaff.clerk.name = \"x\"\n[scenarios.y]\nfrom = \"base\"\nstaff.clerk.name = "
      "\"y\"\nstaff.clerk.count = 7\n";
  EXPECT_EQ(after_scenario(more, {"staff", "clerk", "name"}), "\"x\"");
  EXPECT_EQ(after_scenario(more, {"staff", "clerk", "count"}), "7");
  EXPECT_EQ(after_scenario(more, {"staff", "clerk", "name"}, "y"), "\"y\"");
  EXPECT_EQ(after_scenario(more, {"staff", "clerk", "name"}, "base"), "nothing");
}

TEST_F(OverlayTest, EndsWhereScenariosBuildOnEachOther) {
  const std::string more = "[scenarios.x]\nfrom = \"y\"\n[scenarios.y]\nfrom = \"x\"\nstaff.clerk.count = 7\n";
  EXPECT_EQ(after_scenario(more, {"staff", "clerk", "count"}), "7");
}

TEST_F(OverlayTest, KeepsThePositionsOfWhatWasWritten) {
  const Node merged = with_scenario(parsed("[scenarios.x]\nstaff.clerk.count = 3\n"), "x", diagnostics_);
  const Node& clerk = merged.find("staff")->value.find("clerk")->value;
  EXPECT_EQ(clerk.find("count")->value.at, (SourcePosition{"f.toml", 15, 21}));
  EXPECT_EQ(clerk.at.line, 4U);
}

TEST_F(OverlayTest, SetsExactlyTheNodeThatASettingNames) {
  EXPECT_EQ(after_setting("staff.clerk.count", "3", {"staff", "clerk", "count"}), "3");
  EXPECT_EQ(after_setting("steps.desk.time.gamma.mean", "3 min", {"steps", "desk", "time"}),
            "{gamma={mean=\"3 min\" cv=0.5 } }");
  EXPECT_EQ(after_setting("steps.desk.next.door", "0.4", {"steps", "desk", "next"}), "{door=0.4 done=0.5 }");
  EXPECT_EQ(after_setting("staff.clerk.count.08:00", "4", {"staff", "clerk", "count"}), "{08:00=4 }");
  EXPECT_EQ(after_setting("targets.\"journey.time.p90\"", "< 5 min", {"targets"}), "{journey.time.p90=\"< 5 min\" }");
  EXPECT_EQ(after_setting("steps.desk.patience", "none", {"steps", "desk", "patience"}), "nothing");
  EXPECT_EQ(after_setting("run.seed", "7", {"run"}), "{seed=7 }") << "a table of the format need not have been written";
  EXPECT_EQ(after_setting("steps.desk.time", "{ exponential = { mean = \"1 min\" } }", {"steps", "desk", "time"}),
            "{exponential={mean=\"1 min\" } }");
  EXPECT_EQ(mistakes(), "");
}

TEST_F(OverlayTest, SetsWhatDiffersForASegmentOfTheFile) {
  EXPECT_EQ(after_setting("steps.desk.for.guest.time", "3 min", {"steps", "desk", "for"}),
            "{guest={time=\"3 min\" } }");
  EXPECT_EQ(after_setting("steps.desk.for.guest.failure.probability", "0.2", {"steps", "desk", "for"}),
            "{guest={failure={probability=0.2 } } }");
  EXPECT_EQ(mistakes(), "");
  after_setting("steps.desk.for.gest.time", "3 min", {});
  EXPECT_EQ(mistakes(), "--set: steps.desk.for.gest.time: unknown segment \"gest\"; did you mean \"guest\"?");
}

TEST_F(OverlayTest, SaysWhereAPathLeavesTheFile) {
  for (const auto& [path, mistake] : std::initializer_list<std::pair<std::string, std::string>>{
           {"staff.clark.count", "--set: staff.clark.count: unknown staff \"clark\"; did you mean \"clerk\"?"},
           {"staff.clerk.shifts.erly.count",
            "--set: staff.clerk.shifts.erly.count: unknown shift \"erly\"; did you mean \"early\"?"},
           {"segments.gest.value", "--set: segments.gest.value: unknown segment \"gest\"; did you mean \"guest\"?"},
           {"stef.clerk.count", "--set: stef.clerk.count: unknown key \"stef\"; did you mean \"staff\"?"},
           {"steps.desk.failur.attempts",
            "--set: steps.desk.failur.attempts: unknown key \"failur\"; did you mean \"failure\"?"},
           {"steps.desk.patience.mean", "--set: steps.desk.patience.mean: \"patience\" is not a table"},
           {"staff.clerk.may_be.least", "--set: staff.clerk.may_be.least: \"may_be\" is not built yet"},
           {"scenarios.x.name",
            "--set: scenarios.x.name: a setting changes the scenario that is run, not the list of scenarios"},
           {"", "--set: expected a path such as staff.barista.count, found \"\""},
           {"staff..count", "--set: expected a path such as staff.barista.count, found \"staff..count\""},
           {"targets.\"journey", "--set: expected a path such as staff.barista.count, found \"targets.\"journey\""},
       }) {
    diagnostics_ = Diagnostics("f.toml");
    after_setting(path, "1", {});
    EXPECT_EQ(mistakes(), mistake);
  }
}

/// A step that a scenario adds is merged into nothing; what a segment does without is removed from it later.
TEST_F(OverlayTest, KeepsWhatASegmentOfANewStepDoesWithout) {
  EXPECT_EQ(after_scenario("[scenarios.x]\nsteps.new = { time = \"1 min\", for = { guest = { time = \"none\" } } }\n",
                           {"steps", "new", "for", "guest", "time"}),
            "\"none\"");
  EXPECT_EQ(mistakes(), "");
}

}  // namespace
}  // namespace throughline
