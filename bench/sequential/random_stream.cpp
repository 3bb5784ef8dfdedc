// SPDX-License-Identifier: MIT
#include "throughline/random_stream.hpp"

#include "random/elementary.hpp"
#include "random/ziggurat.hpp"

namespace throughline {

std::uint64_t address_of(std::string_view key) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : key) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return hash;
}

SegmentLuck::SegmentLuck(std::uint64_t seed, std::uint64_t replication, std::uint64_t) noexcept {
  RandomStream::seed(seed << 32 | replication);
}

void RandomStream::seed(std::uint64_t seed) noexcept {
  // SplitMix64, as the authors of xoshiro advise.
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    word = mixed ^ (mixed >> 31);
  }
}

double RandomStream::exponential_outside(std::uint64_t word) noexcept {
  double offset = 0.0;
  for (;; word = bits()) {
    const std::uint64_t layer = word & 255;
    const double value = static_cast<double>(word >> 11) * exponential_layers[layer].width;
    if ((word >> 11) < exponential_layers[layer].inside) return offset + value;
    if (layer == 0) {
      offset += exponential_tail;
      continue;
    }
    const double height =
        exponential_heights[layer] + uniform() * (exponential_heights[layer + 1] - exponential_heights[layer]);
    if (height < exp_portable(-value)) return offset + value;
  }
}

double RandomStream::normal_outside(std::uint64_t word) noexcept {
  for (;; word = bits()) {
    const std::uint64_t layer = word & 255;
    const double sign = (word & 256) != 0 ? -1.0 : 1.0;
    const double value = static_cast<double>(word >> 11) * normal_layers[layer].width;
    if ((word >> 11) < normal_layers[layer].inside) return sign * value;
    while (layer == 0) {
      const double beyond = exponential() / normal_tail;
      if (2.0 * exponential() > beyond * beyond) return sign * (normal_tail + beyond);
    }
    const double height = normal_heights[layer] + uniform() * (normal_heights[layer + 1] - normal_heights[layer]);
    if (height < exp_portable(-0.5 * value * value)) return sign * value;
  }
}

}  // namespace throughline
