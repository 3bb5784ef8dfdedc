// SPDX-License-Identifier: MIT
#include "text/value.hpp"

#include <gtest/gtest.h>

#include <locale>
#include <string>

namespace throughline {
namespace {

double duration(std::string_view text) {
  const Parsed<double> parsed = parse_duration(text);
  EXPECT_TRUE(parsed) << text << ": " << parsed.error().hint;
  return parsed ? *parsed : -1.0;
}

TEST(Duration, AddsItsUnitsUp) {
  EXPECT_EQ(duration("90 s"), 90.0);
  EXPECT_EQ(duration("90s"), 90.0);
  EXPECT_EQ(duration("  4 min "), 240.0);
  EXPECT_EQ(duration("1 h 30 min"), 5400.0);
  EXPECT_EQ(duration("2 d"), 172'800.0);
  EXPECT_EQ(duration("250 ms"), 0.25);
  EXPECT_EQ(duration("1.5e1 min"), 900.0);
  EXPECT_EQ(duration("1 day 2 hours 3 minutes 4 seconds"), 93'784.0);
  EXPECT_EQ(duration("0 s"), 0.0);
}

TEST(Duration, RefusesWhatIsNoDuration) {
  for (const char* text : {"",
                           " ",
                           "s",
                           "90",
                           "0",
                           "5 m",
                           "5 parsecs",
                           "-5 s",
                           "+5 s",
                           "1 s 1 min",
                           "1 min 1 min",
                           "1 min 30",
                           "1,5 min",
                           "nan s",
                           "inf s",
                           "infinity",
                           "0x10 s",
                           "1e999 s",
                           "1e-999 s",
                           "5 s!",
                           "5 s\n",
                           "1001000 d",
                           "1e300 d",
                           "5 \xC2\xB5s",
                           "\xFF",
                           "s5",
                           "1 _ s",
                           "1__0 s",
                           "5 min \xD9\xA3 s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(Duration, CountsABareNumberInTheUnitOfTheBlueprint) {
  EXPECT_EQ(*parse_duration("5", 60.0), 300.0);
  EXPECT_EQ(*parse_duration("5 s", 60.0), 5.0);
  EXPECT_FALSE(parse_duration("1 h 5", 60.0));
}

TEST(Duration, IsNegativeOnlyAsAShift) {
  EXPECT_EQ(*parse_signed_duration("-1 min 30 s"), -90.0);
  EXPECT_EQ(*parse_signed_duration("30 s"), 30.0);
  EXPECT_FALSE(parse_signed_duration("--30 s"));
  EXPECT_FALSE(parse_signed_duration("1 min -30 s"));
}

TEST(Duration, SaysWhatWouldBeRight) {
  EXPECT_EQ(parse_duration("45").error().hint, "write \"45 s\" or \"45 min\", or set time_unit in [blueprint]");
  EXPECT_EQ(parse_duration("5 minuts").error().hint, "did you mean \"minute\"?");
  EXPECT_EQ(parse_duration("2 h 5 m").error().hint, "write \"min\" for minutes");
  EXPECT_EQ(parse_duration("1,5 h").error().hint, "write a decimal point, not a comma");
}

TEST(Rate, CountsPerSecond) {
  EXPECT_DOUBLE_EQ(*parse_rate("12 per hour"), 12.0 / 3600.0);
  EXPECT_DOUBLE_EQ(*parse_rate("12/h"), 12.0 / 3600.0);
  EXPECT_DOUBLE_EQ(*parse_rate("0.5 per min"), 0.5 / 60.0);
  EXPECT_DOUBLE_EQ(*parse_rate("3 per day"), 3.0 / 86'400.0);
  EXPECT_EQ(*parse_rate("0 per hour"), 0.0);
  EXPECT_DOUBLE_EQ(*parse_rate("36", 3600.0), 0.01);
  EXPECT_DOUBLE_EQ(*parse_signed_rate("-3 per min"), -0.05);
  EXPECT_EQ(*parse_signed_rate("0"), 0.0);
}

TEST(Rate, RefusesWhatIsNoRate) {
  for (const char* text : {"", "12", "0", "per hour", "12 per", "12 per week-end", "-1 per hour", "12 an hour",
                           "12 per hour today", "1e9 per s", "nan per hour"}) {
    EXPECT_FALSE(parse_rate(text)) << text;
  }
}

TEST(ShareOfOne, IsANumberOrAPercentage) {
  EXPECT_EQ(*parse_share("0.03"), 0.03);
  EXPECT_EQ(*parse_share("3 %"), 0.03);
  EXPECT_EQ(*parse_share("100%"), 1.0);
  EXPECT_EQ(*parse_share("0"), 0.0);
  for (const char* text : {"", "%", "1.01", "101 %", "-1 %", "3 % of all", "nan", "3 percent"})
    EXPECT_FALSE(parse_share(text)) << text;
  EXPECT_EQ(parse_share("3").error().hint, "did you mean \"3 %\"?");
}

TEST(WholeNumber, IsDecimalDigitsAlone) {
  EXPECT_EQ(*parse_whole_number("0", 0, 10), 0U);
  EXPECT_EQ(*parse_whole_number("010", 0, 10), 10U) << "ten, never octal eight";
  for (const char* text : {"", "-1", "+1", "1.0", "1e1", "0x1", " 1", "1 ", "11", "99999999999999999999999"}) {
    EXPECT_FALSE(parse_whole_number(text, 0, 10)) << text;
  }
}

TEST(Number, IsFiniteAndInItsRange) {
  EXPECT_EQ(*parse_number("-2.5", -3.0, 3.0), -2.5);
  EXPECT_EQ(*parse_number(".5", 0.0, 1.0), 0.5);
  for (const char* text : {"", "-", "nan", "inf", "-inf", "0x1p3", "1e400", "4", "1 2", "1."}) {
    EXPECT_FALSE(parse_number(text, -3.0, 3.0)) << text;
  }
}

TEST(Money, NamesItsCurrencyBeforeOrBehind) {
  EXPECT_EQ((*parse_money("4.20")).amount, 4.20);
  EXPECT_EQ((*parse_money("4.20 EUR")).currency, "EUR");
  EXPECT_EQ((*parse_money("\u20AC4.20")).currency, "\u20AC");
  EXPECT_EQ((*parse_money("-4")).amount, -4.0);
  EXPECT_FALSE(parse_money("EUR"));
  EXPECT_FALSE(parse_money("4 EUR 5"));
}

TEST(MoneyRate, CountsPerSecond) {
  EXPECT_DOUBLE_EQ((*parse_money_rate("19 per hour")).amount, 19.0 / 3600.0);
  EXPECT_EQ((*parse_money_rate("19 EUR per hour")).currency, "EUR");
  EXPECT_DOUBLE_EQ((*parse_money_rate("150 EUR/day")).amount, 150.0 / 86'400.0);
  for (const char* text : {"", "19", "19 EUR", "-19 per hour", "19 per hour and day", "per hour"}) {
    EXPECT_FALSE(parse_money_rate(text)) << text;
  }
}

/// How numbers are written where a comma divides and a point groups.
struct DecimalComma : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(Values, DoNotDependOnTheLocale) {
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  EXPECT_EQ(duration("1.5 s"), 1.5);
  EXPECT_EQ(duration("1500.5 s"), 1500.5);
  EXPECT_FALSE(parse_duration("1,5 s"));
  EXPECT_EQ(parse_number("5000", 0.0, 4000.5).error().expected, "a number from 0 to 4000.5");
  std::locale::global(before);
}

}  // namespace
}  // namespace throughline
