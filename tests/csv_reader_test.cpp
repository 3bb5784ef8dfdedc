// SPDX-License-Identifier: MIT
#include "text/csv_reader.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, std::string* mistake = nullptr) {
  Diagnostics diagnostics("f.csv");
  CsvReader csv(text, "f.csv", diagnostics);
  Rows rows;
  while (const std::vector<CsvReader::Field>* const row = csv.next_row()) {
    std::vector<std::string>& cells = rows.emplace_back();
    for (const CsvReader::Field& field : *row) cells.push_back(field.text);
  }
  try {
    diagnostics.throw_if_any();
  } catch (const InvalidBlueprint& error) {
    if (mistake != nullptr) *mistake = error.what();
    EXPECT_NE(mistake, nullptr) << error.what();
  }
  return rows;
}

std::string mistake_in(std::string_view text) {
  std::string mistake;
  rows_of(text, &mistake);
  return mistake;
}

TEST(CsvReader, ReadsRowsUnderAHeader) {
  EXPECT_EQ(rows_of("from,count\n08:00,7\n09:00,3\n"), (Rows{{"08:00", "7"}, {"09:00", "3"}}));
  EXPECT_EQ(rows_of("from,count\r\n08:00,7\r\n"), (Rows{{"08:00", "7"}}));
  EXPECT_EQ(rows_of("from,count\n\n08:00 , 7"), (Rows{{"08:00", "7"}})) << "blank lines and spaces count as nothing";
  EXPECT_EQ(rows_of("from\n"), Rows{});
}

TEST(CsvReader, TakesTheDelimiterOfTheHeader) {
  EXPECT_EQ(rows_of("a;b\n1,5;2\n"), (Rows{{"1,5", "2"}}));
  EXPECT_EQ(rows_of("a\tb\n1\t\n"), (Rows{{"1", ""}}));
}

TEST(CsvReader, OverlooksTheMarkThatSpreadsheetsWriteFirst) {
  EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                    "a,b\n1,2\n"),
            (Rows{{"1", "2"}}));
}

TEST(CsvReader, KeepsWhatIsQuoted) {
  EXPECT_EQ(rows_of("a,b\n\"1, 2\",\"say \"\"yes\"\"\"\n"), (Rows{{"1, 2", "say \"yes\""}}));
  EXPECT_EQ(rows_of("a,b\n\"1\n2\",\"\"\n"), (Rows{{"1\n2", ""}}));
  EXPECT_EQ(rows_of("a\n\"\"\"\"\n"), (Rows{{"\""}}));
}

TEST(CsvReader, FindsColumnsByTheirTitle) {
  Diagnostics diagnostics("f.csv");
  const CsvReader csv("from, \"per hour\"\n", "f.csv", diagnostics);
  EXPECT_EQ(csv.column("per hour"), 1U);
  EXPECT_EQ(csv.column("count"), std::nullopt);
  EXPECT_EQ(csv.titles(), (std::vector<std::string>{"from", "per hour"}));
}

TEST(CsvReader, PlacesEveryFieldInLinesAndCodePoints) {
  Diagnostics diagnostics("f.csv");
  CsvReader csv("a,b\n\"x\ny\",1\n\u62A4\u58EB, 2\n", "f.csv", diagnostics);
  const std::vector<CsvReader::Field>* row = csv.next_row();
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(csv.position((*row)[1]), (SourcePosition{"f.csv", 3, 4}));
  row = csv.next_row();
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(csv.position((*row)[1]), (SourcePosition{"f.csv", 4, 5}));
}

std::vector<std::string> mistakes_in(std::string_view text, Rows* rows = nullptr) {
  Diagnostics diagnostics("f.csv");
  CsvReader csv(text, "f.csv", diagnostics);
  while (const std::vector<CsvReader::Field>* const row = csv.next_row()) {
    if (rows != nullptr) rows->push_back({row->front().text});
  }
  EXPECT_TRUE(csv.failed());
  std::vector<std::string> found;
  try {
    diagnostics.throw_if_any();
  } catch (const InvalidBlueprint& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) found.push_back(to_string(diagnostic));
  }
  return found;
}

TEST(CsvReader, TellsEveryRowOfAWrongWidthAndPassesOverIt) {
  Rows rows;
  EXPECT_EQ(mistakes_in("a,b\n1\n2,3\n\"4\n\",5,6\n7,8\n9\n", &rows),
            (std::vector<std::string>{"f.csv:2:1: expected 2 fields, as in the header, found 1",
                                      "f.csv:4:1: expected 2 fields, as in the header, found 3",
                                      "f.csv:7:1: expected 2 fields, as in the header, found 1"}));
  EXPECT_EQ(rows, (Rows{{"2"}, {"7"}}));
}

TEST(CsvReader, StopsWhereItCannotKnowWhereTheNextRowBegins) {
  EXPECT_EQ(mistakes_in("a,b\n1\n2,\"3\n4\n"),
            (std::vector<std::string>{"f.csv:2:1: expected 2 fields, as in the header, found 1",
                                      "f.csv:3:3: a quoted field that never ends"}));
}

TEST(CsvReader, StopsWhereWrongRowsAreTheRule) {
  std::string text = "a,b\n";
  for (std::size_t row = 0; row < 1'000; ++row) text += "1\n";
  Rows rows;
  const std::vector<std::string> mistakes = mistakes_in(text + "2,3\n", &rows);
  ASSERT_EQ(mistakes.size(), CsvReader::most_wrong_rows + 1);
  EXPECT_EQ(mistakes.back(), "f.csv:102:1: more than 100 rows with a wrong number of fields; the rest is not read");
  EXPECT_TRUE(rows.empty());
}

TEST(CsvReader, PlacesWhatIsNotCsv) {
  EXPECT_EQ(mistake_in(""), "f.csv:1:1: the file is empty; its first row names the columns");
  EXPECT_EQ(mistake_in("a,b\n1\n"), "f.csv:2:1: expected 2 fields, as in the header, found 1");
  EXPECT_EQ(mistake_in("a,b\n1,2,3\n"), "f.csv:2:1: expected 2 fields, as in the header, found 3");
  EXPECT_EQ(mistake_in("a,b\n1,\"2\n"), "f.csv:2:3: a quoted field that never ends");
  EXPECT_EQ(mistake_in("a,b\n\"1\"x,2\n"), "f.csv:2:4: expected the end of the field behind its closing quote");
  EXPECT_EQ(mistake_in("a\n" + std::string(20'000, 'x')), "f.csv:2:1: a field of more than 10000 bytes");
  EXPECT_EQ(mistake_in(std::string(5'000, ',') + "\n").substr(0, 30), "f.csv:1:1001: more than 1000 c");
}

}  // namespace
}  // namespace throughline
