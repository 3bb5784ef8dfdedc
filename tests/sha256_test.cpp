// SPDX-License-Identifier: MIT
#include "report/sha256.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <array>
#include <string>

namespace throughline {
namespace {

std::string hash_of_openssl(const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
  std::array<unsigned char, 64> letters{};
  EVP_EncodeBlock(letters.data(), digest.data(), static_cast<int>(length));
  return std::string("sha256-") + reinterpret_cast<const char*>(letters.data());
}

// The example of FIPS 180-2, B.1, ba7816bf...f20015ad, in base 64.
TEST(PolicyHash, KnowsTheExampleOfTheStandard) {
  EXPECT_EQ(policy_hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(PolicyHash, IsThatOfOpensslForEveryLength) {
  std::string text;
  for (std::size_t length = 0; length < 300; ++length) {
    EXPECT_EQ(policy_hash(text), hash_of_openssl(text)) << length;
    text += static_cast<char>(length * 7);
  }
}

}  // namespace
}  // namespace throughline
