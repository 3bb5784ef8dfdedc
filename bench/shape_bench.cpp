// SPDX-License-Identifier: MIT
// What does it cost that the engine interprets programs? The same event list, journeys, staff, luck and statistics,
// driven once by the programs of the compiler and once by a loop that knows only plain steps (wait, serve, leave by
// fixed shares), as a template over feature sets would produce it for them. Both must give the same mean, to the bit,
// before a speed is printed.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "model/program.hpp"
#include "simulation/recorder.hpp"
#include "simulation/simulator.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

/// Plain steps alone: staff by number, no patience, no failure, no wrap-up, no shifts that change.
class PlainSimulator {
 public:
  PlainSimulator(const Program& program, Recorder& recorder) : program_(program), recorder_(recorder) {
    for (const PoolTable& pool : program.pools) pools_.emplace_back(pool);
    first_choice_.resize(program.steps.size());
    choices_.resize(program.steps.size());
    law_.resize(program.steps.size());
    slot_.resize(program.steps.size(), no_index);
    exit_.resize(program.steps.size(), no_index);
    queue_.resize(program.steps.size());
    step_of_entry_.resize(program.code.size(), no_index);
    for (std::size_t counter = 0; counter < program.code.size(); ++counter) {
      const Instruction& instruction = program.code[counter];
      if (instruction.verb == Verb::reach) {
        slot_[instruction.step] = instruction.a;
        step_of_entry_[counter] = instruction.step;
      }
      if (instruction.verb == Verb::serve) law_[instruction.step] = instruction.a;
      if (instruction.verb == Verb::choose) {
        first_choice_[instruction.step] = instruction.a;
        choices_[instruction.step] = instruction.b;
      }
      if (instruction.verb == Verb::pass) exit_[instruction.step] = step_of_target(instruction.a);
    }
  }

  std::uint64_t run(std::uint64_t seed) {
    arrivals_.emplace_back(program_, 0, seed, 0);
    pools_up();
    schedule_arrival();
    while (!events_.empty()) {
      const Event event = events_.pop();
      now_ = event.time();
      if (now_ > program_.length) break;
      if (event.rank() == Rank::outside_arrival) {
        arrive();
      } else {
        end_service(event.payload());
      }
    }
    return count_;
  }

 private:
  std::uint32_t step_of_target(std::uint32_t target) const {
    return program_.code[target].verb == Verb::leave ? no_index : program_.code[target].step;
  }
  void pools_up() {
    for (const RosterEvent& event : program_.roster) {
      for (std::uint32_t person = 0; person < event.count; ++person) {
        pools_[event.pool].come(0.0, nobody);
        pools_[event.pool].rest(0.0, nobody);
      }
    }
  }
  void schedule_arrival() {
    if (arrivals_[0].time() < program_.length) events_.push(arrivals_[0].time(), Rank::outside_arrival, 0);
  }
  void arrive() {
    ++count_;
    const std::uint32_t index = journeys_.acquire();
    Journey& journey = journeys_[index];
    journey.key = arrivals_[0].key();
    journey.arrived = now_;
    journey.segment = 0;
    visits_.resize(std::max(visits_.size(), journeys_.size() * program_.counted_steps));
    std::fill_n(visits_.begin() + static_cast<std::ptrdiff_t>(index) * program_.counted_steps, program_.counted_steps,
                0U);
    recorder_.arrived(journey);
    arrivals_[0].advance();
    schedule_arrival();
    reach(index, 0);
  }
  void reach(std::uint32_t index, std::uint32_t step) {
    Journey& journey = journeys_[index];
    journey.step = step;
    journey.cell = step;  // one segment
    journey.reached = now_;
    journey.visit =
        slot_[step] == no_index ? 0 : visits_[static_cast<std::size_t>(index) * program_.counted_steps + slot_[step]]++;
    recorder_.reached(journey);
    StaffPool& pool = pools_[program_.steps[step].pool];
    if (pool.has_free()) {
      pool.seize(now_);
      serve(index);
    } else {
      pool.line().join(journeys_, index, 0);
      queue_[step].add(now_, 1.0);
    }
  }
  void serve(std::uint32_t index) {
    Journey& journey = journeys_[index];
    journey.started = now_;
    ++count_;
    RandomStream luck(journey.key, program_.steps[journey.step].address, journey.visit, Purpose::service);
    events_.push(now_ + program_.samplers.draw(law_[journey.step], luck), Rank::service_end, index);
  }
  void end_service(std::uint32_t index) {
    const std::uint32_t step = journeys_[index].step;
    recorder_.served(journeys_[index], now_);
    StaffPool& pool = pools_[program_.steps[step].pool];
    if (pool.stays(now_, nobody)) {
      if (pool.line().empty()) {
        pool.rest(now_, nobody);
      } else {
        const std::uint32_t next = pool.line().take_first(journeys_);
        queue_[step].add(now_, -1.0);
        serve(next);
      }
    }
    std::uint32_t target = exit_[step];
    if (choices_[step] > 0) {
      RandomStream luck(journeys_[index].key, program_.steps[step].address, journeys_[index].visit, Purpose::route);
      const double uniform = luck.uniform();
      std::uint32_t choice = first_choice_[step];
      while (uniform >= program_.choices[choice].threshold) ++choice;
      recorder_.passed(journeys_[index], program_.choices[choice].route);
      target = step_of_target(program_.choices[choice].target);
    }
    if (target == no_index) {
      recorder_.left(journeys_[index], now_, Exit::completed);
      journeys_.release(index);
    } else {
      reach(index, target);
    }
  }

  const Program& program_;
  Recorder& recorder_;
  FutureEventList events_;
  JourneyPool journeys_;
  std::vector<StaffPool> pools_;
  std::vector<Arrivals> arrivals_;
  std::vector<TimeIntegral> queue_;
  std::vector<std::uint32_t> visits_, first_choice_, choices_, law_, slot_, exit_, step_of_entry_;
  double now_ = 0.0;
  std::uint64_t count_ = 0;
};

struct Figures {
  double seconds = 0.0;
  double events = 0.0;
  double mean = 0.0;
};

template <class Run>
Figures timed(Recorder& recorder, Run run) {
  recorder.begin_replication();
  const auto begun = std::chrono::steady_clock::now();
  const std::uint64_t events = run();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  const Moments& time = recorder.result().journeys[0].time;
  return {taken.count(), static_cast<double>(events), time.sum / time.count};
}

/// M/M/1, arrivals 0.9 a second.
std::string model_a() {
  return "schema = 1\n[run]\nlength = \"2000000 s\"\nending = \"stop\"\n[segments.all]\nstart = \"s0\"\n"
         "arrivals = { rate = \"0.9 per second\" }\n[staff.p0]\ncount = 1\n[steps.s0]\nstaff = \"p0\"\n"
         "time = { exponential = { mean = \"1 s\" } }\n";
}

/// Ten stations of twenty, load 0.8 at each, 5 % restart after each.
std::string model_c() {
  std::string text =
      "schema = 1\n[run]\nlength = \"40000 s\"\nending = \"stop\"\n[segments.all]\nstart = \"s0\"\n"
      "arrivals = { rate = \"10 per second\" }\n";
  double flow = 10.0 / std::pow(0.95, 10);
  for (int station = 0; station < 10; ++station) {
    text += fmt::format(
        "[staff.p{0}]\ncount = 20\n[steps.s{0}]\nstaff = \"p{0}\"\ntime = {{ exponential = {{ mean = \"{1} s\" }} }}\n"
        "next = {{ s0 = 0.05, {2} = 0.95 }}\n",
        station, 16.0 / flow, station == 9 ? "done" : fmt::format("s{}", station + 1));
    flow *= 0.95;
  }
  return text;
}

void compare(const char* name, const std::string& text) {
  const Model model = compile(build_blueprint(read_document_text(text, name)));
  std::vector<double> ratios;
  Figures programs;
  Figures plain;
  for (int round = 0; round < 9; ++round) {
    Recorder recorder(model.program());
    Simulator<Recorder> simulator(model.program(), recorder);
    programs = timed(recorder, [&] {
      simulator.run(1, 0);
      ReplicationResult result;
      simulator.report(result);
      return result.events;
    });
    PlainSimulator hard_wired(model.program(), recorder);
    plain = timed(recorder, [&] { return hard_wired.run(1); });
    ratios.push_back(programs.seconds / plain.seconds);
    if (programs.mean != plain.mean) {
      fmt::print("{}: the means differ: {} and {}\n", name, programs.mean, plain.mean);
      std::exit(1);
    }
  }
  std::nth_element(ratios.begin(), ratios.begin() + 4, ratios.end());
  fmt::print("{}: programs {:.1f} ns per event, hard-wired {:.1f}; median ratio {:.3f}; mean time in system {:.4f}\n",
             name, programs.seconds / programs.events * 1e9, plain.seconds / plain.events * 1e9, ratios[4],
             programs.mean);
}

}  // namespace
}  // namespace throughline

int main() {
  throughline::compare("A", throughline::model_a());
  throughline::compare("C", throughline::model_c());
}
