// SPDX-License-Identifier: MIT
#include "cli/command_line.hpp"

#include <gtest/gtest.h>

#include "cli/arguments.hpp"
#include "cli/help.hpp"

namespace throughline {
namespace {

CommandLine read(std::vector<std::string> words) {
  words.insert(words.begin(), "throughline");
  return read_command_line(words);
}

std::string complaint(std::vector<std::string> words) {
  try {
    read(std::move(words));
  } catch (const InvalidCommandLine& mistake) {
    return mistake.what();
  }
  return "no complaint";
}

TEST(CommandLine, IsWhatTheBlueprintSaysUnlessTold) {
  const auto command = std::get<RunCommand>(read({"run", "a.toml"}));
  EXPECT_EQ(command.file, "a.toml");
  EXPECT_EQ(command.overlay.scenario, "base");
  EXPECT_TRUE(command.overlay.settings.empty());
  EXPECT_EQ(command.experiment.replications, std::nullopt);
  EXPECT_EQ(command.experiment.seed, std::nullopt);
  EXPECT_EQ(command.experiment.threads, 0U);
  EXPECT_TRUE(command.outputs.empty());
  EXPECT_FALSE(command.environment.github_actions);
  EXPECT_EQ(command.environment.step_summary, "");
  EXPECT_FALSE(command.reproducible || command.strict || command.quiet || command.progress);
  EXPECT_EQ(command.color, ColorChoice::automatic);
}

TEST(CommandLine, ReadsEveryOptionOfRun) {
  const auto command = std::get<RunCommand>(read({"run",
                                                  "a.toml",
                                                  "--scenario",
                                                  "two",
                                                  "--set",
                                                  "staff.x.count=3",
                                                  "--replications",
                                                  "50",
                                                  "--seed",
                                                  "7",
                                                  "--threads",
                                                  "2",
                                                  "--max-inside",
                                                  "100",
                                                  "--json",
                                                  "-",
                                                  "--csv",
                                                  "a.csv",
                                                  "--junit",
                                                  "a.xml",
                                                  "--markdown",
                                                  "a.md",
                                                  "--reproducible",
                                                  "--strict",
                                                  "--quiet",
                                                  "--progress",
                                                  "--color",
                                                  "never"}));
  EXPECT_EQ(command.overlay.scenario, "two");
  ASSERT_EQ(command.overlay.settings.size(), 2U);
  EXPECT_EQ(command.overlay.settings[0].path, "staff.x.count");
  EXPECT_EQ(command.overlay.settings[0].value, "3");
  EXPECT_EQ(command.overlay.settings[1].path, "run.max_inside");
  EXPECT_EQ(command.overlay.settings[1].value, "100");
  EXPECT_EQ(command.experiment.replications, 50U);
  EXPECT_EQ(command.experiment.seed, 7U);
  EXPECT_EQ(command.experiment.threads, 2U);
  EXPECT_EQ(command.outputs, (std::vector<OutputRequest>{{OutputFormat::json, "-"},
                                                         {OutputFormat::csv, "a.csv"},
                                                         {OutputFormat::junit, "a.xml"},
                                                         {OutputFormat::markdown, "a.md"}}));
  EXPECT_TRUE(command.reproducible && command.strict && command.quiet && command.progress);
  EXPECT_EQ(command.color, ColorChoice::never);
}

TEST(CommandLine, ReadsEveryOptionOfDraw) {
  const auto plain = std::get<DrawCommand>(read({"draw", "a.toml"}));
  EXPECT_EQ(plain.svg, "-");
  EXPECT_FALSE(plain.figures);
  const auto draw = std::get<DrawCommand>(read({"draw", "a.toml", "--svg", "a.svg", "--figures", "--replications", "7",
                                                "--seed", "9", "--threads", "2", "--scenario", "two", "--set", "a=b"}));
  EXPECT_EQ(draw.svg, "a.svg");
  EXPECT_TRUE(draw.figures);
  EXPECT_EQ(draw.experiment.replications, 7U);
  EXPECT_EQ(draw.experiment.seed, 9U);
  EXPECT_EQ(draw.overlay.scenario, "two");
  EXPECT_EQ(draw.overlay.settings.size(), 1U);
}

TEST(CommandLine, RefusesToSimulateForADrawingWithoutFigures) {
  EXPECT_EQ(complaint({"draw", "a.toml", "--seed", "2"}),
            "--seed says nothing without --figures: nothing is simulated");
  EXPECT_EQ(complaint({"draw", "a.toml", "--svg", ""}), "--svg needs the name of a file, or -");
}

TEST(CommandLine, ReadsEveryOptionOfTraceAndCheck) {
  const auto trace = std::get<TraceCommand>(read({"trace", "a.toml", "--replication", "3", "--journey", "12", "--seed",
                                                  "9", "--scenario", "two", "--set", "a=b"}));
  EXPECT_EQ(trace.replication, 3U);
  EXPECT_EQ(trace.journey, 12U);
  EXPECT_EQ(trace.seed, 9U);
  EXPECT_EQ(trace.overlay.scenario, "two");
  EXPECT_EQ(trace.overlay.settings.size(), 1U);
  const auto check = std::get<CheckCommand>(read({"check", "a.toml", "--explain", "--color", "always"}));
  EXPECT_TRUE(check.explain);
  EXPECT_EQ(check.color, ColorChoice::always);
}

TEST(CommandLine, ReadsEveryOptionOfVerify) {
  const auto verify = std::get<VerifyCommand>(
      read({"verify", "a.toml", "--scenario", "two",        "--set",   "a=b",          "--replications",
            "50",     "--seed", "7",          "--threads",  "2",       "--max-inside", "100",
            "--json", "-",      "--quiet",    "--progress", "--color", "never"}));
  EXPECT_EQ(verify.file, "a.toml");
  EXPECT_EQ(verify.overlay.scenario, "two");
  EXPECT_EQ(verify.overlay.settings.size(), 2U);
  EXPECT_EQ(verify.experiment.replications, 50U);
  EXPECT_EQ(verify.experiment.seed, 7U);
  EXPECT_EQ(verify.experiment.threads, 2U);
  EXPECT_EQ(verify.outputs, (std::vector<OutputRequest>{{OutputFormat::json, "-"}}));
  EXPECT_TRUE(verify.quiet && verify.progress);
  EXPECT_EQ(verify.color, ColorChoice::never);
  EXPECT_NE(complaint({"verify", "a.toml", "--replications", "1"}), "no complaint") << "one has no interval";
}

TEST(CommandLine, ReadsTheOtherCommands) {
  EXPECT_EQ(std::get<InitCommand>(read({"init", "clinic"})).name, "clinic");
  EXPECT_EQ(std::get<InitCommand>(read({"init", "clinic"})).blueprint_template, 0U);
  EXPECT_EQ(std::get<InitCommand>(read({"init", "--template", "clinic", "mine"})).blueprint_template, 2U);
  EXPECT_TRUE(std::holds_alternative<SchemaCommand>(read({"schema"})));
  EXPECT_EQ(std::get<CompletionCommand>(read({"completion", "fish"})).shell, Shell::fish);
}

TEST(CommandLine, ReadsNumbersAsTheFileDoes) {
  for (const char* wrong : {"-1", "+1", "1.5", "1e3", "0x10", "nan", "", " 1", "1 ", "99999999999999999999", "zwölf"}) {
    EXPECT_NE(complaint({"run", "a.toml", "--seed", wrong}).find("--seed \""), std::string::npos) << wrong;
  }
  EXPECT_EQ(std::get<RunCommand>(read({"run", "a.toml", "--seed", "010"})).experiment.seed, 10U);
  EXPECT_EQ(std::get<RunCommand>(read({"run", "a.toml", "--seed", "9223372036854775807"})).experiment.seed,
            9'223'372'036'854'775'807U);
}

TEST(CommandLine, KeepsNumbersWithinReason) {
  EXPECT_NE(complaint({"run", "a.toml", "--replications", "0"}), "no complaint");
  EXPECT_NE(complaint({"run", "a.toml", "--replications", "1000001"}), "no complaint");
  EXPECT_NE(complaint({"run", "a.toml", "--threads", "0"}), "no complaint");
  EXPECT_NE(complaint({"run", "a.toml", "--threads", "4096"}), "no complaint");
  EXPECT_NE(complaint({"run", "a.toml", "--max-inside", "0"}), "no complaint");
  EXPECT_NE(complaint({"trace", "a.toml", "--journey", "0"}), "no complaint");
  EXPECT_NE(complaint({"trace", "a.toml", "--replication", "0"}), "no complaint");
}

TEST(CommandLine, CutsASettingAtItsFirstEqualsSignOutsideOfQuotes) {
  const auto setting = [](const char* text) {
    return std::get<RunCommand>(read({"run", "a.toml", "--set", text})).overlay.settings.front();
  };
  EXPECT_EQ(setting("steps.x.time={ exponential = { mean = \"2 min\" } }").path, "steps.x.time");
  EXPECT_EQ(setting("steps.x.time={ exponential = { mean = \"2 min\" } }").value,
            "{ exponential = { mean = \"2 min\" } }");
  EXPECT_EQ(setting("targets.\"a=b\"=< 8 min").path, "targets.\"a=b\"");
  EXPECT_EQ(setting("a=").value, "");
  EXPECT_NE(complaint({"run", "a.toml", "--set", "no equals sign"}).find("expected path=value"), std::string::npos);
  EXPECT_NE(complaint({"run", "a.toml", "--set", "=3"}).find("expected path=value"), std::string::npos);
}

TEST(CommandLine, OffersTheWordsOfAChoice) {
  EXPECT_EQ(complaint({"run", "a.toml", "--color", "alway"}),
            "--color \"alway\": expected auto, always, never; did you mean \"always\"?");
  EXPECT_EQ(complaint({"completion", "tcsh"}).rfind("completion \"tcsh\": expected bash, zsh, fish", 0), 0U);
}

TEST(CommandLine, RefusesAnEmptyPath) {
  EXPECT_EQ(complaint({"run", "a.toml", "--json", ""}), "--json needs the name of a file, or -");
}

TEST(CommandLine, HandsTheEnvironmentToRun) {
  const auto command = std::get<RunCommand>(read_command_line({"throughline", "run", "a.toml"}, {true, "summary.md"}));
  EXPECT_TRUE(command.environment.github_actions);
  EXPECT_EQ(command.environment.step_summary, "summary.md");
}

TEST(CommandLine, RemembersItsWordsAsAShellReadsThem) {
  EXPECT_EQ(std::get<RunCommand>(read({"run", "my file.toml", "--seed", "3"})).words,
            "throughline run 'my file.toml' --seed 3");
}

TEST(CommandLine, PrintsHelpAndVersion) {
  EXPECT_EQ(std::get<PrintCommand>(read({"--help"})).text, help_text());
  EXPECT_EQ(std::get<PrintCommand>(read({"run", "--help"})).text, help_text(*find_command("run")));
  EXPECT_EQ(std::get<PrintCommand>(read({"run", "--version"})).text, version_text());
  EXPECT_EQ(complaint({}).rfind("which command?", 0), 0U);
}

}  // namespace
}  // namespace throughline
