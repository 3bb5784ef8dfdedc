// SPDX-License-Identifier: MIT
#include "report/drawing.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>

#include "example_result.hpp"
#include "report/measure_index.hpp"
#include "scratch_folder.hpp"
#include "svg_reader.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;
using testing::mistakes_of;
using testing::read_drawing;
using testing::ScratchFolder;
using testing::tea_house;

constexpr std::array<const char*, 10> names{
    "Order",
    "Passport check",
    "Bring the bag to the belt, and come again for what was left behind in the first place",
    "点茶",
    "请客人入座以后上茶点心并且介绍今天的节目单和老城的故事",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung",
    "</script><script>alert('x')</script> & \"quotes\"",
    "مرحبا بالعالم \u202E reversed",
    "🍵🫖 tea 🍵",
    "\x1b[31mred\x1b[0m\r\n"};

/// A blueprint of so many steps, and what a run could have found of it. The same number gives the same.
class RandomDrawing {
 public:
  explicit RandomDrawing(std::uint64_t number) : random_(number * 2'654'435'761U + 7) {
    result_.provenance.replications = chance(0.7) ? 20 : 0;
    BlueprintSummary& blueprint = result_.blueprint;
    blueprint.name = word();
    blueprint.staff = {{"clerk", "Clerk"}, {"cook", word()}, {"host", "Host"}};
    const std::size_t steps = 5 + below(56);
    const std::size_t phases = below(5);
    for (std::size_t phase = 0; phase < phases; ++phase) blueprint.phases.push_back(std::to_string(phase) + word());
    customer_share_ = chance(0.2) ? 0.0 : 0.4;
    for (std::size_t step = 0; step < steps; ++step) add_step("x" + std::to_string(step), step * phases / steps);
    for (std::size_t step = 0; step < steps; ++step) add_routes(step, steps);
    for (const char* pool : {"clerk", "cook", "host"}) measure("staff.", pool, ".occupancy", Unit::share, 1.0);
  }

  const ExperimentResult& result() const noexcept { return result_; }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool chance(double share) { return static_cast<double>(random_() >> 11U) * 0x1p-53 < share; }
  std::string word() { return names[below(names.size())]; }

  void measure(const char* scope, const std::string& key, const char* quantity, Unit unit, double most) {
    const double value = most * static_cast<double>(below(1000)) / 999.0;
    result_.measures.push_back({scope + key + quantity, estimate_of(unit, value, value / 10.0)});
  }

  void add_step(const std::string& key, std::size_t phase) {
    constexpr std::array others{"frontstage", "backstage", "support"};
    constexpr std::array pools{"clerk", "cook", "clerk + host", "clerk / cook / host"};
    StepSummary step;
    step.key = key;
    step.name = word();
    step.lane = chance(customer_share_) ? "customer" : others[below(others.size())];
    const bool seen = step.lane == "customer" || step.lane == "frontstage";
    if (seen && chance(0.7)) step.touchpoint = chance(0.2) ? "shared" : key;
    if (phase < result_.blueprint.phases.size() && chance(0.9)) step.phase = result_.blueprint.phases[phase];
    if (seen && chance(0.6)) step.evidence = word();
    if (chance(0.6)) step.staff = pools[below(pools.size())];
    if (chance(0.05)) step.column = static_cast<std::uint32_t>(1 + below(200));
    measure("step.", key, ".time.mean", Unit::seconds, 1e4);
    if (chance(0.6)) measure("step.", key, ".wait.mean", Unit::seconds, 1e4);
    if (chance(0.4)) measure("step.", key, ".failure", Unit::share, 0.3);
    if (chance(0.3)) measure("step.", key, ".abandonment", Unit::share, 0.3);
    result_.blueprint.steps.push_back(std::move(step));
  }

  void add_routes(std::size_t step, std::size_t steps) {
    constexpr std::array kinds{"next", "next", "next", "next", "fork", "join", "start", "failure", "abandon", "divert"};
    const std::size_t routes = 1 + below(3);
    for (std::size_t n = 0; n < routes; ++n) {
      const std::size_t near = std::min(steps - 1, step + 1 + below(3));
      const std::size_t to = chance(0.7) ? near : below(steps);
      RouteSummary route;
      route.from = "x" + std::to_string(step);
      route.to = chance(0.1) ? "done" : "x" + std::to_string(to);
      route.kind = route.to == route.from ? "retry" : kinds[below(kinds.size())];
      route.flow = static_cast<double>(below(500));
      route.handoff = chance(0.3);
      result_.blueprint.routes.push_back(std::move(route));
    }
    if (step + 1 == steps) result_.blueprint.routes.push_back({"x" + std::to_string(step), "done", "next", 1.0, false});
  }

  std::mt19937_64 random_;
  double customer_share_ = 0.4;
  ExperimentResult result_;
};

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
  for (std::uint64_t number = 0; number < 200; ++number) {
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
  for (const char* name : names) {
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
  result.blueprint.steps[0].name = names[2];
  const std::string svg = draw_blueprint(result);
  EXPECT_TRUE(holds(svg, std::string("<title>") + names[2]));
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
