// SPDX-License-Identifier: MIT
#include "report/character_width.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(CharacterWidth, IsOneForLetters) {
  for (const char32_t letter : {U'a', U'~', U'é', U'ß', U'Ω', U'я', U'…', U'±', U'\u00AD'}) {
    EXPECT_EQ(character_width(letter), 1U) << static_cast<std::uint32_t>(letter);
  }
}

TEST(CharacterWidth, IsTwoForEastAsianCharactersAndPictographs) {
  for (const char32_t wide : {U'茶', U'あ', U'ア', U'한', U'！', U'　', U'\U0001F375', U'\U00020000'}) {
    EXPECT_EQ(character_width(wide), 2U) << static_cast<std::uint32_t>(wide);
  }
}

TEST(CharacterWidth, IsNothingForWhatJoinsTheCharacterBefore) {
  for (const char32_t mark : {U'\u0301', U'\u200B', U'\u200D', U'\uFE0F', U'\u11A8', U'\u0E31', U'\U000E0100'}) {
    EXPECT_EQ(character_width(mark), 0U) << static_cast<std::uint32_t>(mark);
  }
}

TEST(CharacterWidth, TellsTheEndsOfARange) {
  EXPECT_EQ(character_width(0x10FF), 1U);
  EXPECT_EQ(character_width(0x1100), 2U);
  EXPECT_EQ(character_width(0x115F), 2U);
  EXPECT_EQ(character_width(0x1160), 0U);
  EXPECT_EQ(character_width(0x11FF), 0U);
  EXPECT_EQ(character_width(0x1200), 1U);
  EXPECT_EQ(character_width(0x10FFFF), 1U);
}

}  // namespace
}  // namespace throughline
