// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/experience_constants.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/document.hpp"
#include "throughline/survey.hpp"

namespace throughline {
namespace {

const std::vector<NamedKey> touchpoints{{"desk", "Help desk"}, {"door", "Door"}, {"till", "Till"}, {"till_2", "Till"}};

Survey survey_of(const std::string& text) {
  return read_survey(text, "s.csv", touchpoints);
}

std::string mistakes_in(const std::string& text) {
  try {
    survey_of(text);
  } catch (const InvalidBlueprint& mistakes) {
    return mistakes.what();
  }
  return "none";
}

TEST(SurveyReader, TakesARowForAnAnswer) {
  const Survey survey = survey_of("touchpoint,score\nHelp desk,70\ndoor,90\ndesk,80\ndesk,96\n");
  ASSERT_EQ(survey.touchpoints.size(), 2U);
  EXPECT_EQ(survey.touchpoints[0].key, "desk");
  EXPECT_EQ(survey.touchpoints[0].name, "Help desk");
  EXPECT_EQ(survey.touchpoints[0].answers, 3.0);
  EXPECT_DOUBLE_EQ(survey.touchpoints[0].mean, 82.0);
  EXPECT_DOUBLE_EQ(*survey.touchpoints[0].variance, (144.0 + 4.0 + 196.0) / 2.0);
  EXPECT_EQ(survey.touchpoints[0].degrees, 2.0);
  EXPECT_EQ(survey.touchpoints[1].mean, 90.0);
  EXPECT_FALSE(survey.touchpoints[1].variance) << "one answer tells nothing of others";
  ASSERT_EQ(survey.not_asked.size(), 2U);
  EXPECT_EQ(survey.not_asked[1].key, "till_2");
}

TEST(SurveyReader, TakesCountsAndDeviations) {
  const Survey counted = survey_of("score;count;touchpoint\n100;3;desk\n60;1;desk\n");
  EXPECT_EQ(counted.touchpoints[0].answers, 4.0);
  EXPECT_DOUBLE_EQ(counted.touchpoints[0].mean, 90.0);
  EXPECT_DOUBLE_EQ(*counted.touchpoints[0].variance, (3.0 * 100.0 + 900.0) / 3.0);
  const Survey told = survey_of("touchpoint,score,count,sd\ndesk,80,25,10\ndoor,70,9,\n");
  EXPECT_DOUBLE_EQ(*told.touchpoints[0].variance, 100.0);
  EXPECT_EQ(told.touchpoints[0].degrees, 24.0);
  EXPECT_FALSE(told.touchpoints[1].variance) << "a mean whose answers nobody knows";
  // Two groups with means 80 and 90: their own squares, and those of the means about 84.
  const Survey groups = survey_of("touchpoint,score,count,sd\ndesk,80,6,5\ndesk,90,4,3\n");
  EXPECT_DOUBLE_EQ(groups.touchpoints[0].mean, 84.0);
  EXPECT_DOUBLE_EQ(*groups.touchpoints[0].variance, (25.0 * 5.0 + 9.0 * 3.0 + 6.0 * 16.0 + 4.0 * 36.0) / 9.0);
}

TEST(SurveyReader, TellsEveryMistakeInItsPlace) {
  EXPECT_EQ(
      mistakes_in("touchpoint,score,count,sd\ndsek,80,1,\ndesk,101,1,\ndoor,80,0,\ndoor,80,3,-1\nTill,5,1,\ndesk\n"),
      "s.csv:2:1: unknown touchpoint \"dsek\"; did you mean \"desk\"?\n"
      "s.csv:3:6: column \"score\": expected a number from 0 to 100, found \"101\"\n"
      "s.csv:4:9: column \"count\": expected a whole number from 1 to 1000000000, found \"0\"\n"
      "s.csv:5:11: column \"sd\": expected a number from 0 to 100, found \"-1\"\n"
      "s.csv:6:1: \"Till\" is the name of 2 touchpoints; write its key, \"till\" or \"till_2\"\n"
      "s.csv:7:1: expected 4 fields, as in the header, found 1");
  EXPECT_EQ(mistakes_in("touchpoint,scroe\ndesk,80\n"),
            "s.csv:1:12: unknown column \"scroe\"; did you mean \"score\"?");
  EXPECT_EQ(mistakes_in("score,score\n80,80\n"),
            "s.csv:1:1: there is no column \"touchpoint\"; a survey has touchpoint, score, and maybe count and sd\n"
            "s.csv:1:7: column \"score\" stands here twice");
  EXPECT_EQ(mistakes_in("touchpoint,score\n"), "s.csv:1:1: the survey holds no answer");
  EXPECT_NE(mistakes_in(""), "none");
  EXPECT_NE(mistakes_in("touchpoint,score\ndesk,nan\n"), "none");
  EXPECT_NE(mistakes_in("touchpoint,score\ndesk,\n"), "none");
}

TEST(SurveyReader, IsNotKeptBusyByMistakes) {
  std::string text = "touchpoint,score\n";
  for (int row = 0; row < 300'000; ++row) text += "x,\n";
  const std::string mistakes = mistakes_in(text);
  EXPECT_NE(mistakes.find("more mistakes are not shown"), std::string::npos);
}

TEST(SurveyReader, ReadsOrRefusesWhateverStandsThere) {
  const std::string good = "touchpoint,score,count,sd\nHelp desk,70.5,3,2\n\"door\",90,,\n\xE8\x8C\xB6,1e1,2,\n";
  std::uint64_t state = 5;
  const auto chance = [&state](std::size_t end) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state >> 33U) % end;
  };
  using namespace std::string_literals;
  const std::string bytes = "\0\xFF\"\n\r,;\t-+eE.0159nai"s;
  int read = 0;
  int refused = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    std::string text = good;
    for (std::size_t change = 0; change <= chance(4); ++change) {
      const std::size_t at = chance(text.size());
      switch (chance(3)) {
        case 0:
          text[at] = bytes[chance(bytes.size())];
          break;
        case 1:
          text.erase(at, 1 + chance(5));
          break;
        default:
          text.insert(at, 1, bytes[chance(bytes.size())]);
      }
    }
    try {
      const Survey survey = survey_of(text);
      for (const SurveyedTouchpoint& each : survey.touchpoints) {
        ASSERT_GE(each.answers, 1.0);
        ASSERT_GE(each.mean, 0.0);
        ASSERT_LE(each.mean, 100.0);
        ASSERT_TRUE(!each.variance || *each.variance >= 0.0);
      }
      ++read;
    } catch (const InvalidBlueprint&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 100);
  EXPECT_EQ(read + refused, 20'000);
}

TEST(ExperienceConstants, AreSettingsWithTheRangesOfTheFormat) {
  const std::string text =
      "schema = 1\n[run]\nlength = \"1 h\"\n[segments.guest]\nstart = \"look\"\narrivals = { rate = \"5 per hour\" }\n"
      "[steps.look]\nlane = \"customer\"\ntime = \"1 min\"\n[experience]\nbase = 97\n";
  const auto read_with = [&text](const std::string& path, double value) {
    Overlay overlay;
    overlay.settings.push_back({path, fmt::format("{}", value)});
    return read_document_text(text, "a.toml", overlay);
  };
  const ExperienceSection model = *read_document_text(text, "a.toml").experience;
  const std::vector<SurveyConstant> every = every_constant(model);
  EXPECT_EQ(every.size(), 15U);
  for (std::size_t place = 0; place < every.size(); ++place) {
    const SurveyConstant& constant = every[place];
    EXPECT_GE(constant.value, constant.low) << constant.path;
    EXPECT_LE(constant.value, constant.high) << constant.path;
    for (const double end : {constant.low, constant.high})
      EXPECT_EQ(every_constant(*read_with(constant.path, end).experience)[place].value, end) << constant.path;
    EXPECT_TRUE(read_with(constant.path, constant.low).mistakes.empty()) << constant.path;
    EXPECT_TRUE(read_with(constant.path, constant.high).mistakes.empty()) << constant.path;
    EXPECT_FALSE(read_with(constant.path, constant.low - 0.02).mistakes.empty()) << constant.path;
    EXPECT_FALSE(read_with(constant.path, constant.high + 0.01).mistakes.empty()) << constant.path;
  }
}

}  // namespace
}  // namespace throughline
