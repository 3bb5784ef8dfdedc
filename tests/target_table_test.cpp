// SPDX-License-Identifier: MIT
#include "report/target_table.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::absent;
using testing::estimate_of;
using testing::target_of;

TEST(TargetTable, ShowsStatusFigureAndMargin) {
  EXPECT_EQ(target_table(testing::tea_house()).write(100, false),
            "  target                                   status            measured               margin\n"
            "  journey.time.p90                 < 2 h   met        1.550 ± 0.018 h     +0.450 ± 0.018 h\n"
            "  step.order.service_level(3 min)  > 85 %  undecided     84.0 ± 1.1 %    -1.0 ± 1.1 points\n"
            "    about 490 replications would decide\n"
            "  step.order.abandonment           < 2 %   missed       2.88 ± 0.23 %  -0.88 ± 0.23 points\n");
}

TEST(TargetTable, ScalesReplicationsWithTheSquareOfTheHalfWidth) {
  const TargetResult target = target_of("journey.failed", "< 50 %", estimate_of(Unit::share, 0.25, 0.5), 0.5, true);
  ASSERT_EQ(target.status, TargetStatus::undecided);
  // Twice too wide: four times the 400 would just reach the bound, and one step of the second digit passes it.
  EXPECT_EQ(replications_to_decide(target), 1700U);
}

TEST(TargetTable, SaysHowLongARunWouldDecide) {
  ExperimentResult result = testing::tea_house();
  result.provenance.batch_means = true;
  // Of the 400 batches of 8 h 490 would be wanted: 9.8 h.
  EXPECT_NE(target_table(result).write(100, false).find("    a run of about 10 h would decide\n"), std::string::npos);
  const TargetResult target = target_of("journey.failed", "< 50 %", estimate_of(Unit::share, 0.25, 0.5), 0.5, true);
  Provenance provenance;
  provenance.length = 30.0 * 3600.0;
  provenance.warm_up = 10.0 * 3600.0;
  EXPECT_EQ(hours_to_decide(target, provenance), 95U) << "the warm-up, and 1700 times 20 h / 400";
}

TEST(TargetTable, AsksForNothingWhereNothingWouldHelp) {
  EXPECT_FALSE(replications_to_decide(target_of("a", "< 5 %", estimate_of(Unit::share, 0.05, 0.02), 0.05, true)));
  EXPECT_FALSE(replications_to_decide(target_of("a", "< 5 %", estimate_of(Unit::share, 0.01, 0.02), 0.05, true)));
  EXPECT_FALSE(replications_to_decide(target_of("a", "< 5 %", absent(Unit::share, "no journey ended"), 0.05, true)));
}

TEST(TargetTable, SaysWhyNothingWasMeasured) {
  ExperimentResult result = testing::tea_house();
  result.targets = {target_of("journey.failed", "< 5 %", absent(Unit::share, "no journey ended"), 0.05, true)};
  const std::string text = target_table(result).write(200, false);
  EXPECT_NE(text.find("undecided"), std::string::npos);
  EXPECT_NE(text.find("no journey ended"), std::string::npos);
}

}  // namespace
}  // namespace throughline
