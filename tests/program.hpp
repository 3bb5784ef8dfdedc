// SPDX-License-Identifier: MIT
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "scratch_folder.hpp"

namespace throughline::testing {

/// How one run of the program went; each expectation says which words it was.
class Outcome {
 public:
  Outcome(std::string words, int status, std::string output, std::string errors)
      : words_(std::move(words)), status_(status), output_(std::move(output)), errors_(std::move(errors)) {}

  const Outcome& exits_with(int code) const {
    EXPECT_TRUE(WIFEXITED(status_)) << words_ << " was killed";
    EXPECT_EQ(WEXITSTATUS(status_), code) << words_ << "\n" << errors_;
    return *this;
  }
  const Outcome& prints(const std::string& text) const {
    EXPECT_NE(output_.find(text), std::string::npos) << words_ << " does not print " << text << "\n" << output_;
    return *this;
  }
  const Outcome& prints_nothing() const {
    EXPECT_EQ(output_, "") << words_;
    return *this;
  }
  const Outcome& complains_of(const std::string& text) const {
    EXPECT_NE(errors_.find(text), std::string::npos) << words_ << " does not complain of " << text << "\n" << errors_;
    return *this;
  }
  const Outcome& complains_of_nothing() const {
    EXPECT_EQ(errors_, "") << words_;
    return *this;
  }
  const std::string& output() const noexcept { return output_; }
  const std::string& errors() const noexcept { return errors_; }

 private:
  std::string words_;
  int status_;
  std::string output_;
  std::string errors_;
};

/// Runs the program in a folder of its own.
class Program : public ::testing::Test {
 protected:
  Program() {
    folder_.write("desk.toml", desk("\"journey.time.mean\" = \"< 1 h\""));
    folder_.write("strict.toml", desk("\"journey.time.mean\" = \"< 10 s\""));
    folder_.write("coin.toml", desk("\"journey.failed\" = \"< 50 %\""));
    folder_.write("broken.toml", "schema = 1\n[run]\nlenght = \"1 h\"\n");
  }

  static std::string desk(const std::string& target) {
    return "schema = 1\n[blueprint]\nname = \"Desk\"\n[run]\nlength = \"2 h\"\nreplications = 40\n"
           "[segments.guest]\nstart = \"ask\"\narrivals = { rate = \"30 per hour\" }\n"
           "[staff.clerk]\ncount = 1\n"
           "[steps.ask]\nname = \"问讯\"\nstaff = \"clerk\"\ntime = { exponential = { mean = \"80 s\" } }\n"
           "failure = { probability = 0.5, then = \"leave\" }\n"
           "[targets]\n" +
           target + "\n[scenarios.two]\nstaff.clerk.count = 2\n";
  }

  /// Words are separated by spaces. `patiently_until`: once standard error says this, the signal is sent.
  Outcome throughline(const std::string& words, const std::string& patiently_until = {}, int signal = 0) const {
    std::istringstream stream(words);
    std::vector<std::string> list{THROUGHLINE_PROGRAM};
    for (std::string word; stream >> word;) list.push_back(word);
    return start(words, list, patiently_until, signal);
  }

  Outcome shell(const std::string& line) const { return start(line, {"/bin/sh", "-c", line}, {}, 0); }

  ScratchFolder folder_;

 private:
  Outcome start(const std::string& name, std::vector<std::string> words, const std::string& until, int signal) const {
    std::array<int, 2> output{};
    std::array<int, 2> errors{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(errors.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("pipe");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
      ::dup2(output[1], STDOUT_FILENO);
      ::dup2(errors[1], STDERR_FILENO);
      if (::chdir(folder_.path().c_str()) != 0) ::_exit(126);
      ::setenv("THROUGHLINE_PROGRAM", THROUGHLINE_PROGRAM, 1);
      for (const char* variable : {"GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"}) ::unsetenv(variable);
      ::execv(arguments.front(), arguments.data());
      ::_exit(127);
    }
    ::close(output[1]);
    ::close(errors[1]);
    std::array<std::string, 2> texts;
    std::array<pollfd, 2> pipes{{{output[0], POLLIN, 0}, {errors[0], POLLIN, 0}}};
    bool sent = false;
    while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
      ::poll(pipes.data(), pipes.size(), -1);
      for (std::size_t index = 0; index < pipes.size(); ++index) {
        if (pipes[index].revents == 0) continue;
        std::array<char, 4096> block{};
        const auto length = ::read(pipes[index].fd, block.data(), block.size());
        if (length > 0) {
          texts[index].append(block.data(), static_cast<std::size_t>(length));
        } else {
          ::close(pipes[index].fd);
          pipes[index].fd = -1;
        }
      }
      if (signal != 0 && !sent && texts[1].find(until) != std::string::npos) {
        ::kill(child, signal);
        sent = true;
      }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return {name, status, texts[0], texts[1]};
  }
};

}  // namespace throughline::testing
