// SPDX-License-Identifier: MIT
#include "report/time_table.hpp"

#include <array>
#include <cstddef>
#include <string>

#include "report/blocks.hpp"
#include "report/measure_index.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

struct Way {
  const char* words;
  const char* path;
};

constexpr std::array ways{Way{"being served, or busy", "journey.share.service"},
                          Way{"waiting in line", "journey.share.wait"},
                          Way{"  of that where it is seen", "journey.share.visible_wait"},
                          Way{"waiting, with nobody on duty", "journey.share.off_duty"},
                          Way{"interrupted", "journey.share.interrupted"},
                          Way{"blocked by what comes next", "journey.share.blocked"},
                          Way{"until enough have come", "journey.share.batching"},
                          Way{"on the way", "journey.share.handoff"},
                          Way{"away, to try again", "journey.share.retrying"},
                          Way{"until a failure is made up for", "journey.share.recovering"},
                          Way{"waiting for work elsewhere", "journey.share.awaiting"}};

constexpr std::size_t columns_of_bar = 30;

}  // namespace

Table time_table(const ExperimentResult& result) {
  Table table({{"where the time goes", Alignment::left, true}, {"share"}, {"", Alignment::left}});
  const MeasureIndex measures(result);
  for (const Way& way : ways) {
    const Estimate* const share = measures.find(way.path);
    if (share == nullptr || !share->value || *share->value == 0.0) continue;
    table.add({{way.words}, {figure(*share, result.blueprint.currency)}, {bar(*share->value, columns_of_bar)}});
  }
  return table;
}

}  // namespace throughline
