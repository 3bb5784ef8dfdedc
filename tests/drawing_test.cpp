// SPDX-License-Identifier: MIT
#include "report/drawing.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>

#include "example_result.hpp"
#include "random_drawing.hpp"
#include "report/measure_index.hpp"
#include "scratch_folder.hpp"
#include "svg_reader.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;
using testing::mistakes_of;
using testing::RandomDrawing;
using testing::read_drawing;
using testing::ScratchFolder;
using testing::tea_house;

/// What xmllint ends with: 0 well formed, 127 where it is not installed.
int verdict_on(const std::string& text) {
  const ScratchFolder folder;
  folder.write("a.svg", text);
  const int status = std::system(("xmllint --nonet --noout '" + (folder / "a.svg") + "' 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// A chain of steps of one lane.
ExperimentResult chain_of(std::initializer_list<const char*> keys, const char* lane) {
  ExperimentResult result;
  result.blueprint.name = "Chain";
  for (const char* key : keys) {
    StepSummary step;
    step.key = step.name = key;
    step.lane = lane;
    if (!result.blueprint.steps.empty())
      result.blueprint.routes.push_back({result.blueprint.steps.back().key, key, "next", 0.0, false});
    result.blueprint.steps.push_back(std::move(step));
  }
  return result;
}

/// Where the box of a step stands.
testing::Rectangle box_of(const std::string& svg, const std::string& key) {
  const std::size_t at = svg.find("data-step=\"" + key + "\"");
  if (at == std::string::npos) return {};
  const auto drawing = read_drawing(svg.substr(at, svg.find("</g>", at) - at));
  return drawing.boxes.empty() ? testing::Rectangle{} : drawing.boxes.front();
}

TEST(Drawing, KeepsEverythingApartInTwoHundredRandomBlueprints) {
  for (std::uint64_t number = 0; number < testing::random_drawings; ++number) {
    const RandomDrawing random(number);
    const auto drawing = read_drawing(draw_blueprint(random.result()));
    EXPECT_GE(drawing.boxes.size(), random.result().blueprint.steps.size());
    EXPECT_EQ(mistakes_of(drawing), std::vector<std::string>()) << "blueprint " << number;
  }
}

TEST(Drawing, IsWellFormedWhateverNamesSay) {
  for (std::uint64_t number = 0; number < 10; ++number) {
    const int verdict = verdict_on(write_svg(RandomDrawing(number).result()));
    EXPECT_TRUE(verdict == 0 || verdict == 127) << "blueprint " << number;
  }
}

TEST(Drawing, ShowsHostileNamesAsText) {
  ExperimentResult result = tea_house();
  for (const char* name : testing::drawn_names) {
    result.blueprint.name = result.blueprint.steps[0].name = result.blueprint.steps[0].evidence = name;
    result.blueprint.steps[0].phase = name;
    result.blueprint.phases = {name};
    result.blueprint.staff[0].name = name;
    const std::string svg = draw_blueprint(result);
    EXPECT_FALSE(holds(svg, "<script")) << name;
    EXPECT_FALSE(holds(svg, "\x1b")) << name;
    EXPECT_FALSE(holds(svg, "\u202E")) << name;
    EXPECT_EQ(mistakes_of(read_drawing(svg)), std::vector<std::string>()) << name;
  }
}

TEST(Drawing, KeepsTheWholeOfANameThatItCuts) {
  ExperimentResult result = tea_house();
  result.blueprint.steps[0].name = testing::drawn_names[2];
  const std::string svg = draw_blueprint(result);
  EXPECT_TRUE(holds(svg, std::string("<title>") + testing::drawn_names[2]));
  EXPECT_TRUE(holds(svg, "…"));
}

TEST(Drawing, IsTheSameForTheSameResult) {
  EXPECT_EQ(draw_blueprint(tea_house()), draw_blueprint(tea_house()));
  ExperimentResult later = tea_house();
  later.timing->seconds = 99.0;
  EXPECT_EQ(write_svg(later), write_svg(tea_house()));
}

TEST(Drawing, MarksEveryFigureWithItsMeasure) {
  const ExperimentResult result = tea_house();
  const MeasureIndex measures(result);
  const std::string svg = draw_blueprint(result);
  static const std::regex marked("data-path=\"([^/\"][^\"]*)\" data-value=\"([^\"]*)\"");
  std::size_t figures = 0;
  for (auto found = std::sregex_iterator(svg.begin(), svg.end(), marked); found != std::sregex_iterator(); ++found) {
    const Estimate* const estimate = measures.find((*found)[1].str());
    ASSERT_NE(estimate, nullptr) << (*found)[1];
    EXPECT_EQ((*found)[2].str(), nlohmann::json(*estimate->value).dump()) << (*found)[1];
    ++figures;
  }
  EXPECT_GE(figures, 6U);
  EXPECT_TRUE(holds(svg, "data-path=\"step.brew.wait.mean\" data-value=\"60.0\">60 s</tspan>"));
  EXPECT_TRUE(holds(svg, "data-path=\"staff.waiter.occupancy\" data-value=\"0.83\">83 %</text>"));
}

TEST(Drawing, DrawsThePlainBlueprintWhereNothingWasSimulated) {
  ExperimentResult result = tea_house();
  result.provenance.replications = 0;
  const std::string svg = draw_blueprint(result);
  EXPECT_FALSE(holds(svg, "data-value"));
  EXPECT_FALSE(holds(svg, "data-flow"));
  EXPECT_FALSE(holds(svg, "data-kind=\"ruler\""));
  EXPECT_TRUE(holds(svg, "customers may wait here"));
  EXPECT_TRUE(holds(svg, "nothing was simulated"));
  EXPECT_EQ(mistakes_of(read_drawing(svg)), std::vector<std::string>());
}

TEST(Drawing, NamesTheThreeLines) {
  const std::string svg = draw_blueprint(chain_of({"only"}, "support"));
  for (const char* line : {"Line of interaction", "Line of visibility", "Line of internal interaction"})
    EXPECT_TRUE(holds(svg, std::string(">") + line + "</text>")) << line;
  EXPECT_EQ(mistakes_of(read_drawing(svg)), std::vector<std::string>());
}

TEST(Drawing, StandsAloneAndInAPage) {
  const ExperimentResult result = tea_house();
  EXPECT_TRUE(write_svg(result).starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns="));
  const std::string svg = draw_blueprint(result, {DrawingTint::failure, false, "second"});
  EXPECT_TRUE(svg.starts_with("<svg "));
  EXPECT_FALSE(holds(svg, "<style"));
  EXPECT_FALSE(holds(svg, " style="));
  EXPECT_TRUE(holds(svg, "aria-labelledby=\"second-title second-about\""));
  EXPECT_TRUE(holds(draw_blueprint(result), drawing_style()));
}

TEST(Drawing, TakesTheFocusAtEveryStep) {
  const std::string svg = draw_blueprint(tea_house());
  EXPECT_EQ(count_of(svg, "tabindex=\"0\" role=\"img\"><title>"), 3U);
  EXPECT_TRUE(holds(svg, "role=\"group\""));
}

TEST(Drawing, SetsColumnsInTheOrderOfTheJourney) {
  const std::string svg = draw_blueprint(chain_of({"c", "a", "b"}, "customer"));
  EXPECT_LT(box_of(svg, "c").x, box_of(svg, "a").x);
  EXPECT_LT(box_of(svg, "a").x, box_of(svg, "b").x);
  EXPECT_EQ(box_of(svg, "c").y, box_of(svg, "b").y);
}

TEST(Drawing, SetsJourneysThatHaveNothingInCommonOneBehindTheOther) {
  ExperimentResult result = chain_of({"a", "b", "x", "c", "y"}, "customer");
  result.blueprint.routes = {
      {"a", "b", "next", 0.0, false}, {"b", "c", "next", 0.0, false}, {"x", "y", "next", 0.0, false}};
  const std::string svg = draw_blueprint(result);
  EXPECT_LT(box_of(svg, "c").x, box_of(svg, "x").x);
  EXPECT_LT(box_of(svg, "x").x, box_of(svg, "y").x);
}

TEST(Drawing, SetsAStepInTheColumnThatItIsPinnedTo) {
  ExperimentResult result = chain_of({"a", "b", "c"}, "customer");
  result.blueprint.steps[2].column = 1;
  const std::string svg = draw_blueprint(result);
  EXPECT_LT(box_of(svg, "c").x, box_of(svg, "a").x);
  EXPECT_LT(box_of(svg, "a").x, box_of(svg, "b").x);
  EXPECT_EQ(mistakes_of(read_drawing(svg)), std::vector<std::string>());
}

TEST(Drawing, SetsWhatIsBehindTheLinesBelowTheActionThatItServes) {
  ExperimentResult result = chain_of({"a", "behind", "b"}, "customer");
  result.blueprint.steps[1].lane = "backstage";
  std::string svg = draw_blueprint(result);
  EXPECT_EQ(box_of(svg, "behind").x, box_of(svg, "b").x) << "as near to both: the one that waits for it";
  EXPECT_GT(box_of(svg, "behind").y, box_of(svg, "b").y);
  result.blueprint.steps[0].phase = result.blueprint.steps[1].phase = "first";
  svg = draw_blueprint(result);
  EXPECT_EQ(box_of(svg, "behind").x, box_of(svg, "a").x) << "of the same phase";
}

TEST(Drawing, LeadsTheBranchesOfAForkToWhereTheyMeet) {
  ExperimentResult result = chain_of({"fork", "left", "right", "meet"}, "frontstage");
  for (StepSummary& step : result.blueprint.steps) step.touchpoint = step.key;
  result.blueprint.routes = {{"fork", "left", "fork", 0.0, false},  {"fork", "right", "fork", 0.0, false},
                             {"fork", "meet", "join", 0.0, false},  {"left", "done", "next", 0.0, false},
                             {"right", "done", "next", 0.0, false}, {"meet", "done", "next", 0.0, false}};
  const std::string svg = draw_blueprint(result);
  EXPECT_EQ(box_of(svg, "left").x, box_of(svg, "right").x);
  EXPECT_TRUE(holds(svg, "data-from=\"left\" data-to=\"meet\""));
  EXPECT_TRUE(holds(svg, "data-from=\"right\" data-to=\"meet\""));
  EXPECT_FALSE(holds(svg, "data-from=\"fork\" data-to=\"meet\""));
  EXPECT_EQ(count_of(svg, "data-end=\"done\""), 1U);
}

TEST(Drawing, DashesWhatLeadsBack) {
  ExperimentResult result = chain_of({"a", "b"}, "customer");
  EXPECT_FALSE(holds(draw_blueprint(result), "stroke-dasharray=\"6 3\""));
  result.blueprint.routes.push_back({"b", "a", "next", 0.0, false});
  const std::string svg = draw_blueprint(result);
  EXPECT_TRUE(holds(svg, "data-from=\"b\" data-to=\"a\""));
  EXPECT_TRUE(holds(svg, "stroke-dasharray=\"6 3\""));
}

TEST(Drawing, HasRoomForNothing) {
  EXPECT_EQ(mistakes_of(read_drawing(draw_blueprint(ExperimentResult()))), std::vector<std::string>());
}

TEST(GeometryOfDrawings, IsFoundWrongWhereItIs) {
  testing::ReadDrawing drawing;
  drawing.view = {0.0, 0.0, 100.0, 100.0};
  drawing.boxes = {{10.0, 10.0, 20.0, 20.0}, {50.0, 10.0, 20.0, 20.0}};
  drawing.routes = {{{30.0, 20.0}, {50.0, 20.0}}};
  EXPECT_EQ(mistakes_of(drawing).size(), 0U);
  drawing.routes.push_back({{20.0, 5.0}, {20.0, 50.0}});
  EXPECT_EQ(mistakes_of(drawing).size(), 1U) << "through a box";
  drawing.boxes.push_back({60.0, 20.0, 60.0, 20.0});
  EXPECT_EQ(mistakes_of(drawing).size(), 3U) << "two boxes, one outside";
  drawing.routes.push_back({{40.0, 20.0}, {45.0, 20.0}});
  EXPECT_EQ(mistakes_of(drawing).size(), 4U) << "two routes on each other";
}

}  // namespace
}  // namespace throughline
