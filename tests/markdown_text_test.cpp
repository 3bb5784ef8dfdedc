// SPDX-License-Identifier: MIT
#include "report/markdown_text.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(MarkdownText, KeepsPlainTextAsItIs) {
  EXPECT_EQ(markdown_text("老城茶馆, 84.0 ± 1.1 % (a + b) = c!"), "老城茶馆, 84.0 ± 1.1 % (a + b) = c!");
}

TEST(MarkdownText, DisarmsTheMarksOfTheLanguage) {
  EXPECT_EQ(markdown_text("a|b"), "a\\|b");
  EXPECT_EQ(markdown_text("a\\|b"), "a\\\\\\|b");
  EXPECT_EQ(markdown_text("`x`"), "\\`x\\`");
  EXPECT_EQ(markdown_text("*_~"), "\\*\\_\\~");
  EXPECT_EQ(markdown_text("![x](y)"), "!\\[x\\](y)");
  EXPECT_EQ(markdown_text("<img src=x>"), "\\<img src=x\\>");
  EXPECT_EQ(markdown_text("&lt;"), "\\&lt;");
  EXPECT_EQ(markdown_text("# Big"), "\\# Big");
}

TEST(MarkdownText, BreaksWhatAHostMakesOfPlainText) {
  EXPECT_EQ(markdown_text("@octocat"), "@\u200Boctocat");
  EXPECT_EQ(markdown_text("owner/project#7"), "owner/project\\#\u200B7");
  EXPECT_EQ(markdown_text(":tada:"), ":\u200Btada:");
  EXPECT_EQ(markdown_text("https://a.example"), "https:\u200B//a.example");
  EXPECT_EQ(markdown_text("www.a.example"), "www\u200B.a.example");
  EXPECT_EQ(markdown_text("$x$"), "\\$\u200Bx\\$");
  EXPECT_EQ(markdown_text("9 : 5 @ home"), "9 : 5 @ home");
}

TEST(MarkdownText, StaysInItsLine) {
  EXPECT_EQ(markdown_text("a\n| b |\r\n"), "a\\\\u000A\\| b \\|\\\\u000D\\\\u000A");
  EXPECT_EQ(markdown_text("\xFF"), "\uFFFD");
}

TEST(MarkdownText, IsEmphasizedWithoutTheSpacesAroundIt) {
  EXPECT_EQ(emphasized("  a *b* ", "**"), "**a \\*b\\***");
  EXPECT_EQ(emphasized("  ", "*"), "");
  EXPECT_EQ(emphasized("", "*"), "");
}

}  // namespace
}  // namespace throughline
