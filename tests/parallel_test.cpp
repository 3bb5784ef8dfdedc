// SPDX-License-Identifier: MIT
#include "experiment/parallel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace throughline {
namespace {

std::vector<std::size_t> counting(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

TEST(Parallel, FoldsEveryPieceOnceInOrderAfterItsWork) {
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    SCOPED_TRACE(threads);
    constexpr std::size_t count = 200;
    std::vector<std::atomic<int>> done(count);
    std::vector<std::size_t> folded;
    work_in_parallel_fold_in_order(
        count, threads,
        [&](std::size_t index) {
          // Earlier pieces take longer, so that later ones are ready before them.
          std::this_thread::sleep_for(std::chrono::microseconds((count - index) % 7 * 50));
          ++done[index];
        },
        [&](std::size_t index) {
          EXPECT_EQ(done[index], 1);
          folded.push_back(index);
          return true;
        });
    EXPECT_EQ(folded, counting(count));
  }
}

TEST(Parallel, WorksOnNoMoreThreadsThanAsked) {
  for (const unsigned threads : {1U, 2U}) {
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    work_in_parallel_fold_in_order(
        50, threads,
        [&](std::size_t) {
          const int now = ++running;
          for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
          }
          std::this_thread::sleep_for(std::chrono::microseconds(200));
          --running;
        },
        [](std::size_t) { return true; });
    EXPECT_GE(most, 1);
    EXPECT_LE(most, static_cast<int>(threads));
  }
}

TEST(Parallel, NeverFoldsTwoPiecesAtOnce) {
  std::atomic<int> folding = 0;
  work_in_parallel_fold_in_order(
      100, 4, [](std::size_t) {},
      [&](std::size_t) {
        EXPECT_EQ(++folding, 1);
        std::this_thread::sleep_for(std::chrono::microseconds(20));
        --folding;
        return true;
      });
}

TEST(Parallel, EndsEarlyOnceFoldingSaysSo) {
  for (const unsigned threads : {1U, 4U}) {
    std::vector<std::size_t> folded;
    std::atomic<std::size_t> worked = 0;
    work_in_parallel_fold_in_order(
        10'000, threads, [&](std::size_t) { ++worked; },
        [&](std::size_t index) {
          folded.push_back(index);
          return index < 7;
        });
    EXPECT_EQ(folded, counting(8));
    EXPECT_LT(worked, 100U) << "only what was under way";
  }
}

TEST(Parallel, RethrowsWhatWorkOrFoldingThrows) {
  for (const unsigned threads : {1U, 4U}) {
    std::vector<std::size_t> folded;
    EXPECT_THROW(work_in_parallel_fold_in_order(
                     100, threads,
                     [](std::size_t index) {
                       if (index == 20) throw std::runtime_error("work");
                     },
                     [&](std::size_t index) {
                       folded.push_back(index);
                       return true;
                     }),
                 std::runtime_error);
    EXPECT_LE(folded.size(), 20U);
    EXPECT_EQ(folded, counting(folded.size()));
    EXPECT_THROW(work_in_parallel_fold_in_order(
                     100, threads, [](std::size_t) {}, [](std::size_t) -> bool { throw std::logic_error("fold"); }),
                 std::logic_error);
  }
}

TEST(Parallel, DoesNothingWhereThereIsNothingToDo) {
  work_in_parallel_fold_in_order(
      0, 2, [](std::size_t) { FAIL(); },
      [](std::size_t) {
        ADD_FAILURE();
        return true;
      });
}

TEST(Parallel, KnowsHowManyThreadsThereAre) {
  EXPECT_GE(available_threads(), 1U);
  EXPECT_LE(available_threads(), std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace
}  // namespace throughline
