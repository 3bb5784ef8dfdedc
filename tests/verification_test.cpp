// SPDX-License-Identifier: MIT
#include "report/verification.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::estimate_of;

/// A half-width of 1.9659 is a standard error of 1 for 400 replications.
VerifiedFigure figure_at(double simulated, double theory) {
  return {"step.line.wait.mean", theory, estimate_of(Unit::seconds, simulated, 1.965927)};
}

Verification verification_of(std::vector<VerifiedFigure> figures) {
  Verification verification;
  verification.blueprint = "Line";
  verification.provenance.replications = 100;
  verification.provenance.scenario = "base";
  verification.provenance.length = 8400.0;
  verification.provenance.warm_up = 400.0;
  verification.relaxation = 20.0;
  verification.models.push_back({"staff agent", "M/M/3 (Erlang C)", 0.5, std::move(figures)});
  return verification;
}

TEST(Verification, CountsStandardErrorsOnTheSideOfTheory) {
  EXPECT_NEAR(*figure_at(12.0, 10.0).z(), 2.0, 0.02);
  EXPECT_NEAR(*figure_at(8.0, 10.0).z(), -2.0, 0.02);
  VerifiedFigure lopsided = figure_at(8.0, 10.0);
  lopsided.simulated.low = 7.9;
  EXPECT_NEAR(*lopsided.z(), -2.0, 0.02);
  lopsided.theory = 7.8;
  EXPECT_NEAR(*lopsided.z(), 0.2 / 0.1 * 1.965927, 0.05);
}

TEST(Verification, AgreesWithinFourStandardErrors) {
  EXPECT_TRUE(figure_at(13.8, 10.0).agrees());
  EXPECT_FALSE(figure_at(14.2, 10.0).agrees());
  EXPECT_FALSE(figure_at(5.8, 10.0).agrees());
}

TEST(Verification, NeedsAnIntervalUnlessBothAreTheSame) {
  VerifiedFigure exact{"step.line.wait.p50", 0.0, estimate_of(Unit::seconds, 0.0, 0.0)};
  EXPECT_EQ(exact.z(), 0.0);
  exact.theory = 1.0;
  EXPECT_FALSE(exact.agrees()) << "no spread, and something else";
  VerifiedFigure alone = figure_at(12.0, 10.0);
  alone.simulated.low.reset();
  EXPECT_FALSE(alone.z());
  EXPECT_TRUE(alone.agrees());
}

TEST(Verification, SpeaksOfJourneysWhereNobodyIsNeeded) {
  Verification verification = verification_of({figure_at(11.4, 10.0)});
  verification.models.front().load.reset();
  EXPECT_EQ(write_terminal(verification)
                .find("Theory and simulation agree on the figure of journeys; the largest z is 1.4.\n"),
            0U);
}

TEST(Verification, SaysWhetherTheyAgreeInItsFirstSentence) {
  Verification verification = verification_of({figure_at(11.4, 10.0), figure_at(9.0, 10.0), figure_at(10.0, 10.0)});
  EXPECT_EQ(write_terminal(verification)
                .find("Theory and simulation agree on all 3 figures of 1 pool; the largest z is 1.4.\n"),
            0U);
  verification.unanswered.push_back({"staff \"nurse\"", "breaks"});
  const std::string text = write_terminal(verification);
  EXPECT_EQ(text.find("Theory and simulation agree on all 3 figures of 1 of 2 pools; the largest z is 1.4.\n"), 0U);
  EXPECT_NE(text.find("Line in the steady state, whatever length the blueprint says: 100 replications of 2.333 h"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("M/M/3 (Erlang C) at 50.0 % load\n"), std::string::npos);
  EXPECT_NE(text.find("\nstaff \"nurse\": no answer in theory: breaks\n"), std::string::npos);
  verification.models.front().figures = {figure_at(20.0, 10.0), figure_at(10.0, 10.0)};
  const std::string other = write_terminal(verification);
  EXPECT_EQ(other.find("Theory and simulation disagree on 1 of 2 figures of 1 of 2 pools; the largest z is 9.4.\n"), 0U)
      << other;
  EXPECT_NE(other.find("+9.4  disagrees"), std::string::npos) << other;
}

TEST(Verification, SaysThatTheoryHasNoAnswer) {
  Verification verification;
  verification.unanswered.push_back({"staff \"\x1b[2J\"", "breaks"});
  const std::string text = write_terminal(verification);
  EXPECT_EQ(text.find("Theory has no answer for any pool.\n"), 0U);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  verification.unanswered.clear();
  EXPECT_EQ(write_terminal(verification), "Nobody is needed anywhere: theory has nothing to answer.\n");
}

TEST(Verification, WritesTheSameAsJson) {
  Verification verification = verification_of({figure_at(20.0, 10.0), figure_at(10.0, 10.0)});
  verification.unanswered.push_back({"staff \"nurse\"", "breaks"});
  const auto json = nlohmann::json::parse(write_json(verification));
  EXPECT_EQ(json["schema"], "throughline.verification/1");
  EXPECT_EQ(json["figures"], 2);
  EXPECT_EQ(json["disagreeing"], 1);
  EXPECT_EQ(json["relaxation"], 20.0);
  EXPECT_EQ(json["models"][0]["model"], "M/M/3 (Erlang C)");
  const auto& row = json["models"][0]["figures"][0];
  EXPECT_EQ(row["path"], "step.line.wait.mean");
  EXPECT_EQ(row["theory"], 10.0);
  EXPECT_EQ(row["simulation"]["value"], 20.0);
  EXPECT_NEAR(row["z"], 9.446, 0.01);  // sqrt(399 log(1 + 100 / 399)), nearly
  EXPECT_EQ(row["agrees"], false);
  EXPECT_EQ(json["unanswered"][0]["reason"], "breaks");
}

}  // namespace
}  // namespace throughline
