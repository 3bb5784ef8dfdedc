// SPDX-License-Identifier: MIT
#include "cli/output_file.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "cli/console.hpp"

namespace throughline {
namespace {

namespace filesystem = std::filesystem;

[[noreturn]] void fail(int code, const std::string& name) {
  throw std::system_error(code, std::generic_category(), name);
}

/// An open file, closed when it goes out of sight.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) noexcept : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  int get() const noexcept { return descriptor_; }

  /// False where the last bytes could not be written.
  bool close() noexcept { return ::close(std::exchange(descriptor_, -1)) == 0; }

 private:
  int descriptor_;
};

/// What kept it from being written, or 0.
int failure_to_write(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ::ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

void write_all(int descriptor, std::string_view text, const std::string& name) {
  const int failure = failure_to_write(descriptor, text);
  if (failure != 0) fail(failure, name);
}

/// A new file beside its place; it goes away unless it is moved there.
class Draft {
 public:
  Draft(const filesystem::path& place, const std::string& name)
      : place_(place), name_(name), path_(place.string() + ".XXXXXX"), descriptor_(::mkstemp(path_.data())) {
    if (descriptor_.get() < 0) fail(errno, name_);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (!moved_) ::unlink(path_.c_str());
  }

  void write(std::string_view text) {
    write_all(descriptor_.get(), text, name_);
    if (::fchmod(descriptor_.get(), mode()) != 0 || ::fsync(descriptor_.get()) != 0 || !descriptor_.close())
      fail(errno, name_);
  }

  void move(Existing existing) {
    const unsigned flags = existing == Existing::kept ? RENAME_NOREPLACE : 0U;
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, place_.c_str(), flags) != 0) fail(errno, name_);
    moved_ = true;
  }

 private:
  /// The permissions of the file that is replaced, or those of any new file.
  mode_t mode() const {
    struct stat status {};
    if (::stat(place_.c_str(), &status) == 0) return status.st_mode & 07777U;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
  }

  const filesystem::path& place_;
  const std::string& name_;
  std::string path_;
  Descriptor descriptor_;
  bool moved_ = false;
};

/// Where a chain of symbolic links ends, also where nothing is there yet.
filesystem::path followed(filesystem::path path) {
  constexpr int longest_chain = 40;
  for (int link = 0; link < longest_chain; ++link) {
    std::error_code none;
    if (!filesystem::is_symlink(filesystem::symlink_status(path, none))) return path;
    const filesystem::path target = filesystem::read_symlink(path, none);
    if (none) return path;
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

}  // namespace

OutputFile::OutputFile(const std::string& path, Existing existing) : name_(path), place_(path), existing_(existing) {
  if (is_standard_output()) return;
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    if (existing == Existing::kept) fail(EEXIST, name_);
    if (S_ISDIR(status.st_mode)) fail(EISDIR, name_);
    if (::access(path.c_str(), W_OK) != 0) fail(errno, name_);
    in_place_ = !S_ISREG(status.st_mode);
  } else if (errno != ENOENT) {
    fail(errno, name_);
  }
  if (in_place_) return;
  place_ = followed(place_);
  // Made and thrown away: whether it can be made is all that matters, and an interrupted run leaves nothing behind.
  const Draft trial(place_, name_);
}

void OutputFile::write(std::string_view text) const {
  if (is_standard_output()) {
    throughline::write(Stream::output, text);
  } else if (in_place_) {
    Descriptor descriptor(::open(place_.c_str(), O_WRONLY));
    if (descriptor.get() < 0) fail(errno, name_);
    write_all(descriptor.get(), text, name_);
    if (!descriptor.close()) fail(errno, name_);
  } else {
    Draft draft(place_, name_);
    draft.write(text);
    draft.move(existing_);
  }
}

bool OutputFile::is_same_as(const filesystem::path& other) const {
  if (is_standard_output() || other == "-") return is_standard_output() && other == "-";
  // What is no file can be written twice: /dev/null, a terminal.
  if (in_place_) return false;
  std::error_code none;
  if (filesystem::equivalent(place_, other, none)) return true;
  const auto whole = [&none](const filesystem::path& path) {
    return filesystem::weakly_canonical(filesystem::absolute(path), none);
  };
  return whole(place_) == whole(followed(other));
}

std::error_code append(const std::string& path, std::string_view text) {
  constexpr mode_t readable = 0666;
  const auto last_failure = [] { return std::error_code(errno, std::generic_category()); };
  const Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, readable));
  struct stat status {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0) return last_failure();
  const int failure = failure_to_write(descriptor.get(), text);
  // A device keeps what it has taken.
  if (failure != 0 && S_ISREG(status.st_mode) && ::ftruncate(descriptor.get(), status.st_size) != 0)
    return last_failure();
  return {failure, std::generic_category()};
}

}  // namespace throughline
