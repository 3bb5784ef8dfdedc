// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

// Stands in the place of the engine's header of the same name, in a second build of the engine that bench/ alone knows:
// nothing is addressed, every number comes from one xoshiro256++ stream (Blackman and Vigna, 2019) per replication.
// For one thread.
namespace throughline {

enum class Purpose : std::uint64_t {
  arrival = 1,
  service = 2,
  wrap_up = 3,
  patience = 4,
  failure = 5,
  route = 6,
  delay = 7,
  loss = 8,
  repeat = 9,
  repeat_time = 10,
};

std::uint64_t address_of(std::string_view key) noexcept;

/// Seeds the stream of the replication.
struct SegmentLuck {
  SegmentLuck(std::uint64_t seed, std::uint64_t replication, std::uint64_t segment_address) noexcept;

  std::uint64_t journey_key(std::uint64_t number) const noexcept { return number; }
};

struct ZigguratLayer {
  double width = 0.0;
  std::uint64_t inside = 0;
};

extern const std::array<ZigguratLayer, 256> exponential_layers;
extern const std::array<ZigguratLayer, 256> normal_layers;

/// A view of the one stream; who draws is of no account.
class RandomStream {
 public:
  RandomStream(std::uint64_t, std::uint64_t, std::uint32_t, Purpose) noexcept {}

  static void seed(std::uint64_t seed) noexcept;

  std::uint64_t bits() noexcept {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  double uniform() noexcept { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

  [[gnu::always_inline]] double exponential() noexcept {
    const std::uint64_t word = bits();
    const ZigguratLayer& layer = exponential_layers[word & 255];
    const std::uint64_t position = word >> 11;
    if (position < layer.inside) [[likely]]
      return static_cast<double>(position) * layer.width;
    return exponential_outside(word);
  }

  double normal() noexcept {
    const std::uint64_t word = bits();
    const ZigguratLayer& layer = normal_layers[word & 255];
    const std::uint64_t position = word >> 11;
    if (position < layer.inside) [[likely]] {
      const double value = static_cast<double>(position) * layer.width;
      return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) ^ (word & 256) << 55);
    }
    return normal_outside(word);
  }

 private:
  double exponential_outside(std::uint64_t word) noexcept;
  double normal_outside(std::uint64_t word) noexcept;

  static inline std::array<std::uint64_t, 4> state_{};
};

}  // namespace throughline
