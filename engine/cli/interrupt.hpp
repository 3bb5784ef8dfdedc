// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace throughline {

/// While one exists, the first SIGINT or SIGTERM asks for an early end, and the second kills as it always does. One at
/// a time in a process.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Set once a signal has come; lives as long as the process.
  const std::atomic<bool>& flag() const noexcept;

  /// SIGINT, SIGTERM, or 0 while none has come.
  int signal() const noexcept;
};

}  // namespace throughline
