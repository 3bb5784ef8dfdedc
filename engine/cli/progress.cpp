// SPDX-License-Identifier: MIT
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/console.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

using Seconds = std::chrono::duration<double>;

}  // namespace

std::string progress_line(const ExperimentProgress& progress, double elapsed, std::string_view unit) {
  std::string line = fmt::format("{} of {} {}", progress.completed, progress.planned, unit);
  if (progress.completed == 0 || progress.completed >= progress.planned) return line;
  const auto rest = static_cast<double>(progress.planned - progress.completed);
  const double left = std::ceil(elapsed * rest / static_cast<double>(progress.completed));
  return fmt::format("{}, about {} left", line, exact_duration(left));
}

void Progress::show(const ExperimentProgress& progress) {
  if (manner_ == Manner::hidden) return;
  const Clock::time_point now = Clock::now();
  const Seconds pause(manner_ == Manner::one_line ? 0.1 : 1.0);
  const bool last = progress.completed == progress.planned && manner_ == Manner::lines;
  if (shown_ && now - *shown_ < pause && !last) return;
  shown_ = now;
  const std::string line = progress_line(progress, Seconds(now - begun_).count(), unit_);
  if (manner_ == Manner::lines) {
    write(Stream::error, line + "\n");
    return;
  }
  const std::string blank(columns_ > line.size() ? columns_ - line.size() : 0, ' ');
  write(Stream::error, fmt::format("\r{}{}", line, blank));
  columns_ = line.size();
}

void Progress::clear() {
  if (columns_ == 0) return;
  write(Stream::error, fmt::format("\r{}\r", std::string(columns_, ' ')));
  columns_ = 0;
}

}  // namespace throughline
