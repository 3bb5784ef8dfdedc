// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "example_studies.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

using testing::estimate_of;
using testing::tea_sensitivity;

TEST(SensitivityReport, SaysFirstWhatMattersMost) {
  const std::string text = write_terminal(tea_sensitivity(), {});
  EXPECT_TRUE(text.starts_with("journey.time.mean is 62.08 ± 0.21 min. What changes it most is steps.drink.time: by "))
      << text;
  EXPECT_NE(text.find("    -10 %: -2.000 ± 0.033 min; +10 %: +4.000 ± 0.033 min\n"), std::string::npos);
  EXPECT_NE(text.find("from -10 % to +10 %."), std::string::npos);
  EXPECT_NE(text.find("not varied: segments.guest.arrivals.replay (recorded times)"), std::string::npos);
}

TEST(SensitivityReport, DrawsBarsFromALineInTheMiddle) {
  const std::string text = write_terminal(tea_sensitivity(), {});
  EXPECT_NE(text.find("      ░░░░░░│████████████\n"), std::string::npos) << text;
  EXPECT_NE(text.find("         ███│\n"), std::string::npos) << text;
}

TEST(SensitivityReport, ClaimsNothingThatIsNotCertain) {
  Sensitivity doubtful = tea_sensitivity();
  doubtful.inputs.front().swing = estimate_of(Unit::seconds, 1.0, 2.0);
  EXPECT_NE(write_terminal(doubtful, {}).find("no input is known to change it"), std::string::npos);
  doubtful.inputs.clear();
  EXPECT_NE(write_terminal(doubtful, {}).find("there is no input to vary"), std::string::npos);
}

TEST(SensitivityReport, IsWrittenInEveryFormat) {
  const std::string json = write_json(tea_sensitivity(), false);
  EXPECT_NE(json.find("\"schema\": \"throughline.sensitivity/1\""), std::string::npos);
  EXPECT_NE(json.find("\"path\":\"staff.waiter.count\",\"swing\":{\"unit\":\"seconds\",\"value\":-60.0"),
            std::string::npos);
  EXPECT_EQ(json.find("\"timing\""), std::string::npos);
  EXPECT_NE(write_csv(tea_sensitivity()).find("steps.drink.time,high,"), std::string::npos);
  EXPECT_NE(write_markdown(tea_sensitivity()).find("| steps.drink.time | +6.000 ± 0.050 min |\n"), std::string::npos)
      << write_markdown(tea_sensitivity());
}

}  // namespace
}  // namespace throughline
