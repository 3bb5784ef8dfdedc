// SPDX-License-Identifier: MIT
#include "report/table.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(Table, AlignsColumnsByWhatTheTerminalShows) {
  Table table({{"name", Alignment::left}, {"wait"}});
  table.add({{"点茶"}, {"2.10 ± 0.05 min"}});
  table.add({{"Till"}, {"8 ± 1 s"}});
  EXPECT_EQ(table.write(100, false),
            "  name             wait\n"
            "  点茶  2.10 ± 0.05 min\n"
            "  Till          8 ± 1 s\n");
}

TEST(Table, LeavesOutColumnsThatSayNothing) {
  Table table({{"name", Alignment::left}, {"failed"}, {"wait"}});
  table.add({{"a"}, {""}, {"1"}});
  EXPECT_EQ(table.write(100, false), "  name  wait\n  a        1\n");
}

TEST(Table, CutsNamesButNeverFiguresOrKeys) {
  Table table({{"name", Alignment::left, true}, {"key", Alignment::left}, {"wait"}});
  table.add({{"An angry walk to the airline's counter"}, {"journey.completed"}, {"12.34 ± 0.56 min"}});
  EXPECT_EQ(table.write(60, false),
            "  name                   key                            wait\n"
            "  An angry walk to the…  journey.completed  12.34 ± 0.56 min\n");
  EXPECT_EQ(table.write(10, false),
            "  name              key                            wait\n"
            "  An angry walk t…  journey.completed  12.34 ± 0.56 min\n");
}

TEST(Table, MakesNamesHarmless) {
  Table table({{"name", Alignment::left}});
  table.add({{"\x1b[2Ja\nb"}});
  EXPECT_EQ(table.write(100, false), "  name\n  \\u001B[2Ja\\u000Ab\n");
}

TEST(Table, PaintsOnlyWhereColorsAreWanted) {
  Table table({{"status", Alignment::left}, {"value"}});
  table.add({{"missed", Style::bad}, {"1"}});
  EXPECT_EQ(table.write(100, false).find('\x1b'), std::string::npos);
  EXPECT_NE(table.write(100, true).find("\x1b[1;31mmissed\x1b[0m"), std::string::npos);
}

TEST(Table, AlignsPaintedCellsToo) {
  Table table({{"status", Alignment::left}, {"value"}});
  table.add({{"met", Style::good}, {"1"}});
  table.add({{"undecided", Style::doubtful}, {"1"}});
  std::string painted = table.write(100, true);
  for (std::size_t escape = painted.find('\x1b'); escape != std::string::npos; escape = painted.find('\x1b')) {
    painted.erase(escape, painted.find('m', escape) - escape + 1);
  }
  EXPECT_EQ(painted, table.write(100, false));
}

TEST(Table, ShowsRemarksBetweenRows) {
  Table table({{"name", Alignment::left}});
  table.add({{"a"}});
  table.add_remark("unseen \x1b, and longer than any name");
  table.add({{"b"}});
  EXPECT_EQ(table.write(100, false), "  name\n  a\n  unseen \\u001B, and longer than any name\n  b\n");
}

TEST(Table, IsNothingWithoutRows) {
  EXPECT_EQ(Table({{"name"}}).write(100, false), "");
}

TEST(Table, IsWrittenAsMarkdownWithoutColumnsThatSayNothing) {
  Table table({{"na|me", Alignment::left}, {"nothing"}, {"time"}});
  EXPECT_EQ(table.write_markdown(), "");
  table.add({{"a|b\n"}, {""}, {"3 s", Style::bad}});
  table.add_remark("  *slow* ");
  EXPECT_EQ(table.write_markdown(),
            "| na\\|me | time |\n"
            "| :-- | --: |\n"
            "| a\\|b\\\\u000A | **3 s** |\n"
            "| *\\*slow\\** |  |\n");
}

}  // namespace
}  // namespace throughline
