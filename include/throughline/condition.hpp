// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"

namespace throughline {

enum class AttributeKind : std::uint8_t { flag, word, number };

/// What is known of a customer of a segment from the arrival on, and never changes.
struct AttributeSection {
  struct Option {
    std::string word;
    double probability = 0.0;
    bool operator==(const Option&) const = default;
  };
  using Options = std::vector<Option>;

  Text key;
  /// The share of those of whom it holds; one of several words; or a number (of seconds, where it is a duration).
  std::variant<double, Options, Distribution> law;

  AttributeKind kind() const { return static_cast<AttributeKind>(law.index()); }
};

/// A comparison of what is known of a customer, or of the moment, with a constant.
struct ConditionTest {
  enum class Subject : std::uint8_t {
    attribute,
    attempt,  ///< which coming of the journey to the step this is, from 1
    queue,    ///< how many wait at a step now
    clock     ///< seconds of the day
  };
  enum class Comparison : std::uint8_t { below, at_most, equal, not_equal, at_least, above };

  Subject subject = Subject::attribute;
  Comparison comparison = Comparison::equal;
  std::uint32_t id = 0;  ///< of the attribute or step, once names are resolved
  double value = 0.0;    ///< of an attribute that is a word: which of its options, once resolved; that holds or not: 1

  bool holds(double of) const noexcept;
  bool operator==(const ConditionTest&) const = default;
};

/// A condition of a route, as written: tests joined by not, and, or, in postfix order.
struct ConditionSection {
  struct Term {
    enum class Kind : std::uint8_t { test, negation, conjunction, disjunction };
    Kind kind = Kind::test;
    ConditionTest test;
    std::string name;   ///< of the attribute or step
    std::string word;   ///< to which an attribute is compared; empty where it is a number
    bool bare = false;  ///< an attribute alone: it holds
  };

  static constexpr std::size_t most_terms = 60;

  SourcePosition at;
  std::string text;
  std::vector<Term> terms;
};

/// A condition, its names resolved, in postfix order.
struct Condition {
  struct Term {
    ConditionSection::Term::Kind kind = ConditionSection::Term::Kind::test;
    ConditionTest test;
    bool operator==(const Term&) const = default;
  };
  std::vector<Term> terms;
};

/// Whether the terms of a condition hold, where `of(test)` is the value of what a test asks about.
template <class Terms, class Of>
bool all_in_all(const Terms& terms, Of&& of) {
  std::uint64_t stack = 0;  // the last in the lowest bit; no condition is longer
  for (const auto& term : terms) {
    using Kind = ConditionSection::Term::Kind;
    const std::uint64_t last = stack & 1U;
    const std::uint64_t before = (stack >> 1U) & 1U;
    switch (term.kind) {
      case Kind::test:
        stack = (stack << 1U) | (term.test.holds(of(term.test)) ? 1U : 0U);
        break;
      case Kind::negation:
        stack ^= 1U;
        break;
      case Kind::conjunction:
        stack = ((stack >> 2U) << 1U) | (last & before);
        break;
      case Kind::disjunction:
        stack = ((stack >> 2U) << 1U) | (last | before);
        break;
    }
  }
  return (stack & 1U) != 0;
}

inline bool ConditionTest::holds(double of) const noexcept {
  switch (comparison) {
    case Comparison::below:
      return of < value;
    case Comparison::at_most:
      return of <= value;
    case Comparison::equal:
      return of == value;
    case Comparison::not_equal:
      return of != value;
    case Comparison::at_least:
      return of >= value;
    case Comparison::above:
      return of > value;
  }
  return false;
}

}  // namespace throughline
