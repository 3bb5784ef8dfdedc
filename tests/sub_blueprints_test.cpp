// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "model/program.hpp"
#include "scratch_folder.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/document.hpp"
#include "throughline/model.hpp"

namespace throughline {
namespace {

constexpr const char* desk = R"(schema = 1
[run]
length = "1 h"
[segments.guest]
start = "greet"
arrivals = { rate = "1 per hour" }
[staff.clerk]
count = 1
priority = ["step.serve"]
[staff.floater]
count = 9
[steps.greet]
staff = "clerk"
time = "30 s"
next.serve = { probability = "rest", when = "queue(serve) < 5" }
next.done = { probability = 1.0, when = "not queue(serve) < 5" }
[steps.serve]
staff = { any_of = ["clerk", "floater"] }
time = { exponential = { mean = "2 min" } }
patience = "5 min"
on_abandon = { next = "greet" }
failure = { probability = 0.1, then = "greet" }
next = "done"
)";

constexpr const char* airport = R"(schema = 1
[run]
length = "8 h"
replications = 3
[segments.traveller]
start = "arrive"
arrivals = { rate = "20 per hour" }
[staff.floater]
count = 1
[steps.arrive]
time = "1 min"
next = { bags = 0.5, papers = 0.5 }
[steps.bags]
use = "parts/desk.toml"
next = "papers"
[steps.papers]
use = "parts/desk.toml"
name = "Papers"
phase = "Papers"
next = "gate"
[steps.bags-serve]
time = "3 min"
[steps.gate]
time = "5 min"
[stages.check]
from = "bags"
to = ["papers.start", "gate"]
)";

constexpr const char* written_out = R"(schema = 1
[run]
length = "8 h"
replications = 3
[segments.traveller]
start = "arrive"
arrivals = { rate = "20 per hour" }
[staff.floater]
count = 1
[staff.clerk]
count = 1
priority = ["step.bags-serve"]
[steps.arrive]
time = "1 min"
next = { bags-greet = 0.5, papers-greet = 0.5 }
[steps.bags-greet]
staff = "clerk"
time = "30 s"
next.bags-serve = { probability = "rest", when = "queue(bags-serve) < 5" }
next.papers-greet = { probability = 1.0, when = "not queue(bags-serve) < 5" }
[steps.bags-serve]
staff = { any_of = ["clerk", "floater"] }
time = "3 min"
patience = "5 min"
on_abandon = { next = "bags-greet" }
failure = { probability = 0.1, then = "bags-greet" }
next = "papers-greet"
[steps.papers-greet]
phase = "Papers"
staff = "clerk"
time = "30 s"
next.papers-serve = { probability = "rest", when = "queue(papers-serve) < 5" }
next.gate = { probability = 1.0, when = "not queue(papers-serve) < 5" }
[steps.papers-serve]
phase = "Papers"
staff = { any_of = ["clerk", "floater"] }
time = { exponential = { mean = "2 min" } }
patience = "5 min"
on_abandon = { next = "papers-greet" }
failure = { probability = 0.1, then = "papers-greet" }
next = "gate"
[steps.gate]
time = "5 min"
[stages.check]
from = "bags-greet"
to = ["papers-greet.start", "gate"]
)";

struct SubBlueprints : ::testing::Test {
  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder.path() / name).parent_path());
    std::ofstream(folder.path() / name) << text;
  }
  Document read(const std::string& text, const Overlay& overlay = {}) {
    write("airport.toml", text);
    return read_document(folder.path() / "airport.toml", overlay);
  }
  Model model_of(const std::string& text, const Overlay& overlay = {}) {
    return compile(build_blueprint(read(text, overlay)));
  }
  /// The one mistake, without its place.
  std::string mistake(const std::string& text) {
    const Document document = read(text);
    EXPECT_EQ(document.mistakes.size(), 1U);
    return document.mistakes.empty() ? "" : document.mistakes.front().message;
  }
  static std::string using_file(const std::string& file, const std::string& more = "") {
    return "schema = 1\n[run]\nlength = \"8 h\"\n[segments.guest]\nstart = \"part\"\narrivals = { rate = \"1 per "
           "hour\" }\n"
           "[steps.part]\nuse = \"" +
           file + "\"\n" + more;
  }

  testing::ScratchFolder folder;
};

TEST_F(SubBlueprints, AreTheSameAsWhatIsWrittenOut) {
  write("parts/desk.toml", desk);
  const Model used = model_of(airport);
  const Model written = model_of(written_out);
  EXPECT_EQ(used.program(), written.program());
  const Document document = read(airport);
  EXPECT_EQ(document.steps[1].name, "bags-greet");
  EXPECT_EQ(document.steps[3].name, "Papers: greet");
}

TEST_F(SubBlueprints, AreInputs) {
  write("parts/desk.toml", desk);
  const Document document = read(airport);
  EXPECT_TRUE(document.mistakes.empty());
  ASSERT_EQ(document.inputs.size(), 2U);
  EXPECT_EQ(document.inputs[1].name, "parts/desk.toml");
}

TEST_F(SubBlueprints, ChangeWithScenariosAndSettings) {
  write("parts/desk.toml", desk);
  write("parts/fast.toml", "schema = 1\n[steps.scan]\ntime = \"10 s\"\n");
  const std::string text =
      std::string(airport) +
      "[scenarios.fast]\nsteps.papers.use = \"parts/fast.toml\"\nsteps.bags-greet.time = \"9 s\"\n";
  const Document fast = read(text, {"fast", {}});
  EXPECT_TRUE(fast.mistakes.empty());
  std::vector<std::string> keys;
  for (const StepSection& step : fast.steps) keys.push_back(step.key.value);
  EXPECT_EQ(keys, (std::vector<std::string>{"arrive", "bags-greet", "bags-serve", "papers-scan", "gate"}));
  const Model set = model_of(airport, {"base", {{"steps.bags-serve.time", "4 min"}}});
  EXPECT_NE(set.program(), model_of(airport).program());
}

TEST_F(SubBlueprints, MayUseOthersButNotThemselves) {
  write("outer.toml", "schema = 1\n[steps.one]\nuse = \"inner.toml\"\nnext = \"two\"\n[steps.two]\ntime = \"1 min\"\n");
  write("inner.toml", "schema = 1\n[steps.deep]\ntime = \"1 min\"\n");
  const Document document = read(using_file("outer.toml"));
  EXPECT_TRUE(document.mistakes.empty());
  ASSERT_EQ(document.steps.size(), 2U);
  EXPECT_EQ(document.steps[0].key.value, "part-one-deep");
  EXPECT_EQ(document.steps[1].key.value, "part-two");
  write("inner.toml", "schema = 1\n[steps.deep]\nuse = \"outer.toml\"\n");
  const Document circle = read(using_file("outer.toml"));
  ASSERT_FALSE(circle.mistakes.empty());
  EXPECT_EQ(circle.mistakes.front().message, "step \"deep\": use: \"outer.toml\" uses itself");
  EXPECT_EQ(circle.mistakes.front().at.line, 3U);
  EXPECT_NE(circle.mistakes.front().at.file.find("inner.toml"), std::string::npos);
}

TEST_F(SubBlueprints, AreBounded) {
  std::string many = "schema = 1\n";
  for (int step = 0; step < 100; ++step) many += "[steps.s" + std::to_string(step) + "]\nuse = \"deeper.toml\"\n";
  write("many.toml", many);
  std::string deeper = "schema = 1\n";
  for (int step = 0; step < 1'000; ++step) deeper += "[steps.s" + std::to_string(step) + "]\ntime = \"1 s\"\n";
  write("deeper.toml", deeper);
  const Document document = read(using_file("many.toml"));
  ASSERT_FALSE(document.mistakes.empty());
  EXPECT_NE(document.mistakes.front().message.find("more than 200000 values in all files"), std::string::npos)
      << document.mistakes.front().message;
}

TEST_F(SubBlueprints, SayWhatIsWrongWithTheirFiles) {
  write("empty.toml", "schema = 1\n");
  write("two_ends.toml", "schema = 1\n[steps.one]\nnext = { done = 0.5, two = 0.5 }\n[steps.two]\ntime = \"1 s\"\n");
  EXPECT_EQ(mistake(using_file("empty.toml")), "step \"part\": use: \"empty.toml\" has no steps");
  EXPECT_EQ(mistake(using_file("none.toml")), "cannot read \"none.toml\": there is no such file");
  EXPECT_EQ(mistake(using_file("../other.toml")),
            "cannot read \"../other.toml\": files stand in the folder of the blueprint or below");
  write("one.toml", "schema = 1\n[steps.one]\ntime = \"1 s\"\n");
  EXPECT_EQ(mistake(using_file("one.toml", "time = \"3 s\"\n")), "step \"part\": \"time\" does not go with use");
  EXPECT_EQ(mistake(using_file("two_ends.toml", "next = { a = 0.5, b = 0.5 }\n[steps.a]\n[steps.b]\n")),
            "step \"part\": next: done is one of several routes here, and so are those that step \"part\" goes on by");
}

}  // namespace
}  // namespace throughline
