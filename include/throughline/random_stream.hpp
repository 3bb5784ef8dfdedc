// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace throughline {

/// What a draw decides. Part of every draw's address; numbers never change, new purposes are added at the end.
enum class Purpose : std::uint64_t {
  arrival = 1,  ///< the gap before this journey's arrival
  service = 2,
  wrap_up = 3,
  patience = 4,
  failure = 5,
  route = 6,
  delay = 7,  ///< of a handoff
  loss = 8,
  repeat = 9,
  repeat_time = 10,
  server = 11,     ///< which of several people serves
  next_call = 12,  ///< of a pool that serves in random order: whom next
  batch = 20,      ///< how many come at once, or are booked for a slot
  punctuality = 21,
  no_show = 22,
  day_factor = 23,    ///< on the rate of a day
  think = 24,         ///< the time before a member's journey
  next_journey = 25,  ///< of a member: whence the luck of the journey after this one follows
  balking = 26,
  retrial = 27,       ///< whether those who gave up come again
  retrial_time = 28,  ///< and when
  callback = 29,
  absence = 30,       ///< whether a person comes to a shift
  shrinkage = 31,     ///< random breaks
  interruption = 32,  ///< breakdowns and vacations
  fork = 40,          ///< whether a branch is taken
  branch = 41,        ///< whence the luck of a branch follows
  started_case = 42,  ///< and of work that runs on
  attribute = 43,     ///< of a customer
  recovery = 44,      ///< whether a failure is made up for
  recovery_time = 45,
  becomes = 46,   ///< as whose customer one goes on
  resample = 50,  ///< of data
};

/// The hash under which a key (of a step, segment or pool) enters addresses. Depends on the text alone.
std::uint64_t address_of(std::string_view key) noexcept;

/// Both halves of the 128-bit product, folded: one multiplication mixes every bit of both (Wang Yi, wyhash, 2019).
inline std::uint64_t fold(std::uint64_t left, std::uint64_t right) noexcept {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// The luck of the customers of one segment in one replication: a strong function of seed, replication and segment
/// (Philox4x32-10: Salmon, Moraes, Dror and Shaw, 2011), from which the key of each customer follows.
struct SegmentLuck {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  SegmentLuck(std::uint64_t seed, std::uint64_t replication, std::uint64_t segment_address) noexcept;

  /// The luck of one customer, by number within the segment.
  std::uint64_t journey_key(std::uint64_t number) const noexcept {
    const std::uint64_t place = first + number * 0x9e3779b97f4a7c15;
    return fold(place, place ^ second);
  }
};

/// One layer of a ziggurat: `width * integer` is a sample without further ado while the integer is below `inside`.
struct ZigguratLayer {
  double width = 0.0;
  std::uint64_t inside = 0;
};

extern const std::array<ZigguratLayer, 256> exponential_layers;
extern const std::array<ZigguratLayer, 256> normal_layers;

/// The random numbers of one draw: the same address gives the same numbers on every machine, in any order, on any
/// thread. Different addresses behave as independent streams. Eight bytes, made where they are needed and thrown away;
/// a value, never shared between threads.
class RandomStream {
 public:
  /// `visit` counts the comings of the journey to the place. Places are addressed by address_of their key.
  RandomStream(std::uint64_t journey_key, std::uint64_t place_address, std::uint32_t visit, Purpose purpose) noexcept
      : state_(fold(journey_key ^ journey_salt,
                    place_address + (std::uint64_t{visit} << 8 | static_cast<std::uint64_t>(purpose)) * stride)) {}

  /// 64 bits, each as good as any other.
  std::uint64_t bits() noexcept {
    state_ += stride;
    return fold(state_, state_ ^ counter_salt);
  }

  /// Uniform in the open interval (0, 1), on a grid of 2^52 points.
  double uniform() noexcept { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

  /// Exponential of mean 1. Ziggurat with 256 layers (Marsaglia and Tsang, 2000); layer and position come from
  /// different bits (Doornik, 2005).
  [[gnu::always_inline]] double exponential() noexcept {
    const std::uint64_t word = bits();
    const ZigguratLayer& layer = exponential_layers[word & 255];
    const std::uint64_t position = word >> 11;
    if (position < layer.inside) [[likely]]
      return static_cast<double>(position) * layer.width;
    const Drawn drawn = exponential_outside(word, state_);
    state_ = drawn.state;
    return drawn.value;
  }

  /// Normal of mean 0 and standard deviation 1. Ziggurat with 256 layers, as above; the sign is a bit of its own.
  double normal() noexcept {
    const std::uint64_t word = bits();
    const ZigguratLayer& layer = normal_layers[word & 255];
    const std::uint64_t position = word >> 11;
    if (position < layer.inside) [[likely]] {
      // No branch on the sign: it would be mispredicted half of the time.
      const double value = static_cast<double>(position) * layer.width;
      return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) ^ (word & 256) << 55);
    }
    const Drawn drawn = normal_outside(word, state_);
    state_ = drawn.state;
    return drawn.value;
  }

 private:
  // The rare paths take and give the state by value, so that it stays in a register on the common one.
  struct Drawn {
    double value;
    std::uint64_t state;
  };
  static Drawn exponential_outside(std::uint64_t word, std::uint64_t state) noexcept;
  static Drawn normal_outside(std::uint64_t word, std::uint64_t state) noexcept;
  explicit RandomStream(std::uint64_t state) noexcept : state_(state) {}

  static constexpr std::uint64_t journey_salt = 0x8bb84b93962eacc9;
  static constexpr std::uint64_t counter_salt = 0xe7037ed1a0b428db;
  static constexpr std::uint64_t stride = 0xa0761d6478bd642f;

  std::uint64_t state_;
};

}  // namespace throughline
