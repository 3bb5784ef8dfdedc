// SPDX-License-Identifier: MIT
#include "report/staff_table.hpp"

#include <gtest/gtest.h>

#include "example_result.hpp"

namespace throughline {
namespace {

TEST(StaffTable, ShowsWhatEachPoolDoesAndCosts) {
  EXPECT_EQ(staff_table(testing::tea_house()).write(100, false),
            "  staff        occupancy                    cost\n"
            "  堂倌    83.00 ± 0.40 %  ████████▎  512 ± 0 CNY\n"
            "  茶艺师  61.00 ± 0.30 %  ██████▏\n");
}

}  // namespace
}  // namespace throughline
