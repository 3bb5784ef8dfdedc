// SPDX-License-Identifier: MIT
#include "text/condition_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "text/clock.hpp"
#include "text/distribution_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/text_cursor.hpp"
#include "text/value.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

using Term = ConditionSection::Term;
using Subject = ConditionTest::Subject;
using Comparison = ConditionTest::Comparison;

constexpr std::size_t longest_text = 2'000;
constexpr double largest = 1e9;
constexpr std::size_t deepest = 20;  ///< brackets and `not` within each other
constexpr std::size_t most_attributes = 100;
constexpr std::size_t most_options = 100;
constexpr double tolerance = 1e-9;
constexpr double bare_numbers = 1.0;  ///< the unit in which an attribute is a number

const std::vector<std::string> words_of_conditions{"and", "or", "not", "attempt", "queue", "clock", "none"};

/// Reads a condition by recursive descent into postfix order.
class ConditionParser {
 public:
  ConditionParser(std::string_view text, std::optional<double> time_unit) : text_(text), time_unit_(time_unit) {}

  /// Empty where the text is no condition: `expected` then says what would be one.
  std::vector<Term> parse() {
    if (!either(0)) return {};
    text_.skip_spaces();
    if (!text_.at_end()) {
      expect("and, or, or nothing more");
      return {};
    }
    return std::move(terms_);
  }

  /// `a comparison at "> 5"`.
  const std::string& expected() const { return expected_; }

 private:
  bool either(std::size_t depth) { return joined(depth, "or", Term::Kind::disjunction); }

  bool joined(std::size_t depth, std::string_view word, Term::Kind kind) {
    const bool loose = kind == Term::Kind::disjunction;
    const auto part = [&] { return loose ? joined(depth, "and", Term::Kind::conjunction) : negation(depth); };
    if (!part()) return false;
    while (take_word(word)) {
      if (!part() || !add({kind, {}, {}, {}, false})) return false;
    }
    return true;
  }

  bool negation(std::size_t depth) {
    if (depth > deepest) return expect("fewer brackets within each other");
    if (take_word("not")) return negation(depth + 1) && add({Term::Kind::negation, {}, {}, {}, false});
    text_.skip_spaces();
    if (!text_.take("(")) return test();
    if (!either(depth + 1)) return false;
    text_.skip_spaces();
    return text_.take(")") || expect("\")\"");
  }

  bool test() {
    text_.skip_spaces();
    Term term;
    term.name = take_name();
    if (!is_key(term.name)) return expect("an attribute, attempt, queue(STEP) or clock");
    if (term.name == "queue") {
      text_.skip_spaces();
      if (!text_.take("(")) return expect("(STEP) behind queue");
      text_.skip_spaces();
      term.name = take_name();
      text_.skip_spaces();
      if (!is_key(term.name) || !text_.take(")")) return expect("a step in brackets behind queue");
      term.test.subject = Subject::queue;
    } else if (term.name == "attempt" || term.name == "clock") {
      term.test.subject = term.name == "clock" ? Subject::clock : Subject::attempt;
    }
    const auto comparison = take_comparison();
    if (!comparison && term.test.subject != Subject::attribute) return expect("a comparison such as >=");
    term.bare = !comparison;
    term.test.value = 1.0;
    if (comparison) term.test.comparison = *comparison;
    return (!comparison || constant(term)) && add(std::move(term));
  }

  std::optional<Comparison> take_comparison() {
    static constexpr std::array<std::pair<std::string_view, Comparison>, 6> signs{{{"<=", Comparison::at_most},
                                                                                   {">=", Comparison::at_least},
                                                                                   {"==", Comparison::equal},
                                                                                   {"!=", Comparison::not_equal},
                                                                                   {"<", Comparison::below},
                                                                                   {">", Comparison::above}}};
    text_.skip_spaces();
    for (const auto& [sign, comparison] : signs) {
      if (text_.take(sign)) return comparison;
    }
    return std::nullopt;
  }

  /// What stands behind the sign.
  bool constant(Term& term) {
    text_.skip_spaces();
    const std::string_view rest = text_.rest();
    const bool quoted = !rest.empty() && (rest.front() == '\'' || rest.front() == '"');
    std::string value;
    if (quoted) {
      const std::size_t end = rest.find(rest.front(), 1);
      if (end == std::string_view::npos) return expect("the end of the quoted word");
      value = rest.substr(1, end - 1);
      text_ = TextCursor(rest.substr(end + 1));
    } else {
      value = take_value();
    }
    if (term.test.subject == Subject::clock) {
      const auto clock = parse_clock(value);
      if (!clock || (*clock).day) return expect("a time of day such as 17:30", rest);
      term.test.value = (*clock).seconds;
      return true;
    }
    if (term.test.subject != Subject::attribute) {
      const Parsed<double> count = parse_number(value, 0.0, largest);
      if (!count || *count != std::floor(*count)) return expect("a whole number", rest);
      term.test.value = *count;
      return true;
    }
    const auto number = quoted ? std::nullopt : number_of(value);
    if (number && std::abs(*number) > largest) return expect("a number up to a billion", rest);
    if (number) term.test.value = *number;
    if (number) return true;
    const bool same = term.test.comparison == Comparison::equal || term.test.comparison == Comparison::not_equal;
    if (!is_key(value)) return expect("a number, a duration or a word", rest);
    if (!same) return expect("== or != before a word", rest);
    term.word = std::move(value);
    return true;
  }

  std::optional<double> number_of(const std::string& value) const {
    const Parsed<double> duration = parse_duration(value, time_unit_.value_or(bare_numbers));
    if (duration) return *duration;
    if (value.empty() || value.front() != '-') return std::nullopt;
    const Parsed<double> negative = parse_duration(value.substr(1), time_unit_.value_or(bare_numbers));
    return negative ? std::optional(-*negative) : std::nullopt;
  }

  bool take_word(std::string_view word) {
    text_.skip_spaces();
    TextCursor ahead = text_;
    if (!ahead.take(word)) return false;
    if (!ahead.at_end() && std::string_view(" \t(").find(ahead.rest().front()) == std::string_view::npos) return false;
    text_ = ahead;
    return true;
  }

  std::string take_name() { return take_until(" \t()<>=!\"'"); }

  /// A value may be of several words, as a duration is: up to what can only follow it.
  std::string take_value() {
    std::string value = take_until(" \t()<>=!\"'");
    for (;;) {
      TextCursor ahead = text_;
      ahead.skip_spaces();
      const TextCursor before = std::exchange(text_, ahead);
      const std::string more = take_until(" \t()<>=!\"'");
      if (more.empty() || more == "and" || more == "or") {
        text_ = before;
        return value;
      }
      value += " " + more;
    }
  }

  std::string take_until(std::string_view ends) {
    const std::string_view rest = text_.rest();
    const std::size_t length = std::min(rest.find_first_of(ends), rest.size());
    text_ = TextCursor(rest.substr(length));
    return std::string(rest.substr(0, length));
  }

  bool add(Term term) {
    terms_.push_back(std::move(term));
    return terms_.size() <= ConditionSection::most_terms || expect("a shorter condition");
  }

  bool expect(std::string_view what) { return expect(what, text_.rest()); }
  bool expect(std::string_view what, std::string_view before) {
    if (expected_.empty()) {
      expected_ = before.empty() ? fmt::format("{} at its end", what)
                                 : fmt::format("{} at {}", what, in_quotes(std::string(before.substr(0, 40))));
    }
    return false;
  }

  TextCursor text_;
  std::optional<double> time_unit_;
  std::vector<Term> terms_;
  std::string expected_;
};

std::optional<AttributeSection::Options> read_options(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table() || node.entries.empty() || node.entries.size() > most_options) {
    reading.expected(node, label, {"a table such as { gold = 0.2, silver = 0.8 }", {}});
    return std::nullopt;
  }
  AttributeSection::Options options;
  double sum = 0.0;
  for (const Entry& entry : node.entries) {
    const auto share = read_share(entry.value, fmt::format("{}: {}", label, in_quotes(entry.key)), reading);
    if (!is_key(entry.key)) {
      reading.fail(entry.at, label, fmt::format("{} is no word", in_quotes(entry.key)),
                   "letters of any script, digits, _ and -");
    } else if (share) {
      options.push_back({entry.key, *share});
      sum += *share;
    }
  }
  if (options.size() < node.entries.size()) return std::nullopt;
  if (std::abs(sum - 1.0) > tolerance) {
    reading.fail(node.at, label, fmt::format("the probabilities sum to {:.9g}, not to 1", sum));
    return std::nullopt;
  }
  for (AttributeSection::Option& option : options) option.probability /= sum;
  return options;
}

/// A share, words by their probabilities, or the law of a number.
std::optional<AttributeSection> read_attribute(const Entry& entry, const std::string& label, Reading& reading) {
  AttributeSection attribute;
  attribute.key = {entry.key, entry.at};
  if (!entry.value.is_table()) {
    const auto share = read_share(entry.value, label, reading);
    if (share) attribute.law = *share;
    return share ? std::optional(attribute) : std::nullopt;
  }
  const Entry* const choice = entry.value.find("choice");
  if (choice != nullptr && entry.value.entries.size() > 1) {
    reading.fail(choice->at, label, "choice stands alone");
    return std::nullopt;
  }
  if (choice != nullptr) {
    auto options = read_options(choice->value, label + ": choice", reading);
    if (options) attribute.law = std::move(*options);
    return options ? std::optional(attribute) : std::nullopt;
  }
  Reading numbers = reading;
  numbers.time_unit = reading.time_unit.value_or(bare_numbers);
  const auto law = read_signed_distribution(entry.value, label, numbers);
  if (law) attribute.law = *law;
  return law ? std::optional(attribute) : std::nullopt;
}

}  // namespace

std::optional<ConditionSection> read_condition(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_string() || node.text.size() > longest_text) {
    reading.expected(node, label, {"a condition such as \"business or amount > 800\"", {}});
    return std::nullopt;
  }
  ConditionParser parser(node.text, reading.time_unit);
  ConditionSection condition{node.at, node.text, parser.parse()};
  if (!condition.terms.empty()) return condition;
  reading.fail(node.at, label, fmt::format("in {}: expected {}", in_quotes(node.text), parser.expected()),
               "for example \"business or amount > 800\"");
  return std::nullopt;
}

std::vector<AttributeSection> read_attributes(const FieldReader& segment) {
  std::vector<AttributeSection> attributes;
  const Node* const node = segment.find("attributes");
  if (node == nullptr) return attributes;
  const std::string label = segment.label_of("attributes");
  if (!node->is_table()) {
    segment.reading().expected(*node, label, {"a table such as { business = \"18 %\" }", {}});
    return attributes;
  }
  if (node->entries.size() > most_attributes) {
    segment.reading().fail(node->at, label, fmt::format("has more than {} attributes", most_attributes));
    return attributes;
  }
  for (const Entry& entry : node->entries) {
    const bool reserved =
        std::find(words_of_conditions.begin(), words_of_conditions.end(), entry.key) != words_of_conditions.end();
    if (!is_key(entry.key) || reserved) {
      segment.reading().fail(
          entry.at, label, fmt::format("{} cannot name an attribute", in_quotes(entry.key)),
          reserved ? "conditions mean something else by it" : "letters of any script, digits, _ and -");
      continue;
    }
    const auto attribute = read_attribute(entry, fmt::format("{}: {}", label, in_quotes(entry.key)), segment.reading());
    if (attribute) attributes.push_back(*attribute);
  }
  return attributes;
}

}  // namespace throughline
