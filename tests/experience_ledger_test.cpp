// SPDX-License-Identifier: MIT
#include "simulation/experience_ledger.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

constexpr double minute = 60.0;

TEST(LossByWait, GrowsEvenlyUpToTheExpectationAndFasterBeyond) {
  const ExperienceSection::Wait model;  // 10 within, 30 beyond, 60 at the most
  EXPECT_DOUBLE_EQ(loss_by_wait(0.0, 4 * minute, model), 0.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(2 * minute, 4 * minute, model), 5.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(4 * minute, 4 * minute, model), 10.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(6 * minute, 4 * minute, model), 25.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(8 * minute, 4 * minute, model), 40.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(60 * minute, 4 * minute, model), 60.0);
}

TEST(LossByWait, KnowsThoseWhoExpectNothingAndThoseWhoExpectNoWait) {
  const ExperienceSection::Wait model;
  EXPECT_DOUBLE_EQ(loss_by_wait(60 * minute, StepRating::anything, model), 0.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(0.0, 0.0, model), 0.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(1.0, 0.0, model), 60.0);
  EXPECT_DOUBLE_EQ(loss_by_wait(1.0, 0.0, {10.0, 0.0, 60.0}), 10.0);
}

TEST(LossByTime, CountsBeyondTheExpectationAlone) {
  const ExperienceSection::Time model;  // 15 beyond, 40 at the most
  EXPECT_DOUBLE_EQ(loss_by_time(10 * minute, 10 * minute, model), 0.0);
  EXPECT_DOUBLE_EQ(loss_by_time(20 * minute, 10 * minute, model), 15.0);
  EXPECT_DOUBLE_EQ(loss_by_time(600 * minute, 10 * minute, model), 40.0);
  EXPECT_DOUBLE_EQ(loss_by_time(600 * minute, StepRating::anything, model), 0.0);
}

TEST(VisitLosses, TakeNoTimeTwice) {
  const ExperienceSection model;
  StepRating rating;
  rating.wait = 5 * minute;
  rating.time = 10 * minute;
  // A wait of 8 min: 3 beyond the expectation cost as a wait, and the 5 that are left and 6 of service as time.
  const VisitLosses losses = losses_of({8 * minute, 0.0, 14 * minute, false, false}, rating, model);
  EXPECT_DOUBLE_EQ(losses.wait, 10.0 + 30.0 * 0.6);
  EXPECT_DOUBLE_EQ(losses.time, 15.0 * (11.0 / 10.0 - 1.0));
  EXPECT_EQ(losses.largest(), LossKind::bad_wait);
}

TEST(VisitLosses, CountRepeatsHandoffsAndWhatNobodySaw) {
  const ExperienceSection model;
  StepRating rating;
  rating.wait = 2 * minute;
  const VisitLosses losses = losses_of({0.0, 4 * minute, 0.0, true, true}, rating, model);
  EXPECT_DOUBLE_EQ(losses.wait, 40.0);
  EXPECT_DOUBLE_EQ(losses.repeat, 10.0);
  EXPECT_DOUBLE_EQ(losses.handoff, 5.0);
  EXPECT_DOUBLE_EQ(losses.sum(), 55.0);
}

TEST(VisitLosses, NameTheFirstOfEqualCauses) {
  VisitLosses losses;
  losses.wait = losses.repeat = 10.0;
  EXPECT_EQ(losses.largest(), LossKind::bad_wait);
  losses.failure = 10.0;
  EXPECT_EQ(losses.largest(), LossKind::bad_failure);
}

/// Two steps, one behind the scenes.
ExperienceTable two_steps() {
  ExperienceTable table;
  table.steps.resize(2);
  table.steps[0].rated = true;
  table.steps[0].wait = 2 * minute;
  table.steps[1].unseen = true;
  table.severities = {2.0, 1.0};
  return table;
}

Journey visit_to(std::uint32_t step) {
  Journey journey;
  journey.step = journey.cell = step;
  return journey;
}

TEST(ExperienceLedger, TellsAFailureFromAGoodServiceAMomentLater) {
  const ExperienceTable table = two_steps();
  ExperienceLedger ledger(table);
  ledger.begin(0, 7);
  ledger.reach(0, 0, 0.0);
  ledger.open(0, visit_to(0), 0.0, minute);
  ledger.fail(0, 0);
  ledger.make_up(0);
  EXPECT_DOUBLE_EQ(ledger.close(0), 50.0) << "100 less 50, twice as severe, half of it given back";
  EXPECT_DOUBLE_EQ(ledger.verdict(0).score, 50.0);
  EXPECT_EQ(ledger.verdict(0).worst, LossKind::bad_failure);
  EXPECT_EQ(ledger.verdict(0).worst_step, 0U);
}

TEST(ExperienceLedger, KeepsWhatPartsOfAJourneyMeetAsLongAsItLasts) {
  const ExperienceTable table = two_steps();
  ExperienceLedger ledger(table);
  ledger.begin(0, 7);
  ledger.begin_part(1, 0, false);
  ledger.reach(1, 0, 0.0);
  ledger.open(1, visit_to(0), 2 * minute, 2 * minute);
  EXPECT_DOUBLE_EQ(ledger.close(1), 90.0);
  EXPECT_DOUBLE_EQ(ledger.verdict(0).score, 90.0);
  ledger.begin(0, 8);  // another customer, in the same record
  ledger.open(1, visit_to(0), 4 * minute, 4 * minute);
  EXPECT_DOUBLE_EQ(ledger.close(1), 60.0);
  EXPECT_DOUBLE_EQ(ledger.verdict(0).score, 100.0) << "has met nothing";
  EXPECT_EQ(ledger.verdict(0).worst_step, no_index);
}

TEST(ExperienceLedger, BoundsEffort) {
  ExperienceTable table = two_steps();
  table.model.effort.wait = 6.0;
  ExperienceLedger ledger(table);
  ledger.begin(0, 7);
  EXPECT_DOUBLE_EQ(ledger.verdict(0).effort, 1.0);
  ledger.reach(0, 0, 0.0);
  ledger.open(0, visit_to(0), 5 * minute, 5 * minute);
  ledger.close(0);
  EXPECT_DOUBLE_EQ(ledger.verdict(0).effort, 7.0);
}

}  // namespace
}  // namespace throughline
