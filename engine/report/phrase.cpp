// SPDX-License-Identifier: MIT
#include "report/phrase.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "report/json_number.hpp"

namespace throughline {
namespace {

Phrase phrase_of(Phrase::Kind kind, std::string text, std::string place, std::string value) {
  Phrase phrase(std::move(text));
  phrase.kind = kind;
  phrase.place = std::move(place);
  phrase.value = std::move(value);
  return phrase;
}

bool is_known(const std::optional<double>& value) {
  return value && std::isfinite(*value);
}

}  // namespace

Phrase Phrase::name(std::string text) {
  return phrase_of(Kind::name, std::move(text), {}, {});
}

Phrase Phrase::code(std::string text) {
  return phrase_of(Kind::code, std::move(text), {}, {});
}

Phrase Phrase::quote(std::string place, std::string text) {
  return phrase_of(Kind::quote, std::move(text), std::move(place), {});
}

Phrase Phrase::number(std::string place, double value, std::string text) {
  return phrase_of(Kind::number, std::move(text), std::move(place), json_number(value));
}

Phrase Phrase::number(std::string place, std::uint64_t value, std::string text) {
  std::string digits = fmt::format("{}", value);
  return phrase_of(Kind::number, text.empty() ? digits : std::move(text), std::move(place), digits);
}

Phrase Phrase::figure(std::string place, const Estimate& estimate, std::string text) {
  Phrase phrase = number(std::move(place), *estimate.value, std::move(text));
  if (is_known(estimate.low)) phrase.low = json_number(*estimate.low);
  if (is_known(estimate.high)) phrase.high = json_number(*estimate.high);
  return phrase;
}

Phrase Phrase::count(std::string place, std::size_t count, std::string such) {
  Phrase phrase = phrase_of(Kind::count, fmt::format("{}", count), std::move(place), fmt::format("{}", count));
  phrase.such = std::move(such);
  return phrase;
}

Phrase Phrase::own(std::size_t count) {
  return phrase_of(Kind::own, fmt::format("{}", count), {}, fmt::format("{}", count));
}

std::string text_of(const Sentence& sentence) {
  std::string text;
  for (const Phrase& phrase : sentence) text += phrase.text;
  return text;
}

void append(Sentence& sentence, Sentence more) {
  sentence.insert(sentence.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Sentence joined(const std::vector<Sentence>& parts) {
  Sentence sentence;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) sentence.emplace_back(index + 1 == parts.size() ? " and " : ", ");
    append(sentence, parts[index]);
  }
  return sentence;
}

Phrase reason_of(const Estimate& estimate, const std::string& place) {
  const bool is_told = !is_known(estimate.value) || !is_known(estimate.low) || !is_known(estimate.high);
  return is_told ? Phrase::quote(place + "/reason", estimate.reason) : Phrase(estimate.reason);
}

std::string pointed(std::string_view name) {
  std::string text;
  for (const char character : name) {
    if (character == '~') {
      text += "~0";
    } else if (character == '/') {
      text += "~1";
    } else {
      text += character;
    }
  }
  return text;
}

}  // namespace throughline
