// SPDX-License-Identifier: MIT
#include "cli/arguments.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

using Words = std::vector<std::string>;

std::string complaint(const Words& words) {
  try {
    sort_arguments(words);
  } catch (const InvalidCommandLine& mistake) {
    return mistake.what();
  }
  return "no complaint";
}

TEST(Arguments, SortsOptionsOnEitherSideOfTheFile) {
  for (const Words& words : {Words{"run", "a.toml", "--seed", "3"}, Words{"run", "--seed", "3", "a.toml"},
                             Words{"run", "--seed=3", "a.toml"}}) {
    const Arguments arguments = sort_arguments(words);
    EXPECT_EQ(arguments.command, find_command("run"));
    EXPECT_EQ(arguments.argument, "a.toml");
    EXPECT_EQ(arguments.value("--seed"), "3");
    EXPECT_EQ(arguments.value("--json"), std::nullopt);
  }
}

TEST(Arguments, KeepsEverySettingAndNothingBehindIt) {
  const Arguments arguments = sort_arguments({"run", "--set", "a=1", "a.toml", "--set", "b=2"});
  EXPECT_EQ(arguments.values.at("--set"), (Words{"a=1", "b=2"}));
  EXPECT_EQ(arguments.argument, "a.toml");
}

TEST(Arguments, TakesADashForAFile) {
  const Arguments arguments = sort_arguments({"run", "a.toml", "--json", "-"});
  EXPECT_EQ(arguments.value("--json"), "-");
}

TEST(Arguments, TakesWhatStandsBehindTwoDashesAsItIs) {
  EXPECT_EQ(sort_arguments({"run", "--", "--strange.toml"}).argument, "--strange.toml");
}

TEST(Arguments, TakesACommandForAFileWhereAFileIsDue) {
  EXPECT_EQ(sort_arguments({"run", "check"}).argument, "check");
}

TEST(Arguments, LeavesNumbersAsTheyAreWritten) {
  EXPECT_EQ(sort_arguments({"run", "a.toml", "--seed", "-1"}).value("--seed"), "-1");
  EXPECT_EQ(sort_arguments({"run", "a.toml", "--seed", "010"}).value("--seed"), "010");
  EXPECT_EQ(sort_arguments({"run", "a.toml", "--seed", "nan"}).value("--seed"), "nan");
}

TEST(Arguments, SuggestsCommandsAndOptions) {
  EXPECT_EQ(complaint({"rnu", "a.toml"}), "unknown command \"rnu\"; did you mean \"run\"?");
  EXPECT_EQ(complaint({"run", "a.toml", "--sead", "1"}), "unknown option --sead of run; did you mean \"--seed\"?");
  EXPECT_EQ(complaint({"run", "a.toml", "--sead=1"}), "unknown option --sead of run; did you mean \"--seed\"?");
  EXPECT_EQ(complaint({"--verison"}), "unknown option --verison; did you mean \"--version\"?");
  EXPECT_EQ(complaint({"run", "a.toml", "-x"}), "unknown option -x of run");
}

TEST(Arguments, SaysWhatIsNotBuiltYet) {
  EXPECT_EQ(complaint({"optimize", "a.toml"}), "optimize is not built yet");
  EXPECT_EQ(complaint({"run", "a.toml", "--sqlite", "a.db"}), "--sqlite is not built yet");
  EXPECT_EQ(complaint({"run", "a.toml", "--sqlite=x.db"}), "--sqlite is not built yet");
}

TEST(Arguments, CountsWhatItIsGiven) {
  EXPECT_EQ(complaint({"run"}), "run needs a FILE");
  EXPECT_EQ(complaint({"run", "a.toml", "b.toml"}), "run takes no \"b.toml\"");
  EXPECT_EQ(complaint({"schema", "x"}), "schema takes no \"x\"");
  EXPECT_EQ(complaint({"run", "a.toml", "--seed", "1", "--seed", "2"}), "--seed is given twice");
  EXPECT_EQ(complaint({"run", "a.toml", "--quiet", "--quiet"}), "--quiet is given twice");
}

TEST(Arguments, NamesTheOneThatIsMissing) {
  EXPECT_EQ(complaint({"survey"}), "survey needs a FILE");
  EXPECT_EQ(complaint({"survey", "a.toml"}), "survey needs a SURVEY");
  EXPECT_EQ(complaint({"survey", "a.toml", "b.csv", "c.csv"}), "survey takes no \"c.csv\"");
  EXPECT_EQ(sort_arguments({"survey", "a.toml", "b.csv"}).more_arguments, Words{"b.csv"});
}

TEST(Arguments, RefusesValuesWhereThereAreNone) {
  EXPECT_NE(complaint({"run", "a.toml", "--seed"}), "no complaint");
  EXPECT_NE(complaint({"run", "a.toml", "--quiet=no"}), "no complaint");
}

TEST(Arguments, FindsHelpAnywhere) {
  EXPECT_EQ(sort_arguments({"--help"}).command, nullptr);
  EXPECT_TRUE(sort_arguments({"--help"}).has("--help"));
  for (const Words& words :
       {Words{"run", "--help"}, Words{"--help", "run"}, Words{"run", "-h"}, Words{"run", "--help", "--bad"}}) {
    const Arguments arguments = sort_arguments(words);
    EXPECT_EQ(arguments.command, find_command("run"));
    EXPECT_TRUE(arguments.has("--help"));
  }
}

TEST(Arguments, MayBeNone) {
  EXPECT_EQ(sort_arguments({}).command, nullptr);
}

}  // namespace
}  // namespace throughline
