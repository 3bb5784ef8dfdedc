// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace limits {

/// Bits of the time, sequence, payload: one number, one comparison.
__extension__ using Key = unsigned __int128;

inline Key key_at(double time, std::uint64_t sequence, std::uint32_t payload) noexcept {
  return static_cast<Key>(std::bit_cast<std::uint64_t>(time)) << 64U | sequence << 24U | payload;
}
inline double time_of(Key key) noexcept {
  return std::bit_cast<double>(static_cast<std::uint64_t>(key >> 64U));
}
inline std::uint32_t payload_of(Key key) noexcept {
  return static_cast<std::uint32_t>(key) & 0xFFFFFFU;
}

inline constexpr Key never = ~static_cast<Key>(0);

/// A binary heap whose least key is replaced in one pass: a pop and the push that follows it.
class BinaryHeap {
 public:
  Key least() const noexcept { return keys_[1]; }

  void push(Key key) {
    std::size_t place = ++size_;
    if (place + 1 >= keys_.size()) keys_.resize(2 * keys_.size(), never);
    for (; place > 1 && key < keys_[place / 2]; place /= 2) keys_[place] = keys_[place / 2];
    keys_[place] = key;
  }

  void replace_least(Key key) {
    std::size_t place = 1;
    for (;;) {
      std::size_t child = 2 * place;
      if (child > size_) break;
      child += keys_[child + 1] < keys_[child] ? 1 : 0;
      if (key < keys_[child]) break;
      keys_[place] = keys_[child];
      place = child;
    }
    keys_[place] = key;
  }

  void drop_least() {
    const Key last = keys_[size_];
    keys_[size_--] = never;
    if (size_ > 0) replace_least(last);
  }

 private:
  std::vector<Key> keys_ = std::vector<Key>(64, never);
  std::size_t size_ = 0;
};

/// The same with four children, which share a cache line.
class QuaternaryHeap {
 public:
  Key least() const noexcept { return lines_[0].keys[3]; }

  void push(Key key) {
    std::size_t place = root + size_++;
    if (place / 4 + 1 >= lines_.size()) lines_.resize(2 * lines_.size(), vacant);
    while (place > root) {
      const std::size_t parent = place / 4 + 2;
      if (at(parent) < key) break;
      at(place) = at(parent);
      place = parent;
    }
    at(place) = key;
  }

  void replace_least(Key key) {
    std::size_t place = root;
    const std::size_t end = root + size_;
    for (;;) {
      const std::size_t first = (place - 2) * 4;
      if (first >= end) break;
      const auto& keys = lines_[place - 2].keys;
      const std::size_t left = keys[1] < keys[0] ? 1 : 0;
      const std::size_t right = keys[3] < keys[2] ? 3 : 2;
      const std::size_t child = keys[right] < keys[left] ? right : left;
      if (key < keys[child]) break;
      at(place) = keys[child];
      place = first + child;
    }
    at(place) = key;
  }

  void drop_least() {
    const std::size_t last = root + --size_;
    const Key key = at(last);
    at(last) = never;
    if (size_ > 0) replace_least(key);
  }

 private:
  struct alignas(64) Line {
    std::array<Key, 4> keys;
  };
  static constexpr Line vacant{{never, never, never, never}};
  static constexpr std::size_t root = 3;

  Key& at(std::size_t place) noexcept { return lines_[place / 4].keys[place % 4]; }

  std::vector<Line> lines_ = std::vector<Line>(16, vacant);
  std::size_t size_ = 0;
};

}  // namespace limits
