// SPDX-License-Identifier: MIT
#include "throughline/random_stream.hpp"

#include <Random123/philox.h>

#include "random/elementary.hpp"
#include "random/ziggurat.hpp"

namespace throughline {

std::uint64_t address_of(std::string_view key) noexcept {
  // FNV-1a (Fowler, Noll and Vo, 1991) reads the bytes; the finalizer of SplitMix64 (Steele, Lea and Flood, 2014)
  // spreads them, since keys that differ in their last letter differ in few bits of FNV.
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : key) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 0x100000001b3;
  }
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return hash ^ (hash >> 31);
}

SegmentLuck::SegmentLuck(std::uint64_t seed, std::uint64_t replication, std::uint64_t segment_address) noexcept {
  const auto low = [](std::uint64_t word) { return static_cast<std::uint32_t>(word); };
  const auto high = [](std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); };
  const r123::Philox4x32::ctr_type counter = {
      {low(replication), high(replication), low(segment_address), high(segment_address)}};
  const r123::Philox4x32::key_type key = {{low(seed), high(seed)}};
  const r123::Philox4x32::ctr_type words = r123::Philox4x32{}(counter, key);
  first = std::uint64_t{words[0]} | std::uint64_t{words[1]} << 32;
  second = std::uint64_t{words[2]} | std::uint64_t{words[3]} << 32;
}

RandomStream::Drawn RandomStream::exponential_outside(std::uint64_t word, std::uint64_t state) noexcept {
  RandomStream stream(state);
  double offset = 0.0;
  for (;;) {
    const std::uint64_t layer = word & 255;
    const double value = static_cast<double>(word >> 11) * exponential_layers[layer].width;
    if ((word >> 11) < exponential_layers[layer].inside) return {offset + value, stream.state_};
    if (layer == 0) {
      // The exponential forgets: beyond the last edge it begins again.
      offset += exponential_tail;
    } else {
      const double height =
          exponential_heights[layer] + stream.uniform() * (exponential_heights[layer + 1] - exponential_heights[layer]);
      if (height < exp_portable(-value)) return {offset + value, stream.state_};
    }
    word = stream.bits();
  }
}

RandomStream::Drawn RandomStream::normal_outside(std::uint64_t word, std::uint64_t state) noexcept {
  RandomStream stream(state);
  for (;;) {
    const std::uint64_t layer = word & 255;
    const double sign = (word & 256) != 0 ? -1.0 : 1.0;
    const double value = static_cast<double>(word >> 11) * normal_layers[layer].width;
    if ((word >> 11) < normal_layers[layer].inside) return {sign * value, stream.state_};
    if (layer == 0) {
      // The tail by rejection from an exponential (Marsaglia, 1964).
      for (;;) {
        const double beyond = stream.exponential() / normal_tail;
        if (2.0 * stream.exponential() > beyond * beyond) return {sign * (normal_tail + beyond), stream.state_};
      }
    }
    const double height =
        normal_heights[layer] + stream.uniform() * (normal_heights[layer + 1] - normal_heights[layer]);
    if (height < exp_portable(-0.5 * value * value)) return {sign * value, stream.state_};
    word = stream.bits();
  }
}

}  // namespace throughline
