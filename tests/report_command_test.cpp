// SPDX-License-Identifier: MIT
// report of the built program: a stored result is enough for every report that its command made, and every number of
// every page says where in the JSON it stands.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "page_reader.hpp"
#include "program.hpp"

namespace throughline {
namespace {

using testing::mistakes_in_numbers;
using testing::PageFiles;
using testing::Program;

const std::string scenarios = std::string(THROUGHLINE_SOURCE_DIR) + "/scenarios/";
const std::string all_reports = " --quiet --json a.json --html a.html --markdown a.md";

class ReportCommands : public Program {
 protected:
  nlohmann::ordered_json json(const std::string& file) const {
    return nlohmann::ordered_json::parse(folder_.read(file));
  }

  /// `words` makes all reports of what it finds; the stored JSON gives the same.
  void expect_same_of_stored(const std::string& words, const std::string& more = " --xlsx a.xlsx") {
    folder_.write("a.json", "");
    throughline(words + all_reports + more);
    ASSERT_FALSE(folder_.read("a.json").empty()) << words;
    const bool has_workbook = more.find("--xlsx") != std::string::npos;
    throughline("report a.json --html b.html --markdown b.md").exits_with(0);
    if (has_workbook) {
      throughline("report a.json --xlsx b.xlsx").exits_with(0);
      EXPECT_EQ(folder_.read("b.xlsx"), folder_.read("a.xlsx")) << words;
    } else {
      throughline("report a.json --xlsx b.xlsx --html c.html").exits_with(2).complains_of("writes no workbook");
    }
    for (const std::string kind : {"html", "md"})
      EXPECT_EQ(folder_.read("b." + kind), folder_.read("a." + kind)) << words << " " << kind;
    EXPECT_EQ(throughline("report a.json").exits_with(0).output(), throughline(words).output()) << words;
    EXPECT_EQ(mistakes_in_numbers(folder_.read("a.html"), {{"", json("a.json")}}), std::vector<std::string>()) << words;
  }
};

TEST_F(ReportCommands, MakeEveryReportOfStoredRedesigns) {
  expect_same_of_stored("compare desk.toml");
  expect_same_of_stored("compare desk.toml strict.toml --best journey.time.p90");
  expect_same_of_stored("compare " + scenarios + "coffee_bar.toml --replications 20");
  expect_same_of_stored("sweep desk.toml --vary staff.clerk.count=1..3 --set steps.ask.failure.probability=0.4");
  expect_same_of_stored("sweep strict.toml --vary staff.clerk.count=1..3");
  expect_same_of_stored("sweep " + scenarios + "coffee_bar.toml --vary staff.barista.count=2..4 --replications 20");
}

TEST_F(ReportCommands, MakeEveryReportOfStoredRuns) {
  for (const char* scenario : {"airline_journey", "walk_in_clinic", "tea_house", "help_line"})
    expect_same_of_stored("run " + scenarios + scenario + ".toml --replications 12");
  expect_same_of_stored("run coin.toml --replications 1");
}

TEST_F(ReportCommands, MakeEveryReportOfStoredStudies) {
  expect_same_of_stored("gaps desk.toml --north-star journey.completed", " --csv a.csv");
  throughline("report a.json --csv b.csv").exits_with(0);
  EXPECT_EQ(folder_.read("b.csv"), folder_.read("a.csv"));
  for (const char* scenario : {"airline_journey", "learning_platform_courses"})
    expect_same_of_stored("gaps " + scenarios + scenario + ".toml --replications 12 --north-star journey.failed", "");
  expect_same_of_stored("sensitivity desk.toml", "");
  expect_same_of_stored("sensitivity " + scenarios + "coffee_bar.toml --replications 8", "");
}

TEST_F(ReportCommands, NameTheFileOfEachNumber) {
  throughline("run desk.toml --quiet --json one.json").exits_with(0);
  throughline("run desk.toml --quiet --json two.json --scenario two").exits_with(0);
  throughline("run desk.toml --quiet --json far.json --scenario two --seed 7 --replications 50").exits_with(0);
  for (const std::string second : {"two.json", "far.json"}) {
    throughline("report one.json " + second + " --html both.html").exits_with(0);
    const PageFiles files{{"", json(second)}, {"one.json", json("one.json")}};
    EXPECT_EQ(mistakes_in_numbers(folder_.read("both.html"), files), std::vector<std::string>());
  }
}

TEST_F(ReportCommands, SetRunsSideBySideAlone) {
  throughline("run desk.toml --quiet --json one.json").exits_with(0);
  throughline("compare desk.toml --quiet --json all.json").exits_with(0);
  throughline("report one.json all.json").exits_with(2).complains_of("all.json is none");
  throughline("report all.json one.json").exits_with(2).complains_of("all.json is none");
  throughline("gaps desk.toml --north-star journey.completed --quiet --json g.json").exits_with(0);
  throughline("report one.json g.json").exits_with(2).complains_of("g.json is none");
  throughline("verify desk.toml --quiet --json v.json").exits_with(0);
  throughline("report v.json").exits_with(1).complains_of("throughline.verification/1");
}

}  // namespace
}  // namespace throughline
