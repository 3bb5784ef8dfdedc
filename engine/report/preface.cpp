// SPDX-License-Identifier: MIT
#include "report/preface.hpp"

#include <fmt/format.h>

#include "report/display_text.hpp"
#include "report/markdown_text.hpp"
#include "report/wrapped_text.hpp"

namespace throughline {

std::string write_terminal(const Preface& preface, const TerminalOptions& options) {
  const auto line = [&options](const std::string& text, Style style) {
    return wrapped(harmless(text), "", style, options.width, options.color);
  };
  std::string text;
  if (preface.partial) text += line("Partial result: " + preface.partial_reason + ".", Style::bad);
  for (const Sentence& sentence : preface.answer) text += line(text_of(sentence), Style::plain);
  return text + line(text_of(preface.origin), Style::remark);
}

std::string markdown_beginning(const Preface& preface) {
  std::string text = fmt::format("## {}\n\n", markdown_text(preface.name));
  if (preface.partial) text += emphasized("Partial result: " + preface.partial_reason + ".", "**") + "\n\n";
  for (const Sentence& sentence : preface.answer) text += markdown_text(text_of(sentence)) + "\n";
  return text;
}

std::string markdown_end(const Preface& preface, const std::vector<Sentence>& notes) {
  std::string text = fmt::format("\n- {}\n", markdown_text(text_of(preface.origin)));
  for (const Sentence& note : notes) text += fmt::format("- {}\n", markdown_text(text_of(note)));
  for (const Phrase& doubt : preface.doubts) text += fmt::format("- **Doubtful:** {}\n", markdown_text(doubt.text));
  return text;
}

Sentence doubts_of(const std::vector<Diagnostic>& warnings) {
  Sentence doubts;
  for (const Diagnostic& warning : warnings)
    doubts.push_back(Phrase::quote(fmt::format("/warnings/{}", doubts.size()), to_string(warning)));
  return doubts;
}

}  // namespace throughline
