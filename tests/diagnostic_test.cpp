// SPDX-License-Identifier: MIT
#include "throughline/diagnostic.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace throughline {
namespace {

Diagnostic error_at(SourcePosition at, std::string message, std::string hint = "") {
  Diagnostic diagnostic;
  diagnostic.at = std::move(at);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

SourcePosition position(std::string file, std::uint32_t line, std::uint32_t column) {
  SourcePosition at;
  at.file = std::move(file);
  at.line = line;
  at.column = column;
  return at;
}

TEST(Diagnostic, NamesFileLineAndColumnThenTheMistakeThenTheHint) {
  EXPECT_EQ(to_string(error_at(position("clinic.toml", 31, 12), "step \"triage\": unknown staff \"nurse\"",
                               "did you mean \"nurses\"?")),
            "clinic.toml:31:12: step \"triage\": unknown staff \"nurse\"; did you mean \"nurses\"?");
}

TEST(Diagnostic, NamesASourceOutsideFilesInWords) {
  EXPECT_EQ(to_string(error_at(position("--set", 0, 0), "no equals sign")), "--set: no equals sign");
  EXPECT_EQ(to_string(error_at({}, "no steps")), "no steps");
}

TEST(Diagnostic, SaysWhereItIsOnlyAWarning) {
  Diagnostic doubt = error_at(position("a.toml", 2, 1), "staff \"cook\" is never used");
  doubt.severity = Severity::warning;
  EXPECT_EQ(to_string(doubt), "a.toml:2:1: warning: staff \"cook\" is never used");
}

TEST(Diagnostic, KeepsEveryScriptButDisarmsControlsAndTextDirection) {
  EXPECT_EQ(to_string(error_at({}, "step \"\u62A4\u58EB\x1B[2J\u009B\u202E\"")),
            "step \"\u62A4\u58EB\\u001B[2J\\u009B\\u202E\"");
}

TEST(InvalidBlueprint, ListsEveryDiagnosticOnALineOfItsOwn) {
  std::vector<Diagnostic> diagnostics;
  diagnostics.push_back(error_at(position("a.toml", 1, 2), "first"));
  diagnostics.push_back(error_at(position("a.toml", 3, 4), "second", "fix"));
  const InvalidBlueprint error(std::move(diagnostics));
  EXPECT_EQ(error.diagnostics().size(), 2U);
  EXPECT_STREQ(error.what(), "a.toml:1:2: first\na.toml:3:4: second; fix");
}

}  // namespace
}  // namespace throughline
