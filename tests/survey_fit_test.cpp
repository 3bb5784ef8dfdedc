// SPDX-License-Identifier: MIT
#include "throughline/survey_fit.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "text/experience_constants.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/random_stream.hpp"
#include "throughline/survey_report.hpp"

namespace throughline::testing {
namespace {

/// Scores that depend on every constant, each touchpoint on some.
const std::string office = R"(
schema = 1
[run]
length = "8 h"
replications = 20
[segments.guest]
start = "door"
arrivals = { rate = "14 per hour" }
[staff.clerk]
count = 1
[staff.teller]
count = 1
[steps.door]
name = "The door"
lane = "customer"
time = "20 s"
failure = { probability = "20 %", then = "retry" }
next = "form"
[steps.form]
lane = "customer"
time = { exponential = { mean = "4 min" } }
expects = { time = "4 min" }
next = "desk"
[steps.desk]
staff = "clerk"
time = { exponential = { mean = "3 min" } }
expects = { wait = "4 min" }
next = "pay"
[steps.pay]
staff = "teller"
time = { exponential = { mean = "2 min" } }
expects = { wait = "10 min" }
failure = { probability = "25 %", then = "leave" }
next = "bye"
[steps.bye]
lane = "customer"
time = "10 s"
[experience]
base = 96
)";

using Settings = std::vector<std::pair<std::string, double>>;

Model model_with(const std::string& text, const Settings& settings) {
  Overlay overlay;
  for (const auto& [path, value] : settings) overlay.settings.push_back({path, fmt::format("{}", value)});
  return compile(build_blueprint(read_document_text(text, "office.toml", overlay)));
}

std::vector<SurveyConstant> constants_of(const std::string& text, const std::vector<std::string>& paths) {
  const ExperienceSection model = *read_document_text(text, "office.toml").experience;
  if (paths.empty()) return usual_constants(model);
  std::vector<SurveyConstant> constants;
  for (const std::string& path : paths)
    for (const SurveyConstant& each : every_constant(model))
      if (each.path == path) constants.push_back(each);
  EXPECT_EQ(constants.size(), paths.size());
  return constants;
}

SurveyFit fit_of(const std::string& text, const Survey& survey, const std::vector<std::string>& paths,
                 const ExperimentOptions& experiment = {.threads = 2}) {
  const std::vector<SurveyConstant> constants = constants_of(text, paths);
  return fit_survey(model_with(text, {}), survey, constants,
                    [&](std::span<const double> values) {
                      Settings settings;
                      for (std::size_t each = 0; each < constants.size(); ++each)
                        settings.emplace_back(constants[each].path, values[each]);
                      return model_with(text, settings);
                    },
                    {experiment, !paths.empty()});
}

/// What the model says of its touchpoints, as if customers had answered that.
Survey survey_by(const std::string& text, const Settings& truth, const ExperimentOptions& experiment = {}) {
  const ExperimentResult result = run_experiment(model_with(text, truth), experiment);
  Survey survey{"answers.csv", {}, {}};
  for (const NamedKey& each : result.blueprint.touchpoints) {
    const Estimate* const score = result.find(fmt::format("touchpoint.{}.experience", each.key));
    survey.touchpoints.push_back({each.key, each.name, 100.0, *score->value, 400.0, 99.0});
  }
  return survey;
}

const FittedConstant& fitted(const SurveyFit& fit, const std::string& path) {
  for (const FittedConstant& each : fit.constants)
    if (each.path == path) return each;
  throw std::out_of_range(path);
}

std::string why_kept(const SurveyFit& fit, const std::string& path) {
  for (const HeldConstant& each : fit.held)
    if (each.path == path) return each.reason;
  return "fitted";
}

const Settings truth{{"experience.base", 92.0},
                     {"experience.failure", 35.0},
                     {"experience.wait.beyond", 12.0},
                     {"experience.time.beyond", 22.0},
                     {"experience.handoff", 8.0}};

std::vector<std::string> paths_of(const Settings& settings) {
  std::vector<std::string> paths;
  for (const auto& [path, value] : settings) paths.push_back(path);
  return paths;
}

TEST(SurveyFit, FindsTheConstantsThatASurveyWasMadeWith) {
  const SurveyFit fit = fit_of(office, survey_by(office, truth), paths_of(truth));
  EXPECT_TRUE(fit.converged);
  EXPECT_FALSE(fit.partial);
  for (const auto& [path, value] : truth) EXPECT_NEAR(*fitted(fit, path).fitted.value, value, 1e-6 * value) << path;
  EXPECT_GT(*fit.miss_before.value, 1.0);
  EXPECT_LT(*fit.miss_after.value, 1e-6);
  for (const SurveyRow& row : fit.touchpoints) EXPECT_NEAR(*row.after.value, *row.survey.value, 1e-6) << row.key;
}

TEST(SurveyFit, FindsThemWhereScoresAreCut) {
  // With waits that cost at most 15 points, and failures that cost more than there is, nothing is linear.
  const Settings cut{{"experience.base", 90.0}, {"experience.wait.beyond", 25.0}, {"experience.wait.most", 15.0}};
  const SurveyFit fit = fit_of(office, survey_by(office, cut), paths_of(cut));
  for (const auto& [path, value] : cut) EXPECT_NEAR(*fitted(fit, path).fitted.value, value, 1e-3 * value) << path;
  EXPECT_LT(*fit.miss_after.value, 1e-3);
}

TEST(SurveyFit, CountsTheLuckOfTheReplications) {
  const Survey survey = survey_by(office, truth);
  const SurveyFit few = fit_of(office, survey, {"experience.wait.beyond"}, {.replications = 20, .threads = 2});
  const SurveyFit many = fit_of(office, survey, {"experience.wait.beyond"}, {.replications = 320, .threads = 2});
  EXPECT_GT(*few.constants.front().model_share, 0.1);
  EXPECT_LT(*many.constants.front().model_share, *few.constants.front().model_share / 2.0);
}

TEST(SurveyFit, TellsTheScoresThatARunWithItsConstantsFinds) {
  Survey survey = survey_by(office, truth);
  survey.touchpoints[0].mean -= 3.0;
  survey.touchpoints[2].mean += 2.0;
  const SurveyFit fit = fit_of(office, survey, {"experience.failure", "experience.wait.beyond"});
  Settings settings;
  for (const FittedConstant& each : fit.constants) settings.emplace_back(each.path, *each.fitted.value);
  const ExperimentResult run = run_experiment(model_with(office, settings), {.threads = 1});
  for (const SurveyRow& row : fit.touchpoints)
    EXPECT_EQ(*row.after.value, *run.find(fmt::format("touchpoint.{}.experience", row.key))->value) << row.key;
}

/// Two touchpoints at which nothing goes wrong: each scores `base`.
const std::string walk = R"(
schema = 1
[run]
length = "2 h"
replications = 5
[segments.guest]
start = "one"
arrivals = { rate = "30 per hour" }
[steps.one]
lane = "customer"
time = "1 min"
next = "two"
[steps.two]
lane = "customer"
time = "1 min"
[steps.never]
lane = "customer"
time = "1 min"
next = "one"
[experience]
)";

Survey two_means(double first, double second) {
  return {"two.csv", {{"one", "One", 10.0, first, 100.0, 9.0}, {"two", "Two", 40.0, second, 100.0, 39.0}}, {}};
}

TEST(SurveyFit, WeighsMeansByTheirErrors) {
  // Variances of the means: 100 / 10 and 100 / 40. (86 / 10 + 90 / 2.5) / (1 / 10 + 1 / 2.5) = 89.2.
  const SurveyFit fit = fit_of(walk, two_means(86.0, 90.0), {"experience.base"});
  const FittedConstant& base = fitted(fit, "experience.base");
  EXPECT_NEAR(*base.fitted.value, 89.2, 1e-9);
  EXPECT_NEAR(*base.standard_error, std::sqrt(2.0), 1e-9);
  EXPECT_NEAR(*base.model_share, 0.0, 1e-12);
  EXPECT_NEAR(*fit.chi_squared, 3.2 * 3.2 / 10.0 + 0.8 * 0.8 / 2.5, 1e-9);
  EXPECT_EQ(fit.degrees, 1U);
  EXPECT_NEAR(*fit.chance, 0.2578, 1e-4);
  EXPECT_EQ(fit.widened, 1.0);
  EXPECT_EQ(fit.errors, SurveyErrors::answers);
  EXPECT_NEAR(*fit.miss_after.value, std::sqrt(1.28 / 0.5), 1e-9);
  EXPECT_NEAR(*fit.miss_before.value, std::sqrt((14.0 * 14.0 / 10.0 + 10.0 * 10.0 / 2.5) / 0.5), 1e-9);
  EXPECT_NEAR(*fit.touchpoints[0].difference.value, 3.2, 1e-9);
  // The mean moves the constant with a weight of 0.2, and so leaves 0.8 of its error and 0.8 of the other's.
  const double error = 0.8 * std::sqrt(10.0 + 2.5);
  // Student's t with 13.86 degrees of freedom (Satterthwaite): 8^2 / (6.4^2 / 9 + 1.6^2 / 39).
  EXPECT_NEAR((*fit.touchpoints[0].difference.high - 3.2) / error, 2.1468, 1e-4);
}

TEST(SurveyFit, WidensItsErrorsWhereTheModelIsWrong) {
  // 6.4^2 / 10 + 1.6^2 / 2.5 = 5.12 with one degree of freedom: 2.4 %.
  const SurveyFit fit = fit_of(walk, two_means(82.0, 90.0), {"experience.base"});
  EXPECT_NEAR(*fit.chi_squared, 5.12, 1e-9);
  EXPECT_NEAR(fit.widened, std::sqrt(5.12), 1e-9);
  EXPECT_NEAR(*fitted(fit, "experience.base").standard_error, std::sqrt(2.0 * 5.12), 1e-9);
  EXPECT_EQ(*fitted(fit, "experience.base").fitted.high, 100.0) << "cut to its range";
}

TEST(SurveyFit, RestsOnTheMisfitWhereNoSpreadIsTold) {
  Survey survey = two_means(86.0, 90.0);
  for (SurveyedTouchpoint& each : survey.touchpoints) {
    each.variance.reset();
    each.degrees = 0.0;
  }
  const SurveyFit fit = fit_of(walk, survey, {"experience.base"});
  EXPECT_EQ(fit.errors, SurveyErrors::misfit);
  EXPECT_NEAR(*fitted(fit, "experience.base").fitted.value, 89.2, 1e-9);  // weights 10 and 40
  // (10 * 3.2^2 + 40 * 0.8^2) / 1 = 128 for one answer, over 50 answers.
  EXPECT_NEAR(*fitted(fit, "experience.base").standard_error, std::sqrt(128.0 / 50.0), 1e-9);
  EXPECT_FALSE(fit.chi_squared);
  EXPECT_FALSE(fit.touchpoints[0].survey.low);
  survey.touchpoints.pop_back();
  const SurveyFit one = fit_of(walk, survey, {"experience.base"});
  EXPECT_EQ(one.errors, SurveyErrors::unknown);
  EXPECT_EQ(*fitted(one, "experience.base").fitted.value, 86.0);
  EXPECT_FALSE(fitted(one, "experience.base").fitted.low);
  EXPECT_NE(write_terminal(one).find("nothing tells how sure the constants are"), std::string::npos);
}

TEST(SurveyFit, StaysWithinTheRangeOfAConstant) {
  const SurveyFit fit = fit_of(walk, two_means(40.0, 45.0), {"experience.base"});
  const FittedConstant& base = fitted(fit, "experience.base");
  EXPECT_EQ(*base.fitted.value, 70.01);
  EXPECT_EQ(base.bound, ConstantBound::low);
  EXPECT_FALSE(base.standard_error);
  EXPECT_NE(write_terminal(fit).find("at the lower end of its range"), std::string::npos);
}

TEST(SurveyFit, NamesWhatItCannotTellApart) {
  // Whoever fails at the door comes again: each failure costs both.
  Survey survey = survey_by(office, {{"experience.failure", 40.0}});
  survey.touchpoints.resize(2);
  const SurveyFit fit = fit_of(office, survey, {"experience.failure", "experience.repeat"});
  EXPECT_NEAR(*fitted(fit, "experience.failure").fitted.value, 40.0, 1e-4);
  EXPECT_EQ(why_kept(fit, "experience.repeat"),
            "what it changes, experience.failure changes too: the survey cannot tell them apart");
}

TEST(SurveyFit, KeepsWhatNoScoreDependsOn) {
  const SurveyFit fit = fit_of(walk, two_means(86.0, 90.0), {});
  EXPECT_EQ(fit.constants.size(), 1U);
  EXPECT_EQ(why_kept(fit, "experience.failure"), "no score of the survey's touchpoints depends on it");
  EXPECT_EQ(fit.held.size(), 6U);
}

TEST(SurveyFit, KeepsOneTouchpointMoreThanConstants) {
  Survey survey = survey_by(office, truth);
  survey.touchpoints.resize(3);
  const SurveyFit fit = fit_of(office, survey, {});
  EXPECT_LE(fit.constants.size(), 2U);
  EXPECT_EQ(fit.constants.size() + fit.held.size(), 7U);
}

TEST(SurveyFit, KeepsAConstantOfWhichTheSurveySaysTooLittle) {
  Survey survey = survey_by(office, truth);
  for (SurveyedTouchpoint& each : survey.touchpoints) {
    each.answers = 10.0;
    each.variance = 2500.0;
    each.degrees = 9.0;
  }
  const SurveyFit fit = fit_of(office, survey, {});
  EXPECT_EQ(why_kept(fit, "experience.wait.beyond"),
            "the survey says too little of it: its interval would be wider than its range");
  const SurveyFit asked = fit_of(office, survey, {"experience.base", "experience.wait.beyond"});
  EXPECT_EQ(asked.constants.size(), 2U) << "who asks for it gets it";
}

TEST(SurveyFit, LeavesOutWhatNobodyVisits) {
  Survey survey = two_means(86.0, 90.0);
  survey.touchpoints.push_back({"never", "Never", 5.0, 50.0, 100.0, 4.0});
  const SurveyFit fit = fit_of(walk, survey, {"experience.base"});
  ASSERT_EQ(fit.not_scored.size(), 1U);
  EXPECT_EQ(fit.not_scored.front().key, "never");
  EXPECT_EQ(fit.touchpoints.size(), 2U);
  EXPECT_NEAR(*fitted(fit, "experience.base").fitted.value, 89.2, 1e-9);
}

TEST(SurveyFit, PredictsWhatWasLeftOut) {
  // All scores are base, so what is left out is predicted by the weighted mean of the others.
  std::string text = walk;
  text.replace(text.find("next = \"two\""), 12, "next = \"never\"");
  text.replace(text.rfind("next = \"one\""), 12, "next = \"two\"");
  Survey survey = two_means(86.0, 90.0);
  survey.touchpoints.push_back({"never", "Never", 20.0, 83.0, 100.0, 19.0});
  const SurveyFit fit = fit_of(text, survey, {"experience.base"});
  EXPECT_NEAR(*fit.touchpoints[0].predicted, (90.0 * 40.0 + 83.0 * 20.0) / 60.0, 1e-9);
  EXPECT_NEAR(*fit.touchpoints[1].predicted, (86.0 * 10.0 + 83.0 * 20.0) / 30.0, 1e-9);
  EXPECT_GT(*fit.prediction_error.value, *fit.miss_after.value);
  EXPECT_LE(*fit.prediction_error.low, *fit.prediction_error.value);
}

TEST(SurveyFit, IsTheSameForAnyNumberOfThreads) {
  const Survey survey = survey_by(office, truth);
  const std::string one = write_json(fit_of(office, survey, {}, {.threads = 1}), false);
  EXPECT_EQ(write_json(fit_of(office, survey, {}, {.threads = 3}), false), one);
}

TEST(SurveyFit, ComparesWhatItHasWhereItIsInterrupted) {
  const std::atomic<bool> interrupt{true};
  const SurveyFit fit = fit_of(office, survey_by(office, truth), {}, {.threads = 1, .interrupt = &interrupt});
  EXPECT_TRUE(fit.partial);
  EXPECT_TRUE(fit.constants.empty());
  EXPECT_EQ(fit.held.size(), 7U);
}

TEST(SurveyFit, HoldsTheTruthInAsManyIntervalsAsItSays) {
#ifdef NDEBUG
  constexpr int surveys = 100;
  constexpr int fewest = 88;  // of 100 with a chance of 95 %: fewer with a chance of 0.2 %
#else
  constexpr int surveys = 40;
  constexpr int fewest = 33;
#endif
  // First order is enough where no loss is at its most, and the luck of the replications is small: few wait long.
  std::string text = office;
  text.replace(text.find("{ exponential = { mean = \"3 min\" } }"), 36, "{ exponential = { mean = \"2 min\" } }");
  text.replace(text.find("expects = { wait = \"4 min\" }"), 28, "expects = { wait = \"2 min\" }");
  text += "wait = { within = 2, most = 100 }\n";
  const Settings real{{"experience.base", 92.0}, {"experience.failure", 40.0}, {"experience.wait.beyond", 8.0}};
  const Survey expected = survey_by(text, real, {.replications = 2000, .seed = 99});
  constexpr double deviation = 15.0;
  constexpr int answers = 60;
  RandomStream random(3, 0, 0, Purpose::service);
  std::vector<int> held(real.size(), 0);
  for (int number = 0; number < surveys; ++number) {
    Survey survey = expected;
    for (SurveyedTouchpoint& each : survey.touchpoints) {
      double sum = 0.0;
      double squares = 0.0;
      for (int answer = 0; answer < answers; ++answer) {
        const double luck = deviation * random.normal();
        sum += luck;
        squares += luck * luck;
      }
      each.answers = answers;
      each.degrees = answers - 1.0;
      each.variance = (squares - sum * sum / answers) / (answers - 1.0);
      each.mean += sum / answers;
    }
    const auto seed = static_cast<std::uint64_t>(number);
    const SurveyFit fit = fit_of(text, survey, paths_of(real), {.replications = 60, .seed = seed, .threads = 2});
    for (std::size_t constant = 0; constant < real.size(); ++constant) {
      const Estimate& found = fitted(fit, real[constant].first).fitted;
      // One at the end of its range has no interval, and so holds nothing.
      if (found.low && *found.low <= real[constant].second && real[constant].second <= *found.high) ++held[constant];
    }
  }
  for (std::size_t constant = 0; constant < real.size(); ++constant) {
    RecordProperty(real[constant].first, held[constant]);
    EXPECT_GE(held[constant], fewest) << real[constant].first;
    EXPECT_LT(held[constant], surveys) << real[constant].first << ": intervals that never miss are too wide";
  }
}

}  // namespace
}  // namespace throughline::testing
