// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/phrase.hpp"
#include "throughline/report.hpp"

namespace throughline {

/// What a report on several simulations says before its tables, and after them, in every format: texts are as users
/// wrote them, and are made harmless where they are written.
struct Preface {
  std::string name;  ///< of the blueprint
  bool partial = false;
  std::string partial_reason;
  std::vector<Sentence> answer;
  Sentence origin;  ///< where the figures come from
  Sentence doubts;  ///< warnings, each a phrase
};

/// That the result is partial, the answer, where it comes from: a line each.
std::string write_terminal(const Preface& preface, const TerminalOptions& options);

/// The heading, that the result is partial, the answer.
std::string markdown_beginning(const Preface& preface);

/// A list: where the figures come from, notes, what is doubtful.
std::string markdown_end(const Preface& preface, const std::vector<Sentence>& notes = {});

/// The doubts of a result, which its JSON holds in the list `/warnings`.
Sentence doubts_of(const std::vector<Diagnostic>& warnings);

}  // namespace throughline
