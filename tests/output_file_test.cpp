// SPDX-License-Identifier: MIT
#include "cli/output_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <system_error>

#include "scratch_folder.hpp"

namespace throughline {
namespace {

namespace filesystem = std::filesystem;
using testing::ScratchFolder;

int failure_of(const std::string& path, Existing existing = Existing::replaced) {
  try {
    const OutputFile file(path, existing);
  } catch (const std::system_error& failure) {
    EXPECT_NE(std::string(failure.what()).find(path), std::string::npos);
    return failure.code().value();
  }
  return 0;
}

TEST(OutputFile, IsWrittenWholeAndLeavesNothingBeside) {
  const ScratchFolder folder;
  folder.write("a.json", "old");
  const OutputFile file(folder / "a.json");
  EXPECT_EQ(folder.read("a.json"), "old");
  EXPECT_EQ(folder.size(), 1U);
  file.write("new");
  EXPECT_EQ(folder.read("a.json"), "new");
  EXPECT_EQ(folder.size(), 1U);
}

TEST(OutputFile, IsNotThereBeforeItIsWritten) {
  const ScratchFolder folder;
  const OutputFile file(folder / "a.json");
  EXPECT_EQ(folder.size(), 0U);
}

TEST(OutputFile, FindsOutEarlyThatItCannotBeWritten) {
  const ScratchFolder folder;
  EXPECT_EQ(failure_of(folder / "missing/a.json"), ENOENT);
  EXPECT_EQ(failure_of(folder.path().string()), EISDIR);
  folder.write("file", "");
  EXPECT_EQ(failure_of(folder / "file/a.json"), ENOTDIR);
}

TEST(OutputFile, KeepsWhatIsThereWhereItMust) {
  const ScratchFolder folder;
  folder.write("a.toml", "mine");
  EXPECT_EQ(failure_of(folder / "a.toml", Existing::kept), EEXIST);
  const OutputFile file(folder / "b.toml", Existing::kept);
  folder.write("b.toml", "came in between");
  EXPECT_THROW(file.write("new"), std::system_error);
  EXPECT_EQ(folder.read("a.toml"), "mine");
  EXPECT_EQ(folder.read("b.toml"), "came in between");
  EXPECT_EQ(folder.size(), 2U);
}

TEST(OutputFile, FollowsLinksAndKeepsPermissions) {
  const ScratchFolder folder;
  folder.write("target", "old");
  ASSERT_EQ(::chmod((folder / "target").c_str(), 0640), 0);
  filesystem::create_symlink("target", folder.path() / "link");
  OutputFile(folder / "link").write("new");
  EXPECT_TRUE(filesystem::is_symlink(folder.path() / "link"));
  EXPECT_EQ(folder.read("target"), "new");
  EXPECT_EQ(static_cast<unsigned>(filesystem::status(folder.path() / "target").permissions()), 0640U);
}

TEST(OutputFile, WritesToDevicesInPlace) {
  OutputFile("/dev/null").write("gone");
  EXPECT_TRUE(filesystem::is_character_file("/dev/null"));
  EXPECT_THROW(OutputFile("/dev/full").write("too much"), std::system_error);
}

TEST(OutputFile, IsAppendedToWhereOthersWriteAsWell) {
  const ScratchFolder folder;
  EXPECT_FALSE(append(folder / "a.md", "one\n"));
  EXPECT_FALSE(append(folder / "a.md", "two\n"));
  EXPECT_EQ(folder.read("a.md"), "one\ntwo\n");
  EXPECT_EQ(append(folder / "missing/a.md", "x"), std::errc::no_such_file_or_directory);
  EXPECT_EQ(append("/dev/full", "x"), std::errc::no_space_on_device);
}

TEST(OutputFile, LeavesNoPartOfWhatCannotBeAppendedWhole) {
  const ScratchFolder folder;
  folder.write("a.md", "whole");
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit small{8, limit.rlim_max};
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::error_code failure = append(folder / "a.md", "too much");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(failure, std::errc::file_too_large);
  EXPECT_EQ(folder.read("a.md"), "whole");
}

TEST(OutputFile, KnowsItselfByEveryName) {
  const ScratchFolder folder;
  folder.write("a", "");
  filesystem::create_symlink("a", folder.path() / "link");
  filesystem::create_hard_link(folder.path() / "a", folder.path() / "twin");
  const OutputFile file(folder / "a");
  EXPECT_TRUE(file.is_same_as(folder / "a"));
  EXPECT_TRUE(file.is_same_as(folder / "./a"));
  EXPECT_TRUE(file.is_same_as(folder / "link"));
  EXPECT_TRUE(file.is_same_as(folder / "twin"));
  EXPECT_FALSE(file.is_same_as(folder / "b"));
  EXPECT_FALSE(file.is_same_as("-"));
  EXPECT_TRUE(OutputFile(folder / "new").is_same_as(folder / "./new"));
  EXPECT_TRUE(OutputFile("-").is_same_as("-"));
  EXPECT_FALSE(OutputFile("/dev/null").is_same_as("/dev/null"));
}

}  // namespace
}  // namespace throughline
