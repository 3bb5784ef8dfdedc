// SPDX-License-Identifier: MIT
// The built program as a user meets it: words in, streams and exit code out.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "program.hpp"

namespace throughline {
namespace {

using testing::Outcome;
using testing::Program;

TEST_F(Program, ReplicatesUntilThePrecisionIsReached) {
  throughline("run desk.toml --precision 5% --replications 50")
      .exits_with(0)
      .prints("Precision reached: journey.time.mean is known to within")
      .prints("(5 % asked for)");
  throughline("run desk.toml --precision 0.5% --max-replications 200")
      .exits_with(4)
      .prints("Precision not reached: journey.time.mean is known to within")
      .prints("--max-replications");
  throughline("run strict.toml --precision 0.5% --max-events 5000").exits_with(99);
  throughline("run desk.toml --precision 2").exits_with(2).complains_of("--precision \"2\"");
  throughline("run desk.toml --max-events 5000").exits_with(2).complains_of("says nothing without a precision");
}

TEST_F(Program, EndsWhenItsTimeIsUp) {
  throughline("run desk.toml --set run.length=10d --replications 100000 --time-limit 300ms --json a.json")
      .exits_with(0)
      .prints("Partial result: the time limit of 0.3 s is over");
  EXPECT_NE(folder_.read("a.json").find("\"partial\": true"), std::string::npos);
  throughline("run desk.toml --time-limit 0s").exits_with(2).complains_of("--time-limit");
}

TEST_F(Program, AnswersAndJudges) {
  throughline("run desk.toml")
      .exits_with(0)
      .prints("The target journey.time.mean < 1 h is met. A completed journey takes ")
      .prints("问讯")
      .prints("\nNext: ")
      .complains_of_nothing();
}

TEST_F(Program, TellsAMissedTargetByItsExitCode) {
  throughline("run strict.toml").exits_with(99).prints("missed");
}

TEST_F(Program, TakesUndecidedForMissedOnlyWhereItIsStrict) {
  throughline("run coin.toml").exits_with(0).prints("undecided").prints("replications would decide");
  throughline("run coin.toml --strict").exits_with(99);
}

TEST_F(Program, HoldsARunAgainstAStoredOne) {
  throughline("run desk.toml --json old.json --reproducible").exits_with(0);
  const std::string old = folder_.read("old.json");
  throughline("run desk.toml --baseline old.json --strict")
      .exits_with(0)
      .prints("Against old.json, of 1 measure: the same in 1.")
      .prints("+0 ± 0 s")
      .prints("paired: ");
  throughline("run desk.toml --baseline old.json --set steps.ask.time=200s").exits_with(99).prints("worse in 1");
  throughline("run desk.toml --baseline old.json --seed 2 --strict").exits_with(0).prints("the stored one has seed 1");
  throughline("run desk.toml --baseline old.json --json old.json").exits_with(2).complains_of("overwrite the baseline");
  EXPECT_EQ(folder_.read("old.json"), old);
  folder_.write("old.json", old.substr(0, old.size() / 2));
  throughline("run desk.toml --baseline old.json")
      .exits_with(1)
      .prints_nothing()
      .complains_of("throughline: old.json: no result of throughline run --json: no JSON from byte");
  throughline("run desk.toml --baseline none.json").exits_with(1).complains_of("none.json: No such file or directory");
}

TEST_F(Program, MakesReportsOfStoredResults) {
  throughline("run desk.toml --json a.json --html a.html --markdown a.md").exits_with(0);
  throughline("run desk.toml --json b.json --quiet --set steps.ask.time=200s").exits_with(0);
  throughline("report a.json --html again.html --markdown again.md").exits_with(0).prints_nothing();
  EXPECT_EQ(folder_.read("again.html"), folder_.read("a.html"));
  EXPECT_EQ(folder_.read("again.md"), folder_.read("a.md"));
  throughline("report a.json").exits_with(0).prints("A completed journey takes ");
  throughline("report a.json b.json --html both.html").exits_with(0);
  EXPECT_NE(folder_.read("both.html").find("<section id=\"beside\""), std::string::npos);
  throughline("report a.json b.json")
      .exits_with(0)
      .prints("Against a.json, of 1 measure: worse in 1.")
      .prints("b.json");
  throughline("report a.json --html a.json").exits_with(2).complains_of("--html would overwrite");
  throughline("report desk.toml")
      .exits_with(1)
      .complains_of("desk.toml: no result of throughline run, compare, sweep, gaps or sensitivity --json");
  throughline("report a.json b.json a.json").exits_with(2).complains_of("two side by side");
  throughline("report").exits_with(2).complains_of("report needs a RESULT");
}

TEST_F(Program, FindsTheInputsThatMatter) {
  throughline("sensitivity desk.toml --json s.json --markdown s.md --csv s.csv --html s.html --reproducible")
      .exits_with(0)
      .prints("What changes it most is staff.clerk.count: ")
      .prints("steps.ask.time")
      .prints("│")
      .complains_of_nothing();
  EXPECT_NE(folder_.read("s.json").find("throughline.sensitivity/1"), std::string::npos);
  EXPECT_NE(folder_.read("s.csv").find("steps.ask.time,low,"), std::string::npos);
  EXPECT_NE(folder_.read("s.html").find("<section id=\"inputs\""), std::string::npos);
  throughline("sensitivity desk.toml --measure journey.failed --vary steps.ask.failure.probability=0.4..0.6")
      .exits_with(0)
      .prints("journey.failed is ")
      .prints("from 0.4 to 0.6.");
  throughline("sensitivity desk.toml --vary steps.aks.time").exits_with(2).complains_of("did you mean \"ask\"?");
  throughline("sensitivity desk.toml --vary steps.ask.time=150%").exits_with(2).complains_of("expected path=±share");
  throughline("sensitivity desk.toml --by 2").exits_with(2).complains_of("--by \"2\"");
}

TEST_F(Program, FindsTheGapThatIsWorthMost) {
  throughline(
      "gaps desk.toml --north-star journey.completed --json g.json --markdown g.md --csv g.csv --html g.html "
      "--reproducible")
      .exits_with(0)
      .prints("Closing the failure at ")
      .prints("of journey.completed")
      .prints("throughline run desk.toml --set steps.ask.failure.probability=0 --seed ")
      .complains_of_nothing();
  EXPECT_NE(folder_.read("g.json").find("throughline.gaps/1"), std::string::npos);
  EXPECT_NE(folder_.read("g.csv").find(",ask,failure,"), std::string::npos);
  EXPECT_NE(folder_.read("g.html").find("<section id=\"ranking\""), std::string::npos);
  throughline("gaps desk.toml --north-star journey.completed --html h.html --reproducible --threads 1 --quiet")
      .exits_with(0);
  EXPECT_EQ(folder_.read("h.html"), folder_.read("g.html"));
  throughline("gaps desk.toml").exits_with(2).complains_of("gaps needs a north star");
  throughline("gaps desk.toml --set blueprint.north_star=journey.failed --touchpoint ask")
      .exits_with(0)
      .prints("journey.failed");
  throughline("gaps desk.toml --north-star journey.complete").exits_with(2).complains_of("journey.completed");
  throughline("gaps desk.toml --north-star journey.visits").exits_with(2).complains_of("more or less of it is better");
  throughline("gaps desk.toml --north-star journey.failed --touchpoint aks")
      .exits_with(2)
      .complains_of("did you mean \"ask\"?");
  throughline("gasp desk.toml").exits_with(2).complains_of("did you mean \"gaps\"?");
}

TEST_F(Program, FitsTheExperienceModelToASurvey) {
  folder_.write("scored.toml", desk("\"journey.time.mean\" = \"< 1 h\"") + "[experience]\nexpects.wait = \"2 min\"\n");
  folder_.write("answers.csv", "touchpoint,score,count,sd\n问讯,71,40,20\n");
  throughline("survey scored.toml answers.csv --json v.json --markdown v.md --csv v.csv --reproducible")
      .exits_with(0)
      .prints("The model misses the survey by ")
      .prints("What fits best: experience.base = ")
      .prints("throughline run scored.toml --set experience.base=")
      .prints("[experience]\n  base = ")
      .complains_of_nothing();
  EXPECT_NE(folder_.read("v.json").find("throughline.survey/1"), std::string::npos);
  EXPECT_NE(folder_.read("v.json").find("answers.csv"), std::string::npos);
  EXPECT_NE(folder_.read("v.csv").find("touchpoint,ask,"), std::string::npos);
  throughline("survey scored.toml answers.csv --fit experience.failure").exits_with(0).prints("experience.failure = ");
  throughline("survey scored.toml answers.csv --fit experience.failure,experience.wait.beyond")
      .exits_with(2)
      .complains_of("--fit names 2 constants, and answers.csv asks about 1 touchpoint");
  throughline("survey scored.toml answers.csv --fit experience.failrue")
      .exits_with(2)
      .complains_of("did you mean \"experience.failure\"?");
  throughline("survey scored.toml answers.csv --fit experience.base --fit experience.base")
      .exits_with(2)
      .complains_of("twice");
  throughline("survey desk.toml answers.csv").exits_with(2).complains_of("survey needs [experience]");
  throughline("survey scored.toml answers.csv --csv answers.csv").exits_with(2).complains_of("overwrite the survey");
  throughline("survey scored.toml none.csv").exits_with(1).complains_of("none.csv: No such file or directory");
  folder_.write("wrong.csv", "touchpoint,score\naks,71\nask,171\n");
  throughline("survey scored.toml wrong.csv")
      .exits_with(3)
      .prints_nothing()
      .complains_of("wrong.csv:2:1: unknown touchpoint \"aks\"; did you mean \"ask\"?")
      .complains_of("wrong.csv:3:5: column \"score\"");
}

TEST_F(Program, RunsScenariosAndSettings) {
  throughline("run desk.toml --scenario two").exits_with(0).prints("scenario two");
  throughline("run desk.toml --set staff.clerk.count=2").exits_with(0).prints("staff.clerk.count=2");
  const std::string scenario = throughline("run desk.toml --scenario two --csv -").output();
  EXPECT_EQ(throughline("run desk.toml --set staff.clerk.count=2 --csv -").output(), scenario);
  EXPECT_NE(throughline("run desk.toml --csv -").output(), scenario);
}

TEST_F(Program, SaysNothingWhereItIsQuiet) {
  throughline("run strict.toml --quiet").exits_with(99).prints_nothing().complains_of_nothing();
}

TEST_F(Program, ListsEveryMistakeOfABlueprint) {
  throughline("run broken.toml")
      .exits_with(3)
      .prints_nothing()
      .complains_of("broken.toml:3:1:")
      .complains_of("did you mean \"length\"?");
  throughline("check broken.toml").exits_with(3).prints_nothing().complains_of("broken.toml:3:1:");
}

TEST_F(Program, ChecksEveryScenario) {
  folder_.write("desk.toml", desk("") + "[scenarios.gone]\nsteps.ask.staff = \"cleric\"\n");
  throughline("run desk.toml").exits_with(0);
  throughline("check desk.toml")
      .exits_with(3)
      .complains_of("scenario \"gone\": ")
      .complains_of("did you mean \"clerk\"?");
}

TEST_F(Program, TellsAMistakeOfTheCommandLineFromOneOfTheFile) {
  throughline("run desk.toml --scenario tow").exits_with(2).complains_of("did you mean \"two\"?");
  throughline("run desk.toml --set staff.clerk.cuont=2").exits_with(2).complains_of("--set");
}

TEST_F(Program, SuggestsWhatWasMeant) {
  throughline("rum desk.toml")
      .exits_with(2)
      .prints_nothing()
      .complains_of("unknown command \"rum\"; did you mean \"run\"?");
  throughline("run desk.toml --sead 2").exits_with(2).complains_of("did you mean \"--seed\"?");
  throughline("run desk.toml --seed -1").exits_with(2).complains_of("--seed \"-1\"");
  throughline("run desk.toml --sqlite a.db").exits_with(2).complains_of("--sqlite is not built yet");
  throughline("optimize desk.toml").exits_with(2).complains_of("optimize is not built yet");
  throughline("").exits_with(2).prints_nothing().complains_of("usage: throughline COMMAND");
}

TEST_F(Program, HelpsOnStandardOutput) {
  throughline("--help").exits_with(0).prints("usage: throughline COMMAND").complains_of_nothing();
  throughline("run --help").exits_with(0).prints("--replications N").complains_of_nothing();
  throughline("--version").exits_with(0).prints("throughline ").complains_of_nothing();
}

TEST_F(Program, NamesTheFileThatItCannotRead) {
  throughline("run missing.toml")
      .exits_with(1)
      .prints_nothing()
      .complains_of("missing.toml: No such file or directory");
}

TEST_F(Program, FindsOutBeforeTheWorkThatItCannotWrite) {
  throughline("run desk.toml --replications 1000000 --json missing/a.json")
      .exits_with(1)
      .prints_nothing()
      .complains_of("missing/a.json: No such file or directory");
  throughline("run desk.toml --csv .").exits_with(1).complains_of(".: Is a directory");
  throughline("run desk.toml --json /dev/full").exits_with(1).complains_of("/dev/full: No space left on device");
}

TEST_F(Program, NoticesThatStandardOutputIsFull) {
  shell("\"$THROUGHLINE_PROGRAM\" run desk.toml > /dev/full")
      .exits_with(1)
      .complains_of("standard output: No space left");
}

TEST_F(Program, WritesOneResultToStandardOutputAndTheReportBesideIt) {
  throughline("run desk.toml --json -")
      .exits_with(0)
      .prints("\"schema\": \"throughline.result/1\"")
      .complains_of("Desk: 40");
  throughline("run desk.toml --csv -").exits_with(0).prints("path,unit,value").complains_of("Desk: 40");
  throughline("run desk.toml --csv - --quiet").exits_with(0).prints("path,unit,value").complains_of_nothing();
}

TEST_F(Program, RefusesToOverwriteWhatItNeeds) {
  throughline("run desk.toml --json - --csv -").exits_with(2).prints_nothing().complains_of("the same file");
  throughline("run desk.toml --json a --csv ./a").exits_with(2).complains_of("the same file");
  throughline("run desk.toml --json desk.toml").exits_with(2).complains_of("would overwrite the blueprint");
  EXPECT_EQ(folder_.read("desk.toml"), desk("\"journey.time.mean\" = \"< 1 h\""));
  folder_.write("rates.csv", "time,rate\n00:00,10 per hour\n");
  folder_.write("profile.toml",
                "schema = 1\n[run]\nlength = \"1 h\"\n[segments.guest]\nstart = \"ask\"\n"
                "arrivals = { profile = { csv = \"rates.csv\", time = \"time\", rate = \"rate\" } }\n[steps.ask]\ntime "
                "= \"1 min\"\n");
  throughline("run profile.toml").exits_with(0);
  throughline("run profile.toml --json rates.csv").exits_with(2).complains_of("would overwrite rates.csv");
  EXPECT_EQ(folder_.read("rates.csv"), "time,rate\n00:00,10 per hour\n");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "a"));
}

TEST_F(Program, WritesTheSameBytesForAnyNumberOfThreads) {
  throughline("run desk.toml --reproducible --quiet --threads 1 --json one.json").exits_with(0);
  throughline("run desk.toml --reproducible --quiet --threads 5 --json five.json").exits_with(0);
  EXPECT_EQ(folder_.read("one.json"), folder_.read("five.json"));
  EXPECT_EQ(folder_.read("one.json").find("\"timing\""), std::string::npos);
}

TEST_F(Program, TimesItself) {
  throughline("run desk.toml --quiet --threads 1 --json a.json").exits_with(0);
  const std::string text = folder_.read("a.json");
  for (const char* key : {"\"command\": \"throughline run desk.toml --quiet --threads 1 --json a.json\"",
                          "\"started\": \"20", "\"events_per_second\": ", "\"peak_memory\": "}) {
    EXPECT_NE(text.find(key), std::string::npos) << key;
  }
}

TEST_F(Program, StopsWhereTooManyAreInside) {
  throughline("run desk.toml --set steps.ask.time=1h --max-inside 5 --json a.json")
      .exits_with(1)
      .prints("Partial result: ")
      .complains_of("\"ask\"");
  EXPECT_NE(folder_.read("a.json").find("\"partial\": true"), std::string::npos);
}

TEST_F(Program, KeepsWhatWasFinishedWhenInterrupted) {
  const std::string words = "run desk.toml --set run.length=10d --replications 100000 --progress --json a.json";
  throughline(words, "0 of 100000 replications", SIGINT).exits_with(130).prints("Partial result: interrupted");
  EXPECT_NE(folder_.read("a.json").find("\"partial\": true"), std::string::npos);
  throughline(words, "0 of 100000 replications", SIGTERM).exits_with(143);
}

TEST_F(Program, ShowsProgressOnlyWhereAsked) {
  throughline("run desk.toml --progress").exits_with(0).complains_of("40 of 40 replications\n");
  throughline("run desk.toml").complains_of_nothing();
}

TEST_F(Program, ColorsOnlyWhereAsked) {
  EXPECT_EQ(throughline("run desk.toml").output().find('\x1b'), std::string::npos);
  throughline("run desk.toml --color always").exits_with(0).prints("\x1b[32mmet\x1b[0m");
  shell("NO_COLOR=1 \"$THROUGHLINE_PROGRAM\" run desk.toml --color always").prints("\x1b[32mmet");
}

TEST_F(Program, ChecksLoadAndTheoryBeforeAnythingIsSimulated) {
  throughline("check desk.toml")
      .exits_with(0)
      .prints("desk.toml is valid: 1 segment, 1 step, 1 pool of staff, 1 target, 1 scenario.")
      .prints("00:00 to 02:00  0.6667 of 1, 67 %")
      .prints("Theory, step ask: M/M/1")
      .prints("step.ask.wait.mean")
      .prints("Next: throughline run desk.toml");
  throughline("check desk.toml --explain").exits_with(0).prints("seize");
  throughline("check desk.toml --set steps.ask.time=10min")
      .exits_with(0)
      .prints("overload")
      .complains_of("offered load reaches capacity");
}

TEST_F(Program, TellsTheoryAndSimulationSideBySide) {
  throughline("verify desk.toml")
      .exits_with(0)
      .prints("Theory and simulation agree on all 10 figures of 1 pool; the largest z is ")
      .prints("Desk in the steady state, whatever length the blueprint says: 100 replications of ")
      .prints("M/M/1 at 66.7 % load")
      .prints("step.ask.wait.mean")
      .complains_of_nothing();
  const Outcome one = throughline("verify desk.toml --threads 1 --json one.json");
  throughline("verify desk.toml --threads 3 --json three.json").exits_with(0).prints(one.output());
  shell("cmp one.json three.json").exits_with(0);
  shell("grep -c '\"agrees\":true' one.json").exits_with(0).prints("10");
  throughline("verify desk.toml --replications 20 --seed 5 --scenario two")
      .exits_with(0)
      .prints("Desk, scenario two, in the steady state")
      .prints("20 replications")
      .prints("seed 5")
      .prints("M/M/2 (Erlang C) at 33.3 % load");
  throughline("verify desk.toml --quiet").exits_with(0).prints_nothing().complains_of_nothing();
  throughline("verify desk.toml --json -").exits_with(0).prints("\"throughline.verification/1\"");
  throughline("verify desk.toml --json desk.toml").exits_with(2).complains_of("--json would overwrite the blueprint");
  throughline("verify desk.toml --max-inside 3").exits_with(1).complains_of("more than 3 customers inside");
  throughline("verify broken.toml").exits_with(3).complains_of("lenght");
}

TEST_F(Program, SaysWhyTheoryHasNoAnswer) {
  throughline("verify desk.toml --set staff.clerk.shrinkage=0.1 --json none.json")
      .exits_with(0)
      .prints("Theory has no answer for any pool.\n\nstaff \"clerk\": no answer in theory: shrinkage\n")
      .complains_of_nothing();
  shell("grep -c shrinkage none.json").exits_with(0);
  throughline("verify desk.toml --set steps.ask.time={exponential={mean=\"3min\"}}")
      .exits_with(0)
      .prints("staff \"clerk\": no answer in theory: a load of 150.0 %: the queue would grow without end");
}

TEST_F(Program, DrawsABlueprint) {
  throughline("draw desk.toml").exits_with(0).prints("<svg xmlns=").prints("问讯").complains_of_nothing();
  EXPECT_EQ(throughline("draw desk.toml").output().find("data-value"), std::string::npos);
  throughline("draw desk.toml --svg a.svg").exits_with(0).prints_nothing();
  shell("tail -n 1 a.svg").exits_with(0).prints("</svg>");
  throughline("draw desk.toml --svg desk.toml").exits_with(2).complains_of("--svg would overwrite the blueprint");
  throughline("draw broken.toml --svg b.svg").exits_with(3).prints_nothing();
  shell("test -e b.svg").exits_with(1);
}

TEST_F(Program, DrawsWhatARunFinds) {
  throughline("draw desk.toml --figures --replications 20")
      .exits_with(0)
      .prints("data-path=\"step.ask.wait.mean\"")
      .prints("data-path=\"staff.clerk.occupancy\"");
  EXPECT_EQ(throughline("draw desk.toml --figures --threads 1").output(),
            throughline("draw desk.toml --figures --threads 3").output());
  throughline("draw strict.toml --figures").exits_with(0);
}

TEST_F(Program, TracesOneReplication) {
  throughline("trace desk.toml").exits_with(0).prints("case:concept:name,concept:name,start_timestamp").prints("问讯");
  EXPECT_NE(throughline("trace desk.toml").output(), throughline("trace desk.toml --replication 2").output());
  EXPECT_NE(throughline("trace desk.toml").output(), throughline("trace desk.toml --seed 2").output());
  throughline("trace desk.toml --journey 1").exits_with(0).prints("Journey 1, ").prints("comes to \"问讯\"");
  throughline("trace desk.toml --journey 100000").exits_with(2).prints_nothing().complains_of("journeys");
  throughline("trace desk.toml --set steps.ask.time=1h --max-inside 3").exits_with(2).complains_of("--max-inside");
  throughline("trace desk.toml --set steps.ask.time=1h --set run.max_inside=3")
      .exits_with(1)
      .complains_of("ends early: more than 3 customers inside, most at step \"ask\"");
}

TEST_F(Program, TraceStopsALoop) {
  folder_.write("loop.toml",
                "schema = 1\n[run]\nlength = \"1 h\"\n[segments.guest]\nstart = \"here\"\n"
                "arrivals = { rate = \"9 per hour\" }\n[steps.here]\nlane = \"customer\"\nnext = \"there\"\n"
                "[steps.there]\nlane = \"customer\"\nnext = { here = 0.999999999, done = \"rest\" }\n");
  throughline("trace loop.toml").exits_with(1).complains_of("a loop in which no time passes");
}

TEST_F(Program, BeginsWithATemplateThatRuns) {
  throughline("init clinic").exits_with(0).prints_nothing().complains_of("wrote clinic.toml");
  throughline("check clinic.toml").exits_with(0).complains_of_nothing();
  throughline("run clinic.toml --replications 50").prints("Repair desk");
  folder_.write("clinic.toml", "mine");
  throughline("init clinic").exits_with(1).complains_of("clinic.toml: File exists");
  EXPECT_EQ(folder_.read("clinic.toml"), "mine");
}

TEST_F(Program, BeginsWithTheTemplateThatIsAskedFor) {
  throughline("init mine --template clinic").exits_with(0).complains_of("wrote mine.toml");
  throughline("check mine.toml").exits_with(0).complains_of_nothing();
  throughline("run mine.toml --replications 20").exits_with(0).prints("Clinic: 20 replications");
  throughline("init other --template clinics")
      .exits_with(2)
      .complains_of(
          "--template \"clinics\": expected basic, contact_center, clinic, web_form, store; did you mean \"clinic\"?");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "other.toml"));
  throughline("init --help").exits_with(0).prints("basic (if not said), contact_center, clinic, web_form or store");
}

TEST_F(Program, SaysThatThereIsATemplateOfThatName) {
  throughline("init store").exits_with(0).complains_of("a template is called store, too: --template store");
  throughline("init shop --template store").exits_with(0).complains_of("wrote shop.toml\nnext:");
}

TEST_F(Program, PrintsTheSchemaOfTheFormat) {
  throughline("schema").exits_with(0).prints("https://json-schema.org/draft/2020-12/schema").complains_of_nothing();
}

TEST_F(Program, PrintsCompletionScripts) {
  throughline("completion bash").exits_with(0).prints("complete -F _throughline throughline");
  throughline("completion tcsh").exits_with(2).complains_of("expected bash, zsh, fish");
}

TEST_F(Program, LetsNoNameOfAFileReachTheTerminal) {
  folder_.write("evil.toml", "schema = 1\n[blueprint]\nname = \"\\u001b]0;owned\\u0007\"\n" + desk("").substr(37));
  const Outcome outcome = throughline("run evil.toml");
  outcome.exits_with(3).complains_of("evil.toml:3:8: [blueprint]: name");
  EXPECT_EQ(outcome.output().find('\x1b'), std::string::npos);
  EXPECT_EQ(outcome.errors().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace throughline
