// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <optional>

namespace throughline {

/// While one exists, the first SIGINT or SIGTERM asks for an early end, and the second kills as it always does; so does
/// the end of a limit of time, in seconds, where there is one. One at a time in a process.
class Interrupt {
 public:
  explicit Interrupt(std::optional<double> time_limit = std::nullopt);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Set once a signal has come or time is up; lives as long as the process.
  const std::atomic<bool>& flag() const noexcept;

  /// SIGINT, SIGTERM, or 0 while none has come.
  int signal() const noexcept;

  /// Time was up before any signal came.
  bool is_out_of_time() const noexcept;
};

}  // namespace throughline
