// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "throughline/estimate.hpp"

namespace throughline {

/// A piece of a sentence: words, or what the JSON of the result holds, with its place there: the path of a measure or,
/// beginning with a slash, a pointer (RFC 6901). Texts are as users wrote them, not harmless.
struct Phrase {
  enum class Kind : std::uint8_t {
    words,
    name,    ///< one that a user chose
    code,    ///< the path of a measure, a setting
    quote,   ///< a text of the JSON, word for word
    number,  ///< a number of the JSON
    count,   ///< how many items of a list of the JSON there are
    own      ///< how many things the report itself leaves out, which no file holds
  };

  Phrase(std::string words) : text(std::move(words)) {}  // NOLINT(google-explicit-constructor): words are phrases
  Phrase(const char* words) : text(words) {}             // NOLINT(google-explicit-constructor)

  static Phrase name(std::string text);
  static Phrase code(std::string text);
  static Phrase quote(std::string place, std::string text);
  static Phrase number(std::string place, double value, std::string text);
  static Phrase number(std::string place, std::uint64_t value, std::string text = {});
  /// A figure with its interval. Requires a value.
  static Phrase figure(std::string place, const Estimate& estimate, std::string text);
  /// Of the list at `place` those items whose members are such: `status=missed`, two of them apart by a blank; all of
  /// them where nothing is said.
  static Phrase count(std::string place, std::size_t count, std::string such = {});
  static Phrase own(std::size_t count);

  std::string text;
  Kind kind = Kind::words;
  std::string place;
  std::string value;      ///< of a number, as the JSON spells it
  std::string low, high;  ///< of its interval; empty where there is none
  std::string such;       ///< of a count
  double times = 1.0;     ///< the text tells so many times the number
};

using Sentence = std::vector<Phrase>;

std::string text_of(const Sentence& sentence);

void append(Sentence& sentence, Sentence more);

/// `a, b and c`.
Sentence joined(const std::vector<Sentence>& parts);

/// Why a figure, or its interval, is missing; `place` is that of the estimate.
Phrase reason_of(const Estimate& estimate, const std::string& place);

/// A member's name within a pointer (RFC 6901).
std::string pointed(std::string_view name);

}  // namespace throughline
