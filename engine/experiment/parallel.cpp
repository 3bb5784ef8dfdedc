// SPDX-License-Identifier: MIT
#include "experiment/parallel.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fstream>
#include <string>
#include <thread>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace throughline {
namespace {

/// Where it begins and ends, its thread sees what others did before theirs began and ended. oneTBB sees to that, but
/// Debian's is not instrumented: the thread sanitizer has to be told, and nobody else.
class HandOver {
 public:
#ifdef __SANITIZE_THREAD__
  HandOver() {
    meet();
  }
  ~HandOver() {
    meet();
  }
  HandOver(const HandOver&) = delete;
  HandOver& operator=(const HandOver&) = delete;

 private:
  static void meet() {
    __tsan_acquire(&place);
    __tsan_release(&place);
  }
  static inline char place = 0;
#else
  HandOver() {}
#endif
};

}  // namespace

unsigned available_threads() {
  const unsigned machine = std::max(1U, std::thread::hardware_concurrency());
  // oneTBB does not know cgroup quotas: "max 100000" or "150000 100000" microseconds per period.
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  std::string quota;
  double period = 0.0;
  if (!(file >> quota >> period) || quota == "max" || period <= 0.0) return machine;
  const double processors = std::atof(quota.c_str()) / period;
  return std::clamp(static_cast<unsigned>(std::ceil(processors)), 1U, machine);
}

void work_in_parallel_fold_in_order(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                                    const std::function<bool(std::size_t)>& fold) {
  if (threads <= 1) {
    for (std::size_t index = 0; index < count; ++index) {
      work(index);
      if (!fold(index)) return;
    }
    return;
  }
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  std::size_t next = 0;
  std::atomic<bool> ended = false;
  const auto give = [&](tbb::flow_control& control) -> std::size_t {
    const HandOver hand_over;
    if (next == count || ended) control.stop();
    return next++;
  };
  const auto take = [&](std::size_t index) {
    const HandOver hand_over;
    if (!ended && !fold(index)) ended = true;
  };
  const auto do_work = [&](std::size_t index) {
    const HandOver hand_over;
    if (!ended) work(index);
    return index;
  };
  const tbb::filter<void, void> pipeline =
      tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, give) &
      tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel, do_work) &
      tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order, take);
  const HandOver hand_over;
  arena.execute([&] { tbb::parallel_pipeline(2 * static_cast<std::size_t>(threads), pipeline); });
}

}  // namespace throughline
