// SPDX-License-Identifier: MIT
#include "text/input_files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <system_error>

namespace throughline {
namespace {

namespace files = std::filesystem;

/// A folder of its own for each test, beside a file that must stay out of reach.
class InputFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = files::path(::testing::TempDir()) / ("throughline_input_files_" + name);
    files::remove_all(root_);
    files::create_directories(root_ / "blueprint" / "data");
    std::ofstream(root_ / "secret.csv") << "secret\n";
    std::ofstream(root_ / "blueprint" / "data" / "calls.csv") << "abc";
  }
  void TearDown() override { files::remove_all(root_); }

  std::string refusal_of(const std::string& name) {
    InputFiles inputs(root_ / "blueprint");
    Diagnostics diagnostics("f.toml");
    EXPECT_EQ(inputs.open(name, {"f.toml", 3, 9}, diagnostics), nullptr) << name;
    try {
      diagnostics.throw_if_any();
    } catch (const InvalidBlueprint& error) {
      return error.what();
    }
    return {};
  }

  files::path root_;
};

TEST_F(InputFilesTest, OpensFilesInTheFolderAndBelow) {
  InputFiles inputs(root_ / "blueprint");
  Diagnostics diagnostics("f.toml");
  const std::string* const bytes = inputs.open("data/calls.csv", {}, diagnostics);
  ASSERT_NE(bytes, nullptr);
  EXPECT_EQ(*bytes, "abc");
  ASSERT_EQ(inputs.used().size(), 1U);
  EXPECT_EQ(inputs.used()[0].name, "data/calls.csv");
  EXPECT_EQ(inputs.used()[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(InputFilesTest, HandsOutOnlySoManyBytesInAll) {
  std::ofstream(root_ / "blueprint" / "long.csv") << std::string(std::size_t{60} << 20U, '\n');
  InputFiles inputs(root_ / "blueprint");
  Diagnostics diagnostics("f.toml");
  for (int time = 0; time < 17; ++time) EXPECT_NE(inputs.open("long.csv", {"f.toml", 3, 9}, diagnostics), nullptr);
  EXPECT_EQ(inputs.open("long.csv", {"f.toml", 3, 9}, diagnostics), nullptr);
  EXPECT_EQ(diagnostics.size(), 1U);
}

TEST_F(InputFilesTest, ForgetsBetweenScenariosWhatWasUsed) {
  InputFiles inputs(root_ / "blueprint");
  Diagnostics diagnostics("f.toml");
  inputs.open("data/calls.csv", {}, diagnostics);
  inputs.begin_scenario();
  EXPECT_TRUE(inputs.used().empty());
}

TEST_F(InputFilesTest, RefusesWhateverLeadsOutOfTheFolder) {
  files::create_symlink(root_ / "secret.csv", root_ / "blueprint" / "link.csv");
  const std::string outside = "files stand in the folder of the blueprint or below";
  for (const std::string& name : {std::string("../secret.csv"), std::string("data/../../secret.csv"),
                                  (root_ / "secret.csv").string(), std::string("link.csv")}) {
    EXPECT_NE(refusal_of(name).find(outside), std::string::npos) << name;
  }
}

TEST_F(InputFilesTest, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(refusal_of("calls.csv"), "f.toml:3:9: cannot read \"calls.csv\": there is no such file");
  EXPECT_EQ(refusal_of("data"), "f.toml:3:9: cannot read \"data\": it is not a file");
  EXPECT_EQ(refusal_of(""), "f.toml:3:9: cannot read \"\": the name of a file is missing");
}

TEST_F(InputFilesTest, ReadsNoMoreThanTheLimitAndOneByte) {
  EXPECT_EQ(read_file(root_ / "blueprint" / "data" / "calls.csv", 1), "ab");
  EXPECT_THROW(read_file(root_ / "nothing", 10), std::system_error);
}

TEST(Sha256, MatchesThePublishedAnswers) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      << "FIPS 180-2, appendix B";
}

}  // namespace
}  // namespace throughline
