// SPDX-License-Identifier: MIT
// Every file of tests/invalid breaks one rule; its leading comments hold what must be said about it, a diagnostic a
// line:
//   # expect: LINE:COLUMN: message; hint
// (with another file's name in front where the mistake stands there).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"

namespace throughline {
namespace {

namespace files = std::filesystem;

std::vector<files::path> invalid_files() {
  std::vector<files::path> found;
  for (const files::directory_entry& entry :
       files::directory_iterator(std::string(THROUGHLINE_SOURCE_DIR) + "/tests/invalid")) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> expected_of(const files::path& file) {
  constexpr std::string_view mark = "# expect: ";
  std::vector<std::string> expected;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line) && line.substr(0, 1) == "#";) {
    if (line.substr(0, mark.size()) == mark) expected.push_back(line.substr(mark.size()));
  }
  return expected;
}

/// Every diagnostic, without the name of the file itself.
std::vector<std::string> diagnostics_of(const files::path& file) {
  std::vector<std::string> found;
  try {
    build_blueprint(read_document(file));
  } catch (const InvalidBlueprint& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) {
      const std::string text = to_string(diagnostic);
      const std::string own = file.string() + ":";
      found.push_back(text.substr(0, own.size()) == own ? text.substr(own.size()) : text);
    }
  }
  return found;
}

class InvalidFile : public ::testing::TestWithParam<files::path> {};

TEST_P(InvalidFile, GivesItsDiagnosticsAndNoOther) {
  const std::vector<std::string> expected = expected_of(GetParam());
  ASSERT_FALSE(expected.empty()) << "a file without `# expect:` lines";
  EXPECT_EQ(diagnostics_of(GetParam()), expected);
}

INSTANTIATE_TEST_SUITE_P(Files, InvalidFile, ::testing::ValuesIn(invalid_files()),
                         [](const auto& file) { return file.param.stem().string(); });

std::vector<files::path> valid_files(const std::string& folder) {
  std::vector<files::path> found;
  for (const auto& entry : files::directory_iterator(std::string(THROUGHLINE_SOURCE_DIR) + "/" + folder)) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  }
  return found;
}

TEST(ValidFiles, GiveNone) {
  for (const files::path& file : valid_files("scenarios")) {
    EXPECT_EQ(diagnostics_of(file), std::vector<std::string>()) << file;
  }
}

TEST(ValidFiles, AreAtMostAheadOfWhatIsBuilt) {
  const std::string_view ending = "is not built yet";
  for (const files::path& file : valid_files("tests/blueprints")) {
    for (const std::string& diagnostic : diagnostics_of(file)) {
      EXPECT_TRUE(std::string_view(diagnostic).ends_with(ending)) << file << ": " << diagnostic;
    }
  }
}

TEST(InvalidFiles, CoverAtLeastSixtyRules) {
  EXPECT_GE(invalid_files().size(), 60U);
}

}  // namespace
}  // namespace throughline
