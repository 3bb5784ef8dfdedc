// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

/// A program that runs beside this one and answers with one line.
class Child {
 public:
  explicit Child(const std::string& command) : pipe_(popen(("exec " + command).c_str(), "r")) {
    if (pipe_ == nullptr) throw std::runtime_error("cannot start " + command);
  }
  ~Child() {
    if (pipe_ != nullptr) pclose(pipe_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The path of this very program, for a shell.
  static std::string self() { return "'" + std::filesystem::read_symlink("/proc/self/exe").string() + "'"; }

  /// Waits for its end. Empty where it failed.
  std::string answer() {
    char line[256] = "";
    const bool told = std::fgets(line, sizeof line, pipe_) != nullptr;
    const int status = pclose(pipe_);
    pipe_ = nullptr;
    return told && status == 0 ? line : "";
  }

 private:
  std::FILE* pipe_;
};
