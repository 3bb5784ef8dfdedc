// SPDX-License-Identifier: MIT
#include "report/time_table.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

TEST(TimeTable, ShowsSharesAsBars) {
  ExperimentResult result = testing::tea_house();
  EXPECT_EQ(time_table(result).write(100, false), "") << "not measured";
  result.measures.push_back({"journey.share.service", testing::estimate_of(Unit::share, 0.6, 0.01)});
  result.measures.push_back({"journey.share.wait", testing::estimate_of(Unit::share, 0.3, 0.02)});
  result.measures.push_back({"journey.share.visible_wait", testing::estimate_of(Unit::share, 0.1, 0.02)});
  result.measures.push_back({"journey.share.blocked", testing::estimate_of(Unit::share, 0.0, 0.0)});
  result.measures.push_back({"journey.share.handoff", testing::estimate_of(Unit::share, 0.1, 0.01)});
  EXPECT_EQ(time_table(result).write(100, false),
            "  where the time goes                share\n"
            "  being served, or busy       60.0 ± 1.0 %  ██████████████████\n"
            "  waiting in line             30.0 ± 2.0 %  █████████\n"
            "    of that where it is seen  10.0 ± 2.0 %  ███\n"
            "  on the way                  10.0 ± 1.0 %  ███\n");
}

}  // namespace
}  // namespace throughline
