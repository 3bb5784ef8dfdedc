// SPDX-License-Identifier: MIT
#include "report/sha256.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace throughline {
namespace {

using Block = std::array<std::uint8_t, 64>;
using State = std::array<std::uint32_t, 8>;

// FIPS 180-4, 4.2.2 and 5.3.3: from the fractions of the cube and square roots of the first primes.
constexpr std::array<std::uint32_t, 64> constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
constexpr State first_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// FIPS 180-4, 6.2.2
void take(const Block& block, State& state) {
  std::array<std::uint32_t, 64> words{};
  for (std::size_t index = 0; index < 16; ++index) {
    for (std::size_t byte = 0; byte < 4; ++byte) words[index] = words[index] << 8U | block[4 * index + byte];
  }
  for (std::size_t index = 16; index < 64; ++index) {
    const std::uint32_t early = words[index - 15];
    const std::uint32_t late = words[index - 2];
    words[index] = words[index - 16] + (std::rotr(early, 7) ^ std::rotr(early, 18) ^ early >> 3U) + words[index - 7] +
                   (std::rotr(late, 17) ^ std::rotr(late, 19) ^ late >> 10U);
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t index = 0; index < 64; ++index) {
    const std::uint32_t one = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) +
                              constants[index] + words[index];
    const std::uint32_t two = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + one;
    d = c;
    c = b;
    b = a;
    a = one + two;
  }
  const State added{a, b, c, d, e, f, g, h};
  for (std::size_t index = 0; index < state.size(); ++index) state[index] += added[index];
}

State digest(std::string_view text) {
  State state = first_state;
  Block block{};
  std::size_t filled = 0;
  const auto add = [&](std::uint8_t byte) {
    block[filled++] = byte;
    if (filled < block.size()) return;
    take(block, state);
    filled = 0;
  };
  for (const char character : text) add(static_cast<std::uint8_t>(character));
  add(0x80);
  while (filled != 56) add(0);
  const std::uint64_t bits = std::uint64_t{8} * text.size();
  for (int shift = 56; shift >= 0; shift -= 8) add(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(shift)));
  return state;
}

}  // namespace

std::string policy_hash(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::uint8_t, 33> bytes{};  // 32, and one that fills the last three up
  const State state = digest(text);
  for (std::size_t index = 0; index < 32; ++index)
    bytes[index] = static_cast<std::uint8_t>(state[index / 4] >> (24 - 8 * (index % 4)));
  std::string hash = "sha256-";
  for (std::size_t index = 0; index < bytes.size(); index += 3) {
    const std::uint32_t three = static_cast<std::uint32_t>(bytes[index]) << 16U |
                                static_cast<std::uint32_t>(bytes[index + 1]) << 8U | bytes[index + 2];
    for (const unsigned shift : {18U, 12U, 6U, 0U}) hash += alphabet[three >> shift & 63U];
  }
  hash.back() = '=';
  return hash;
}

}  // namespace throughline
