// SPDX-License-Identifier: MIT
#include "blueprint/clock_text.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(ClockText, ShowsHoursAndMinutesAndTheDayIfAsked) {
  EXPECT_EQ(clock_text(7.5 * 3600, false), "07:30");
  EXPECT_EQ(clock_text(7.5 * 3600, true), "Mon 07:30");
  EXPECT_EQ(clock_text(6 * 86400 + 86399, true), "Sun 23:59:59");
}

TEST(ClockText, BeginsAgainAfterAWeek) {
  EXPECT_EQ(clock_text(7 * 86400 + 60, true), "Mon 00:01");
}

}  // namespace
}  // namespace throughline
