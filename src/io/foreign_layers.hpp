// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "io/foreign_format.hpp"

namespace wardscope::io {

/// Where records go. send() answers false where nobody reads any more.
class RecordSink {
 public:
  RecordSink() = default;
  RecordSink(const RecordSink&) = delete;
  RecordSink& operator=(const RecordSink&) = delete;
  virtual ~RecordSink() = default;
  virtual bool send(std::string record) = 0;
};

/// Registers GDAL's driver of this format and no other. None is needed for KML, which is read here.
void register_foreign_driver(const ForeignFormat& format);

/// Sends every layer of the file with its rows. GDAL's error state is asked after opening, after what is known of each
/// layer before its rows, and after its rows, and the declared count is compared: a file that is damaged or cut short
/// is an error, which says after which row. Messages leave out the file's name.
core::Status send_foreign_layers(const std::filesystem::path& path, const ForeignFormat& format, RecordSink& sink);

}  // namespace wardscope::io
