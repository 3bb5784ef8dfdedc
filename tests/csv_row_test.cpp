// SPDX-License-Identifier: MIT
#include "report/csv_row.hpp"

#include <gtest/gtest.h>

#include <charconv>

namespace throughline {
namespace {

TEST(CsvRow, QuotesWhatRfc4180Asks) {
  EXPECT_EQ(csv_row({CsvCell::of_text("a"), CsvCell::of_text("b,c"), CsvCell::of_text("say \"hi\""), {}}),
            "a,\"b,c\",\"say \"\"hi\"\"\",\r\n");
}

TEST(CsvRow, DisarmsFormulas) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)"}) {
    EXPECT_EQ(csv_row({CsvCell::of_text(formula)}), std::string("'") + formula + "\r\n");
  }
}

TEST(CsvRow, LeavesNegativeNumbersNumbers) {
  EXPECT_EQ(csv_row({CsvCell::of_number(-1.5)}), "-1.5\r\n");
}

TEST(CsvRow, KeepsARecordOnOneLine) {
  EXPECT_EQ(csv_row({CsvCell::of_text("a\r\nb")}), "a\\u000D\\u000Ab\r\n");
}

TEST(CsvRow, WritesNumbersThatReadBackTheSame) {
  const double value = 0.1 + 0.2;
  for (const CsvCell& cell : {CsvCell::of_number(value), CsvCell::of_exact_number(value)}) {
    double read = 0.0;
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), read);
    EXPECT_EQ(read, value);
  }
  EXPECT_EQ(CsvCell::of_exact_number(value).text, "0.30000000000000004");
}

}  // namespace
}  // namespace throughline
