// SPDX-License-Identifier: MIT
// What `throughline gaps` says of the scenarios: the cause of each of the three cases, and that two services with the
// same gaps close another one first where their north stars differ.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "blueprint/measure_path.hpp"
#include "experiment/judged_measures.hpp"
#include "model/catalog.hpp"
#include "ranked_gaps.hpp"

namespace throughline::testing {
namespace {

const std::filesystem::path folder = std::filesystem::path(THROUGHLINE_SOURCE_DIR) / "scenarios";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// By the north star of the file.
Gaps gaps_of(const std::string& scenario, std::uint64_t replications) {
  const std::filesystem::path file = folder / (scenario + ".toml");
  const Blueprint blueprint = build_blueprint(read_document(file));
  EXPECT_TRUE(blueprint.north_star);
  return ranked_gaps(text_of(file), file.string(),
                     {{.replications = replications}, path_of(*blueprint.north_star, measure_names(blueprint)), {}});
}

std::string first_of(const Gaps& gaps) {
  return gaps.ranking.front().about.touchpoint;
}

TEST(ScenarioGaps, NameTheSlowTills) {
  const Gaps gaps = gaps_of("retail_checkout", 60);
  EXPECT_EQ(first_of(gaps), "pay");
  EXPECT_EQ(gaps.ranking.front().about.kind, GapKind::wait);
  EXPECT_TRUE(gaps.ranking.front().gains);
}

TEST(ScenarioGaps, NameTheConfirmationOfPayments) {
  const Gaps gaps = gaps_of("payment_platform", 40);
  EXPECT_EQ(first_of(gaps), "confirm");
  EXPECT_EQ(gaps.ranking.front().about.kind, GapKind::failure);
  EXPECT_TRUE(gaps.is_decided());
}

TEST(ScenarioGaps, NameTheFormThatCannotBeSubmitted) {
  const Gaps gaps = gaps_of("school_inquiry_form", 200);
  EXPECT_EQ(first_of(gaps), "inquiry_form");
  EXPECT_EQ(gaps.ranking.front().about.kind, GapKind::failure);
  EXPECT_TRUE(gaps.is_decided());
}

/// The touchpoints of the gaps that the file speaks of, the one that is worth most first.
std::vector<std::string> ranking_of(const std::string& scenario) {
  const Gaps gaps = gaps_of(scenario, 20);
  EXPECT_TRUE(gaps.ranking.front().gains) << scenario;
  std::vector<std::string> touchpoints;
  for (const RankedGap& gap : gaps.ranking)
    if (gap.about.said) touchpoints.push_back(gap.about.touchpoint);
  return touchpoints;
}

TEST(ScenarioGaps, AreRankedByWhatTheServiceIsThereFor) {
  const std::vector<std::string> courses = ranking_of("learning_platform_courses");
  const std::vector<std::string> study = ranking_of("learning_platform_study");
  ASSERT_EQ(courses.size(), 5U);
  EXPECT_EQ(courses[0], "course_page");
  EXPECT_EQ(courses[1], "purchase");
  EXPECT_EQ(study, (std::vector<std::string>{"more_units", "course_page", "release", "reminder", "purchase"}));
}

TEST(ScenarioGaps, HaveANorthStarWithABetterSideInEveryScenario) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".toml" || entry.path().stem() == "airline_journey") continue;
    const Blueprint blueprint = build_blueprint(read_document(entry.path()));
    ASSERT_TRUE(blueprint.north_star) << entry.path();
    const Model model = compile(blueprint);
    EXPECT_NE(direction_of(model.catalog(), path_of(*blueprint.north_star, measure_names(blueprint))),
              Direction::neither)
        << entry.path();
  }
}

}  // namespace
}  // namespace throughline::testing
