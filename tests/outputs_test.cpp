// SPDX-License-Identifier: MIT
#include "cli/outputs.hpp"

#include <gtest/gtest.h>

#include <system_error>

#include "cli/arguments.hpp"
#include "cli/command_table.hpp"
#include "scratch_folder.hpp"

namespace throughline {
namespace {

using testing::ScratchFolder;

std::string complaint(const std::vector<OutputRequest>& requests, const std::string& blueprint) {
  try {
    const Outputs outputs(requests, blueprint);
  } catch (const InvalidCommandLine& mistake) {
    return mistake.what();
  }
  return "no complaint";
}

TEST(Outputs, WriteEachFormatToItsFile) {
  const ScratchFolder folder;
  const Outputs outputs({{OutputFormat::json, folder / "a"}, {OutputFormat::markdown, folder / "b"}}, "a.toml");
  EXPECT_EQ(folder.size(), 0U);
  outputs.write(OutputFormat::json, [] { return "json"; });
  outputs.write(OutputFormat::markdown, [] { return "markdown"; });
  EXPECT_EQ(folder.read("a"), "json");
  EXPECT_EQ(folder.read("b"), "markdown");
}

TEST(Outputs, MakeNoTextThatNobodyAskedFor) {
  const Outputs outputs({}, "a.toml");
  bool made = false;
  outputs.write(OutputFormat::csv, [&made] {
    made = true;
    return "";
  });
  EXPECT_FALSE(made);
}

TEST(Outputs, RefuseTwoOptionsThatNameTheSameFile) {
  const ScratchFolder folder;
  EXPECT_EQ(complaint({{OutputFormat::json, folder / "a"}, {OutputFormat::junit, folder / "./a"}}, "a.toml"),
            "--json and --junit name the same file");
  EXPECT_EQ(complaint({{OutputFormat::csv, "-"}, {OutputFormat::markdown, "-"}}, "a.toml"),
            "--csv and --markdown name the same file");
  EXPECT_EQ(complaint({{OutputFormat::csv, "/dev/null"}, {OutputFormat::markdown, "/dev/null"}}, "a.toml"),
            "no complaint");
}

TEST(Outputs, KeepTheBlueprintAndWhatItReads) {
  const ScratchFolder folder;
  folder.write("a.toml", "");
  folder.write("rates.csv", "");
  EXPECT_EQ(complaint({{OutputFormat::markdown, folder / "a.toml"}}, folder / "a.toml"),
            "--markdown would overwrite the blueprint");
  Document document;
  document.inputs.push_back({"rates.csv", ""});
  const Outputs over({{OutputFormat::junit, folder / "rates.csv"}}, folder / "a.toml");
  EXPECT_THROW(over.keep_inputs(document), InvalidCommandLine);
  const Outputs beside({{OutputFormat::junit, folder / "rates.xml"}}, folder / "a.toml");
  EXPECT_NO_THROW(beside.keep_inputs(document));
}

TEST(Outputs, FindOutEarlyThatAFileCannotBeWritten) {
  const ScratchFolder folder;
  EXPECT_THROW(Outputs({{OutputFormat::json, folder / "missing/a"}}, "a.toml"), std::system_error);
}

TEST(Outputs, SendTheReportWhereThereIsNoData) {
  const ScratchFolder folder;
  EXPECT_EQ(Outputs({}, "a.toml").report_stream(), Stream::output);
  EXPECT_EQ(Outputs({{OutputFormat::json, folder / "a"}}, "a.toml").report_stream(), Stream::output);
  EXPECT_EQ(Outputs({{OutputFormat::json, folder / "a"}, {OutputFormat::junit, "-"}}, "a.toml").report_stream(),
            Stream::error);
}

TEST(Outputs, AreAskedForByOptionsOfRun) {
  const std::vector<std::string> names = option_names(*find_command("run"));
  for (const OutputFormat format : output_formats)
    EXPECT_NE(std::find(names.begin(), names.end(), option_of(format)), names.end()) << option_of(format);
}

}  // namespace
}  // namespace throughline
