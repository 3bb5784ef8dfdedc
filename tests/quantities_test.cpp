// SPDX-License-Identifier: MIT
#include "blueprint/quantities.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

Unit unit(Scope scope, Quantity quantity) {
  MeasurePath path;
  path.scope = scope;
  path.quantity = quantity;
  return unit_of(path);
}

TEST(Quantities, HaveUnits) {
  EXPECT_EQ(unit(Scope::journey, Quantity::time), Unit::seconds);
  EXPECT_EQ(unit(Scope::journey, Quantity::failed), Unit::share);
  EXPECT_EQ(unit(Scope::journey, Quantity::value), Unit::money);
  EXPECT_EQ(unit(Scope::step, Quantity::repeats), Unit::share);
  EXPECT_EQ(unit(Scope::step, Quantity::queue), Unit::count);
  EXPECT_EQ(unit(Scope::staff, Quantity::overtime), Unit::seconds);
  EXPECT_EQ(unit(Scope::throughput, Quantity::throughput), Unit::per_hour);
}

TEST(Quantities, AreTheSameForAStepAndItsGroups) {
  for (const Scope scope : {Scope::touchpoint, Scope::phase, Scope::lane}) {
    EXPECT_EQ(quantities_of(scope).data(), quantities_of(Scope::step).data());
  }
}

TEST(Quantities, HaveNamesThatDifferWithinAScope) {
  for (const Scope scope : {Scope::journey, Scope::step, Scope::stage, Scope::staff, Scope::throughput}) {
    const auto rules = quantities_of(scope);
    for (std::size_t one = 0; one < rules.size(); ++one) {
      for (std::size_t other = one + 1; other < rules.size(); ++other) {
        EXPECT_NE(rules[one].words, rules[other].words);
        EXPECT_NE(rules[one].quantity, rules[other].quantity);
      }
    }
  }
}

}  // namespace
}  // namespace throughline
