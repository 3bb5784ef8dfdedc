// SPDX-License-Identifier: MIT
// What scenarios/README.md says of the scenarios: which redesign is better by which measure, decided with few
// replications; that the files of the three cases meet the figures of the cases; that a twin in Chinese tells the same
// numbers.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"
#include "throughline/model.hpp"
#include "throughline/paired_comparison.hpp"

namespace throughline {
namespace {

Model model_in(const std::string& name, const std::string& scenario,
               const std::vector<Overlay::Setting>& settings = {}) {
  Overlay overlay;
  overlay.scenario = scenario;
  overlay.settings = settings;
  const std::filesystem::path folder = std::filesystem::path(THROUGHLINE_SOURCE_DIR) / "scenarios";
  return compile(build_blueprint(read_document(folder / (name + ".toml"), overlay)));
}

struct Side {
  std::string file;
  std::string scenario = "base";
  std::vector<Overlay::Setting> settings = {};
};

PairedComparison compared(const std::vector<Side>& sides, const std::string& measure, std::uint64_t replications) {
  std::vector<Alternative> alternatives;
  for (const Side& side : sides)
    alternatives.push_back(
        Alternative{side.file + " " + side.scenario, model_in(side.file, side.scenario, side.settings)});
  ComparisonOptions options;
  options.experiment.replications = replications;
  options.judged = {measure};
  return compare_alternatives(alternatives, options);
}

const PairedDifference& difference_of(const ComparedAlternative& alternative, const std::string& path) {
  for (const PairedDifference& each : alternative.differences)
    if (each.path == path) return each;
  throw std::out_of_range(path);
}

struct Pair {
  std::string name;
  Side before, after;
  std::string measure;
  Verdict verdict = Verdict::better;
};

void PrintTo(const Pair& pair, std::ostream* out) {
  *out << pair.name;
}

/// A scenario of a file against the file as it is.
Pair redesign(const std::string& file, const std::string& scenario, const std::string& measure,
              Verdict verdict = Verdict::better) {
  return {file + "_" + scenario, Side{file}, Side{file, scenario}, measure, verdict};
}

std::vector<Pair> pairs() {
  return {
      {"taxi_before_and_after_ride_hailing", Side{"street_taxi"}, Side{"ride_hailing"}, "journey.completed",
       Verdict::better},
      // Targets on both sides: neither direction is the better one.
      {"pit_stop_1950_and_today", Side{"pit_stop_1950"}, Side{"pit_stop_today"}, "journey.time.mean", Verdict::lower},
      redesign("pit_stop_1950", "two_at_the_wheels", "journey.time.mean", Verdict::lower),
      redesign("retail_checkout", "trained", "journey.abandoned"),
      redesign("retail_checkout", "another_till", "journey.abandoned"),
      redesign("payment_platform", "as_it_was", "journey.count.completed"),
      redesign("payment_platform", "half_repaired", "journey.count.completed"),
      redesign("payment_platform", "another_way", "journey.count.completed"),
      redesign("school_inquiry_form", "page_repaired", "journey.completed"),
      redesign("school_inquiry_form", "number_beside_the_form", "journey.completed"),
      redesign("learning_platform_courses", "course_page_rewritten", "journey.completed"),
      redesign("learning_platform_courses", "shorter_units", "journey.completed", Verdict::same),
      redesign("learning_platform_study", "shorter_units", "journey.completed"),
      redesign("street_taxi", "rank", "journey.completed"),
      redesign("bank_self_service", "deflect", "journey.abandoned"),
      redesign("bank_self_service", "intervene", "journey.abandoned"),
      redesign("grocery_pickup", "react", "journey.abandoned"),
      redesign("grocery_pickup", "usual_basket", "journey.abandoned"),
      redesign("subscription_cancel", "settled_at_once", "journey.value"),
      redesign("subscription_cancel", "flowers", "journey.value"),
      redesign("fraud_alert", "early_warning", "journey.failed"),
      redesign("predictive_support", "early_warning", "journey.time.mean"),
      redesign("contact_center_transfers", "data_integrated", "journey.time.mean"),
      redesign("contact_center_transfers", "fewer_handoffs", "journey.time.mean"),
      redesign("vaccination_surge", "surge", "journey.turned_away"),
      redesign("dining_room", "slow_on_purpose", "journey.failed"),
      redesign("drive_through", "park", "journey.time.mean"),
      redesign("airline_rebooking", "rebooked_in_the_air", "journey.failed"),
      redesign("cx_improvement_loop", "weekly_meetings", "journey.time.mean"),
      redesign("cx_improvement_loop", "one_meeting", "journey.time.mean"),
      redesign("airline_journey", "careful_loading", "touchpoint.reclaim.failure"),
      redesign("airline_journey", "broken_windows", "step.claims.abandonment", Verdict::worse),
      redesign("online_order", "better_pages", "journey.cost"),
      redesign("restaurant", "third_cook", "stage.food.time.mean"),
      redesign("bank_branch", "any_adviser_signs", "step.signing.wait.mean"),
  };
}

class ScenarioPair : public ::testing::TestWithParam<Pair> {};

TEST_P(ScenarioPair, HasTheVerdictThatTheLibraryTells) {
  const Pair& pair = GetParam();
  const PairedComparison result = compared({pair.before, pair.after}, pair.measure, 40);
  const PairedDifference& difference = difference_of(result.alternatives[1], pair.measure);
  EXPECT_EQ(difference.verdict, pair.verdict)
      << *difference.reference.value << " and " << *difference.alternative.value;
}

INSTANTIATE_TEST_SUITE_P(Library, ScenarioPair, ::testing::ValuesIn(pairs()),
                         [](const auto& pair) { return pair.param.name; });

/// The figure of the file as it is, over that of its scenario.
double ratio(const std::string& file, const std::string& scenario, const std::string& measure) {
  const PairedComparison result = compared({Side{file}, Side{file, scenario}}, measure, 400);
  const PairedDifference& difference = difference_of(result.alternatives[1], measure);
  return *difference.reference.value / *difference.alternative.value;
}

TEST(CalibratedScenarios, MeetTheFiguresOfTheirCases) {
  EXPECT_NEAR(ratio("retail_checkout", "as_it_was", "journey.abandoned"), 1.3, 0.03);
  EXPECT_NEAR(ratio("payment_platform", "as_it_was", "journey.count.completed"), 0.9, 0.01);
  EXPECT_NEAR(ratio("school_inquiry_form", "page_repaired", "journey.completed"), 0.8, 0.015);
}

/// That half of the cause makes this share of the effect, as far as the intervals of both can tell. Sides: the file as
/// it is, without half of the cause, and without it.
void expect_effect_of_half(const std::vector<Side>& sides, const std::string& measure, double share) {
  const PairedComparison result = compared(sides, measure, 400);
  const Estimate& half = difference_of(result.alternatives[1], measure).difference;
  const Estimate& whole = difference_of(result.alternatives[2], measure).difference;
  const double margin = (*half.high - *half.low + share * (*whole.high - *whole.low)) / 2.0;
  EXPECT_NEAR(*half.value, share * *whole.value, margin);
  EXPECT_LT(margin, 0.2 * *whole.value) << "says little";
}

/// Orders of a closed group are (1 - p) / (think + p away): half of the cause is 0.48 of the effect.
TEST(CalibratedScenarios, LoseHalfOfTheEffectWithHalfOfTheCause) {
  expect_effect_of_half(
      {Side{"payment_platform"}, Side{"payment_platform", "half_repaired"}, Side{"payment_platform", "as_it_was"}},
      "journey.count.completed", 0.483);
}

/// Leads are lost in proportion to the attempts that fail (100 % against 2 %), where the telephone is no bottleneck.
TEST(CalibratedScenarios, LoseLeadsInProportionToTheFormsThatFail) {
  expect_effect_of_half(
      {Side{"school_inquiry_form"}, Side{"school_inquiry_form", "base", {{"steps.form.failure.probability", "51 %"}}},
       Side{"school_inquiry_form", "page_repaired"}},
      "journey.completed", 0.5);
}

/// Which of the gaps that both learning platforms have is worth closing first.
std::string first_gap(const std::string& file) {
  const std::vector<std::string> gaps{"course_page_rewritten", "purchase_repaired", "notice_seen", "shorter_units",
                                      "better_reminder"};
  std::vector<Side> sides;
  sides.push_back(Side{file});
  for (const std::string& gap : gaps) sides.push_back(Side{file, gap});
  const PairedComparison result = compared(sides, "journey.completed", 40);
  std::size_t first = 0;
  double most = 0.0;
  for (std::size_t index = 0; index < gaps.size(); ++index) {
    const double gain = *difference_of(result.alternatives[index + 1], "journey.completed").difference.value;
    if (gain > most) {
      most = gain;
      first = index;
    }
  }
  return gaps[first];
}

TEST(LearningPlatforms, RankTheSameGapsByTheirOwnCoreValue) {
  EXPECT_EQ(first_gap("learning_platform_courses"), "course_page_rewritten");
  EXPECT_EQ(first_gap("learning_platform_study"), "shorter_units");
}

/// Names are other in a twin, and phases go by their names.
std::map<std::string, double> numbers_of(const std::string& name) {
  ExperimentOptions options;
  options.replications = 4;
  const ExperimentResult result = run_experiment(model_in(name, "base"), options);
  std::map<std::string, double> numbers;
  for (const auto& measure : result.measures) {
    if (measure.estimate.value && measure.path.find("phase.") == std::string::npos)
      numbers.emplace(measure.path, *measure.estimate.value);
  }
  return numbers;
}

TEST(ChineseTwins, TellTheSameNumbers) {
  for (const char* const name : {"retail_checkout", "payment_platform", "drive_through"}) {
    SCOPED_TRACE(name);
    const std::map<std::string, double> numbers = numbers_of(name);
    EXPECT_GT(numbers.size(), 20U);
    EXPECT_EQ(numbers, numbers_of(std::string(name) + ".zh"));
  }
}

TEST(Templates, MeetTheirTargets) {
  std::size_t templates = 0;
  const std::filesystem::path folder = std::filesystem::path(THROUGHLINE_SOURCE_DIR) / "scenarios" / "templates";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    SCOPED_TRACE(entry.path());
    ++templates;
    const ExperimentResult result = run_experiment(compile(build_blueprint(read_document(entry.path()))), {});
    EXPECT_TRUE(result.warnings.empty());
    EXPECT_FALSE(result.targets.empty());
    for (const TargetResult& target : result.targets)
      EXPECT_EQ(target.status, TargetStatus::met) << target.path << " " << target.expression;
  }
  EXPECT_EQ(templates, 5U);
}

}  // namespace
}  // namespace throughline
