// SPDX-License-Identifier: MIT
#include "throughline/survey_report.hpp"

#include <gtest/gtest.h>

#include <string>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::absent;
using testing::estimate_of;

Estimate score(double value, double half) {
  return estimate_of(Unit::count, value, half);
}

SurveyFit tea_survey() {
  SurveyFit fit;
  fit.base = testing::tea_house();
  fit.survey = "guests.csv";
  fit.touchpoints = {
      {"order", "=Order|", 40.0, score(70.0, 5.0), score(80.0, 0.4), score(71.0, 0.5), score(1.0, 4.0), 72.5},
      {"table", "茶桌", 60.0, score(88.0, 3.0), score(95.0, 0.3), score(84.0, 0.3), score(-4.0, 3.0), std::nullopt}};
  fit.constants = {{"experience.failure", 50.0, score(41.25, 12.0), 6.0, 0.75, ConstantBound::none},
                   {"experience.wait.beyond", 30.0, absent(Unit::count, "it is at the end of its range"), std::nullopt,
                    std::nullopt, ConstantBound::low}};
  fit.constants[1].fitted.value = 0.0;
  fit.held = {{"experience.handoff", 5.0, "no score of the survey's touchpoints depends on it"}};
  fit.not_asked = {{"door", "Door"}};
  fit.not_scored = {{"roof", "Roof"}};
  fit.miss_before = score(8.2, 1.5);
  fit.miss_after = score(3.1, 1.2);
  fit.prediction_error = score(4.1, 2.0);
  fit.errors = SurveyErrors::answers;
  fit.chi_squared = 9.0;
  fit.degrees = 1;
  fit.chance = 0.0027;
  fit.widened = 3.0;
  return fit;
}

void expect_in(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n" << text;
}

TEST(SurveyReport, SaysFirstHowFarTheModelMissesAndWhatFitsBest) {
  const std::string text = write_terminal(tea_survey(), {false, 500});
  EXPECT_TRUE(
      text.starts_with("The model misses the survey by 3.1 ± 1.2 points (root mean square), by 8.2 ± 1.5 points "
                       "before. What fits best: experience.failure = 41 ± 12 instead of 50 and "
                       "experience.wait.beyond = 0, the end of its range, instead of 30."))
      << text;
  expect_in(text, "=Order|");
  expect_in(text, "70.0 ± 5.0");
  expect_in(text, "-4.0 ± 3.0");
  expect_in(text, "72.5");
  expect_in(text, "output of a model, never a fact about customers");
  expect_in(text, "at the lower end of its range");
  expect_in(text,
            "the model misses by more than the luck of the answers explains (chi-squared 9 on 1 degree of freedom");
  expect_in(text, "3.0 times wider");
  expect_in(text, "75 % of the squared error of experience.failure is the luck of the replications");
  expect_in(text, "are missed by 4.1 ± 2.0 points");
  expect_in(text, "kept: experience.handoff = 5 (no score of the survey's touchpoints depends on it)");
  expect_in(text, "not in the survey: Door");
  expect_in(text, "visited by nobody: Roof");
  expect_in(text, "throughline run tea.toml --set experience.failure=41.25 --set experience.wait.beyond=0 --seed 1");
}

TEST(SurveyReport, WritesTheConstantsAsToml) {
  SurveyFit fit = tea_survey();
  EXPECT_EQ(write_toml(fit),
            "[experience]\nfailure = 41.25  # 50 before, standard error 6.0\nwait.beyond = 0  # 30 before\n");
  fit.base.provenance.scenario = "茶";
  EXPECT_TRUE(write_toml(fit).starts_with("[scenarios.\"茶\".experience]\n")) << write_toml(fit);
  fit.constants.clear();
  EXPECT_EQ(write_toml(fit), "");
}

TEST(SurveyReport, ClaimsNoFitWhereThereIsNone) {
  SurveyFit fit = tea_survey();
  fit.constants.clear();
  const std::string text = write_terminal(fit, {false, 500});
  EXPECT_TRUE(
      text.starts_with("The model misses the survey by 8.2 ± 1.5 points (root mean square); no constant was fitted."))
      << text;
  EXPECT_EQ(text.find("throughline run"), std::string::npos);
  fit.touchpoints.clear();
  expect_in(write_terminal(fit), "there is nothing to compare");
  fit.partial = true;
  fit.partial_reason = "interrupted";
  EXPECT_TRUE(write_terminal(fit).starts_with("Partial result: interrupted.")) << write_terminal(fit);
}

TEST(SurveyReport, SaysWhatItsErrorsRestOn) {
  SurveyFit fit = tea_survey();
  fit.widened = 1.0;
  fit.chance = 0.25;
  expect_in(write_terminal(fit, {false, 500}), "the luck of the answers alone may explain what is left");
  fit.errors = SurveyErrors::misfit;
  expect_in(write_terminal(fit, {false, 500}), "errors rest on how far the model misses");
  fit.converged = false;
  expect_in(write_terminal(fit, {false, 500}), "the fit did not settle");
}

TEST(SurveyReport, IsWrittenInEveryFormat) {
  const std::string json = write_json(tea_survey(), false);
  expect_in(json, "\"schema\": \"throughline.survey/1\"");
  expect_in(json, "{\"key\":\"order\",\"name\":\"=Order|\",\"answers\":40.0");
  expect_in(json, "\"left_out\":72.5");
  expect_in(json, "{\"path\":\"experience.failure\",\"in_file\":50.0");
  expect_in(json, "\"bound\":\"low\"");
  expect_in(json, "\"chi_squared\":9.0");
  expect_in(json, "\"experience.wait.beyond=0\"");
  EXPECT_EQ(json.find("\"timing\""), std::string::npos);
  expect_in(write_json(tea_survey(), true), "\"timing\"");
  const std::string csv = write_csv(tea_survey());
  expect_in(csv, "touchpoint,order,'=Order|,40,70,65,75,80,71,1,-3,5,0.95,,72.5,,\r\n");
  expect_in(csv, "constant,experience.failure,,,,,,50,41.25,,29.25,53.25,0.95,6,,none,\r\n");
  expect_in(csv, "kept,experience.handoff,,,,,,5,,,,,0.95,,,,");
  expect_in(write_markdown(tea_survey()), "| =Order\\| | 40 |");
  expect_in(write_markdown(tea_survey()), "\n```toml\n[experience]\nfailure = 41.25 ");
}

}  // namespace
}  // namespace throughline
