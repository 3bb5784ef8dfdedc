// SPDX-License-Identifier: MIT
#include "text/clock.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(Clock, IsATimeOfEveryDayOrOfOne) {
  EXPECT_EQ((*parse_clock("07:30")).seconds, 27'000.0);
  EXPECT_EQ((*parse_clock("7:30")).seconds, 27'000.0);
  EXPECT_EQ((*parse_clock("07:30:15")).seconds, 27'015.0);
  EXPECT_EQ((*parse_clock("24:00")).seconds, 86'400.0);
  EXPECT_FALSE((*parse_clock("07:30")).day.has_value());
  EXPECT_EQ((*parse_clock("Mon 07:30")).day, 0);
  EXPECT_EQ((*parse_clock("sunday 07:30")).day, 6);
  EXPECT_EQ((*parse_clock("Tue 00:00")).since_monday(), 86'400.0);
}

TEST(Clock, RefusesTimesThatNoClockShows) {
  for (const char* text : {"", "7", "7:3", "25:00", "24:01", "24:00:01", "07:60", "07:00:60", "-07:00", "Moon 07:00",
                           "07:00 Mon", "Mon", "07:00Z", "7:30 pm"}) {
    EXPECT_FALSE(parse_clock(text)) << text;
  }
}

TEST(Start, CountsFromTheMondayBefore) {
  EXPECT_EQ((*parse_start("2026-01-05 07:00")).clock, 25'200.0) << "a Monday";
  EXPECT_EQ((*parse_start("2026-01-11")).clock, 6 * 86'400.0) << "a Sunday";
  EXPECT_EQ((*parse_start("2026-01-06T07:00:30")).clock, 86'400.0 + 25'230.0) << "as TOML writes dates";
  EXPECT_EQ((*parse_start("2024-02-29 00:00")).clock, 3 * 86'400.0) << "a leap day, a Thursday";
  EXPECT_EQ((*parse_start("Wed 06:00")).clock, 2 * 86'400.0 + 21'600.0);
  EXPECT_EQ((*parse_start("06:00")).clock, 21'600.0);
}

TEST(Start, KnowsItsDate) {
  EXPECT_EQ((*parse_start("1970-01-01 07:00")).date, 0);
  EXPECT_EQ((*parse_start("2026-01-07")).date, 20'460);
  EXPECT_FALSE((*parse_start("Mon 07:00")).date.has_value());
}

TEST(Dates, AreDaysAndRangesOfDays) {
  EXPECT_EQ((*parse_dates("2026-01-07")).first, 20'460);
  EXPECT_EQ((*parse_dates("2026-01-07")).last, 20'460);
  EXPECT_EQ((*parse_dates(" 2025-12-24 .. 2026-01-07 ")).first, 20'460 - 14);
  EXPECT_EQ((*parse_dates("2025-12-24..2026-01-07")).last, 20'460);
  for (const char* text : {"", "2026-02-29", "2026-01-07 07:00", "2026-01-07..", "..2026-01-07",
                           "2026-01-07-2026-01-08", "2026-01-07..2026-01-06", "2026-01-07...2026-01-08", "Mon"}) {
    EXPECT_FALSE(parse_dates(text)) << text;
  }
}

TEST(Start, RefusesDaysThatNoCalendarShows) {
  for (const char* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-5", "05.01.2026", "2026-01-05 24:00",
                           "2026-01-05 07:00Z", "2026-01-05 07:00+01:00", "24:00"}) {
    EXPECT_FALSE(parse_start(text)) << text;
  }
}

TEST(Days, AreNamesAndRanges) {
  EXPECT_EQ(*parse_days("Mon"), 0b0000001);
  EXPECT_EQ(*parse_days("Mon-Fri"), 0b0011111);
  EXPECT_EQ(*parse_days("Sat, Sun"), 0b1100000);
  EXPECT_EQ(*parse_days("Fri-Mon"), 0b1110001) << "over the weekend";
  EXPECT_EQ(*parse_days("monday - wednesday, Sun"), 0b1000111);
  for (const char* text : {"", "Mon-", "-Fri", "Mon Fri", "Mon,,Fri", "weekdays", "Mon-Fry"})
    EXPECT_FALSE(parse_days(text)) << text;
}

}  // namespace
}  // namespace throughline
