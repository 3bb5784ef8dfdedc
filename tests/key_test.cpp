// SPDX-License-Identifier: MIT
#include "text/key.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(Key, IsMadeOfLettersOfAnyScriptDigitsAndTwoSigns) {
  for (const char* name : {"order", "order_2", "bag-drop", "2", "\u62A4\u58EB", "\u043A\u0430\u0441\u0441\u0430",
                           "caf\u00E9", "\u0E01\u0E34\u0E19", "\u0939\u093F\u0928\u094D\u0926\u0940"}) {
    EXPECT_TRUE(is_key(name)) << name;
  }
}

TEST(Key, HoldsNothingThatWouldBreakAPathOrMisleadTheEye) {
  for (const char* name : {"", "a b", "a.b", "a(b)", "a\tb", "a\x1B", "a\u00A0b", "a\u200Bb", "a\u202Eb", "a\u3000b",
                           "a/b", "\"", "a=b", "\xFF", "\U0001F600", "a\uFF0Eb"}) {
    EXPECT_FALSE(is_key(name)) << name;
  }
  EXPECT_TRUE(is_key(std::string(200, 'a')));
  EXPECT_FALSE(is_key(std::string(201, 'a')));
}

}  // namespace
}  // namespace throughline
