// SPDX-License-Identifier: MIT
// Watches one simulated day go by: the first customers one by one, then how all of them ended.

#include <array>
#include <cstdio>

#include "throughline/throughline.hpp"

namespace {

class Diary final : public throughline::Observer {
 public:
  explicit Diary(const throughline::Blueprint& blueprint) : blueprint_(blueprint) {}

  void on_visit(const throughline::VisitRecord& visit) override {
    if (visit.journey > 3) return;
    std::printf("%7.1f s  customer %d leaves \"%s\" after %.1f s\n", visit.ended, static_cast<int>(visit.journey),
                blueprint_.step(visit.step).name.c_str(), visit.ended - visit.reached);
  }

  void on_journey(const throughline::JourneyRecord& journey) override {
    ++outcomes_[static_cast<std::size_t>(journey.outcome)];
  }

  void print_outcomes() const {
    for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome) {
      if (outcomes_[outcome] == 0) continue;
      const std::string_view name = to_string(static_cast<throughline::Outcome>(outcome));
      std::printf("%d %.*s\n", outcomes_[outcome], static_cast<int>(name.size()), name.data());
    }
  }

 private:
  const throughline::Blueprint& blueprint_;
  std::array<int, 6> outcomes_{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: one_day BLUEPRINT\n");
    return 2;
  }
  const throughline::Blueprint blueprint = throughline::build_blueprint(throughline::read_document(argv[1]));
  Diary diary(blueprint);
  throughline::observe(throughline::compile(blueprint), /*seed=*/1, /*replication=*/0, diary);
  diary.print_outcomes();
}
