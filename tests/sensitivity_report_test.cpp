// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "example_result.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;

OtherValue value_of(std::string words, double change) {
  return {
      std::move(words), estimate_of(Unit::seconds, 3725.0 + change, 12.0), estimate_of(Unit::seconds, change, 2.0), {}};
}

Sensitivity tornado() {
  Sensitivity sensitivity;
  sensitivity.base = testing::tea_house();
  sensitivity.measure = "journey.time.mean";
  sensitivity.direction = Direction::lower;
  sensitivity.intervals = 5;
  sensitivity.inputs = {
      {"steps.drink.time", value_of("-10 %", -120.0), value_of("+10 %", 240.0), estimate_of(Unit::seconds, 360.0, 3.0)},
      {"staff.waiter.count", std::nullopt, value_of("3", -60.0), estimate_of(Unit::seconds, -60.0, 2.0)}};
  sensitivity.left_out = {{"segments.guest.arrivals.replay", "recorded times"}};
  return sensitivity;
}

TEST(SensitivityReport, SaysFirstWhatMattersMost) {
  const std::string text = write_terminal(tornado(), {});
  EXPECT_TRUE(text.starts_with("journey.time.mean is 62.08 ± 0.21 min. What changes it most is steps.drink.time: by "))
      << text;
  EXPECT_NE(text.find("    -10 %: -2.000 ± 0.033 min; +10 %: +4.000 ± 0.033 min\n"), std::string::npos);
  EXPECT_NE(text.find("from -10 % to +10 %."), std::string::npos);
  EXPECT_NE(text.find("not varied: segments.guest.arrivals.replay (recorded times)"), std::string::npos);
}

TEST(SensitivityReport, DrawsBarsFromALineInTheMiddle) {
  const std::string text = write_terminal(tornado(), {});
  EXPECT_NE(text.find("      ░░░░░░│████████████\n"), std::string::npos) << text;
  EXPECT_NE(text.find("         ███│\n"), std::string::npos) << text;
}

TEST(SensitivityReport, ClaimsNothingThatIsNotCertain) {
  Sensitivity doubtful = tornado();
  doubtful.inputs.front().swing = estimate_of(Unit::seconds, 1.0, 2.0);
  EXPECT_NE(write_terminal(doubtful, {}).find("no input is known to change it"), std::string::npos);
  doubtful.inputs.clear();
  EXPECT_NE(write_terminal(doubtful, {}).find("there is no input to vary"), std::string::npos);
}

TEST(SensitivityReport, IsWrittenInEveryFormat) {
  const std::string json = write_json(tornado(), false);
  EXPECT_NE(json.find("\"schema\": \"throughline.sensitivity/1\""), std::string::npos);
  EXPECT_NE(json.find("\"path\":\"staff.waiter.count\",\"swing\":{\"unit\":\"seconds\",\"value\":-60.0"),
            std::string::npos);
  EXPECT_EQ(json.find("\"timing\""), std::string::npos);
  EXPECT_NE(write_csv(tornado()).find("steps.drink.time,high,"), std::string::npos);
  EXPECT_NE(write_markdown(tornado()).find("| steps.drink.time | +6.000 ± 0.050 min |\n"), std::string::npos)
      << write_markdown(tornado());
}

}  // namespace
}  // namespace throughline
