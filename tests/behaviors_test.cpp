// SPDX-License-Identifier: MIT
// The table of behaviors in engine/README.md: every key is one of the format, every file holds the function, every test
// is there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include "text/format.hpp"

namespace throughline {
namespace {

const std::filesystem::path source_folder = THROUGHLINE_SOURCE_DIR;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Behaviors, StandWhereTheirTableSays) {
  static const std::regex row("\\| ([^|]+) \\| `(\\S+) (\\S+)` \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|");
  const std::string table = content_of(source_folder / "engine" / "README.md");
  std::size_t rows = 0;
  for (auto found = std::sregex_iterator(table.begin(), table.end(), row); found != std::sregex_iterator(); ++found) {
    const std::smatch& cells = *found;
    SCOPED_TRACE(cells[1].str());
    ++rows;
    const KeyInfo* const key = find_key(cells[2].str(), cells[3].str());
    EXPECT_TRUE(key != nullptr && key->built && key->key == cells[3].str()) << cells[2] << " " << cells[3];
    const std::string source = content_of(source_folder / cells[4].str());
    const std::regex definition("[ :]" + cells[5].str() + "\\([^;]*\\{");
    EXPECT_TRUE(std::regex_search(source, definition)) << cells[4] << ": " << cells[5];
    EXPECT_TRUE(std::filesystem::is_regular_file(source_folder / "tests" / cells[6].str())) << cells[6];
  }
  EXPECT_GE(rows, 39U) << "the table has lost rows, or its form";
}

}  // namespace
}  // namespace throughline
