// SPDX-License-Identifier: MIT
#include "report/annotations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "example_result.hpp"

namespace throughline {
namespace {

using testing::tea_house;

/// A workflow command as the runner of GitHub Actions reads it.
struct Command {
  std::string name;
  std::map<std::string, std::string> properties;
  std::string data;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// In the order of the runner: the percent sign last.
std::string unescaped_data(std::string text) {
  return replaced(replaced(replaced(std::move(text), "%0D", "\r"), "%0A", "\n"), "%25", "%");
}

std::string unescaped_property(std::string text) {
  text = replaced(replaced(std::move(text), "%0D", "\r"), "%0A", "\n");
  return replaced(replaced(replaced(std::move(text), "%3A", ":"), "%2C", ","), "%25", "%");
}

Command read(const std::string& line) {
  EXPECT_EQ(line.rfind("::", 0), 0U) << line;
  const std::size_t end = line.find("::", 2);
  EXPECT_NE(end, std::string::npos) << line;
  const std::string head = line.substr(2, end - 2);
  Command command{head.substr(0, head.find(' ')), {}, unescaped_data(line.substr(end + 2))};
  for (std::size_t from = head.find(' '); from < head.size();) {
    const std::size_t comma = std::min(head.find(',', from + 1), head.size());
    const std::string pair = head.substr(from + 1, comma - from - 1);
    const std::size_t sign = pair.find('=');
    command.properties[pair.substr(0, sign)] = unescaped_property(pair.substr(sign + 1));
    from = comma;
  }
  return command;
}

std::vector<Command> read_all(const std::string& text) {
  std::vector<Command> commands;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    commands.push_back(read(text.substr(from, end - from)));
    from = end + 1;
  }
  return commands;
}

std::vector<Diagnostic> mistakes(std::size_t count) {
  std::vector<Diagnostic> list;
  for (std::size_t line = 1; line <= count; ++line)
    list.push_back({Severity::error, {"a.toml", static_cast<std::uint32_t>(line), 1}, "wrong", ""});
  return list;
}

TEST(Annotations, PointAtTheLinesOfTheBlueprint) {
  EXPECT_EQ(write_annotations(tea_house(), false),
            "::error file=tea.toml,line=40,col=1,title=Target missed%3A step.order.abandonment < 2 %25::"
            "2.88 ± 0.23 %25, margin -0.88 ± 0.23 points\n"
            "::warning file=tea.toml,line=40,col=1,title=Target undecided%3A step.order.service_level(3 min) > 85 %25::"
            "84.0 ± 1.1 %25, margin -1.0 ± 1.1 points; about 490 replications would decide\n"
            "::warning file=tea.toml,line=12,col=1,title=Doubtful blueprint::step \"x\" is never reached\n");
}

TEST(Annotations, AreErrorsForUndecidedTargetsWhereTheRunIsStrict) {
  const std::vector<Command> commands = read_all(write_annotations(tea_house(), true));
  ASSERT_EQ(commands.size(), 3U);
  EXPECT_EQ(commands[0].name, "error");
  EXPECT_EQ(commands[1].name, "error");
  EXPECT_EQ(commands[2].name, "warning");
}

TEST(Annotations, WarnOfAPrecisionThatWasNotReached) {
  ExperimentResult result;
  result.precision = {{"journey.time.mean", 0.002, 0.0033, false, false, 1100}};
  EXPECT_EQ(
      write_annotations(result, true),
      "::warning title=Precision not reached%3A journey.time.mean known to within 0.2 %25::"
      "journey.time.mean is known to within 0.33 %25 (0.2 %25 asked for; about 1200 replications would reach it)\n");
  result.precision.front().by_default = true;
  EXPECT_EQ(write_annotations(result, true), "");
}

TEST(Annotations, ReadBackAsTheyWereWhateverTheNames) {
  for (const std::string name :
       {"50%,a:b", "%0A%25%3A", "a::error::b", "line\r\nends", "a=b,line=1", "::", "%", "茶 🍵"}) {
    ExperimentResult result = tea_house();
    result.warnings.clear();
    result.targets.erase(result.targets.begin(), result.targets.begin() + 2);
    result.targets.front().path = result.targets.front().at.file = name;
    const std::vector<Command> commands = read_all(write_annotations(result, false));
    ASSERT_EQ(commands.size(), 1U) << name;
    EXPECT_EQ(commands[0].name, "error");
    EXPECT_EQ(commands[0].properties.at("file"), name);
    EXPECT_EQ(commands[0].properties.at("line"), "40");
    EXPECT_EQ(commands[0].properties.at("title"), "Target missed: " + name + " < 2 %");
    EXPECT_EQ(commands[0].properties.size(), 4U) << name;

    const std::vector<Command> wrong =
        read_all(write_annotations({{Severity::error, {name, 3, 12}, name, "did you mean \"x\"?"}}));
    ASSERT_EQ(wrong.size(), 1U) << name;
    EXPECT_EQ(wrong[0].properties.at("file"), name);
    EXPECT_EQ(wrong[0].properties.at("col"), "12");
    EXPECT_EQ(wrong[0].data, name + "; did you mean \"x\"?");
  }
}

TEST(Annotations, LetNoEscapeReachTheLog) {
  const std::string text = write_annotations({{Severity::error, {"\x1b[2J", 3, 12}, "\x1b]0;\x07", ""}});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("\\u001B[2J"), std::string::npos);
}

TEST(Annotations, NameTheOptionWhereThereIsNoFile) {
  EXPECT_EQ(write_annotations({{Severity::error, {"--set", 0, 0}, "unknown key", ""}}),
            "::error title=Invalid blueprint::--set: unknown key\n");
}

TEST(Annotations, AreTenAtMostAndSayHowManyMoreThereAre) {
  EXPECT_EQ(read_all(write_annotations(mistakes(10))).size(), 10U);
  EXPECT_EQ(read_all(write_annotations(mistakes(10))).back().properties.at("line"), "10");
  const std::vector<Command> commands = read_all(write_annotations(mistakes(25)));
  ASSERT_EQ(commands.size(), 10U);
  EXPECT_EQ(commands[8].properties.at("line"), "9");
  EXPECT_EQ(commands[9].data, "and 16 more, which the log tells");
}

TEST(Annotations, PutErrorsBeforeWarnings) {
  ExperimentResult result = tea_house();
  result.targets = std::vector<TargetResult>(12, result.targets[1]);
  result.targets.push_back(tea_house().targets[2]);
  const std::vector<Command> commands = read_all(write_annotations(result, false));
  ASSERT_EQ(commands.size(), 10U);
  EXPECT_EQ(commands[0].name, "error");
  EXPECT_EQ(commands[9].name, "warning");
  EXPECT_EQ(commands[9].data, "and 5 more, which the log tells");
}

TEST(Annotations, AreNoneWhereAllIsWell) {
  EXPECT_EQ(write_annotations(ExperimentResult(), true), "");
  EXPECT_EQ(write_annotations(std::vector<Diagnostic>()), "");
}

TEST(Annotations, LeaveNoCommandInATextForPeople) {
  EXPECT_EQ(without_commands("::stop-commands::x\n a ##[error]b"),
            ":\u200B:stop-commands:\u200B:x\n a ##\u200B[error]b");
  EXPECT_EQ(without_commands(":::::").find("::"), std::string::npos);
  EXPECT_EQ(without_commands("07:30 #1 [x]"), "07:30 #1 [x]");
}

}  // namespace
}  // namespace throughline
