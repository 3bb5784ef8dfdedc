// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/model.hpp"
#include "throughline/observer.hpp"

namespace throughline::testing {

inline Model model_of(const std::string& text, const Overlay& overlay = {}) {
  return compile(build_blueprint(read_document_text(text, "test.toml", overlay)));
}

/// What happened in one replication, in the order in which it was told.
struct Replay final : Observer {
  std::vector<VisitRecord> visits;      ///< that ended
  std::vector<VisitRecord> unfinished;  ///< that did not
  std::vector<JourneyRecord> journeys;

  void on_visit(const VisitRecord& visit) override {
    (visit.ending == VisitEnding::unfinished ? unfinished : visits).push_back(visit);
  }
  void on_journey(const JourneyRecord& journey) override { journeys.push_back(journey); }

  std::vector<VisitRecord> visits_to(StepId step) const {
    std::vector<VisitRecord> found;
    for (const VisitRecord& visit : visits) {
      if (visit.step == step) found.push_back(visit);
    }
    return found;
  }
};

inline Replay replay(const std::string& text, std::uint64_t seed = 1, std::uint64_t replication = 0) {
  Replay story;
  observe(model_of(text), seed, replication, story);
  return story;
}

}  // namespace throughline::testing
