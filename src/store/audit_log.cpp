// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/audit_log.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>

#include "store/row_hash.hpp"

namespace wardscope::store {
namespace {

struct Entry {
  std::int64_t id = 0;
  std::string_view at;
  std::string_view event;
  std::string_view detail;
  std::string_view who;
};

std::string hash_after(std::string_view previous, const Entry& entry) {
  RowHash hash;
  hash.add(previous);
  hash.add(entry.id);
  hash.add(entry.at);
  hash.add(entry.event);
  hash.add(entry.detail);
  // Entries from before schema 5 have none, and their hashes stand.
  if (!entry.who.empty()) hash.add(entry.who);
  return hash.finish();
}

/// The account of the operating system under which the program runs.
std::string account_name() {
  std::array<char, 4096> room{};
  passwd entry{};
  passwd* found = nullptr;
  const uid_t user = geteuid();
  if (getpwuid_r(user, &entry, room.data(), room.size(), &found) == 0 && found != nullptr) return entry.pw_name;
  return fmt::format("account {}", user);
}

}  // namespace

core::Status append_log(const Connection& connection, std::string_view event, std::string_view detail) {
  auto transaction = Transaction::begin(connection, TransactionKind::write);
  if (!transaction) return transaction.error();
  const auto previous = connection.text("SELECT log_head FROM workspace");
  if (!previous) return previous.error();
  const auto count = connection.integer("SELECT log_entries FROM workspace");
  if (!count) return count.error();
  const auto now = connection.text("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')");
  if (!now) return now.error();
  const std::string who = account_name();
  const Entry entry{*count + 1, *now, event, detail, who};
  const std::string hash = hash_after(*previous, entry);
  core::Status done =
      connection.run("INSERT INTO audit_log (id, at, event, detail, hash, who) VALUES (?, ?, ?, ?, ?, ?)",
                     {entry.id, entry.at, event, detail, hash, entry.who});
  if (done) done = connection.run("UPDATE workspace SET log_entries = ?, log_head = ?", {entry.id, hash});
  if (done) done = transaction->commit();
  return done;
}

core::Status verify_log(const Connection& connection) {
  // One snapshot: another program may append between the two questions.
  auto transaction = Transaction::begin(connection, TransactionKind::read);
  if (!transaction) return transaction.error();
  std::string hash;
  std::int64_t count = 0;
  auto entries = connection.query("SELECT id, at, event, detail, hash, who FROM audit_log ORDER BY id");
  if (!entries) return entries.error();
  auto row = entries->step();
  for (; row && *row; row = entries->step()) {
    const Entry entry{entries->integer(0), entries->text(1), entries->text(2), entries->text(3), entries->text(5)};
    ++count;
    if (entry.id != count) {
      return core::malformed(fmt::format("the audit log was changed: entry {} is missing", count));
    }
    hash = hash_after(hash, entry);
    if (hash != entries->text(4)) {
      return core::malformed(
          fmt::format("the audit log was changed: entry {} does not match its hash; compare with a backup", entry.id));
    }
  }
  if (!row) return row.error();
  const auto stated = connection.integer("SELECT log_entries FROM workspace");
  if (!stated) return stated.error();
  const auto head = connection.text("SELECT log_head FROM workspace");
  if (!head) return head.error();
  if (*stated < count) {
    return core::malformed(fmt::format("the audit log was changed: entry {} is not Wardscope's own", *stated + 1));
  }
  if (*stated > count) {
    return core::malformed(fmt::format("the audit log was changed: entry {} is missing", count + 1));
  }
  if (*head != hash) {
    return core::malformed(fmt::format("the audit log was changed: entry {} is not the last one", count));
  }
  return {};
}

}  // namespace wardscope::store
