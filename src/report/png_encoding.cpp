// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/png_encoding.hpp"

#include <png.h>

#include <cassert>
#include <csetjmp>
#include <new>
#include <vector>

namespace wardscope::report {
namespace {

constexpr int kQuick = 3;  // zlib's level

struct Writer {
  std::string bytes;
  std::string message;
  bool out_of_memory = false;
  png_structp png = nullptr;
  png_infop info = nullptr;
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { png_destroy_write_struct(&png, &info); }
};

/// libpng reports a failure by a long jump: between setjmp and the jump only plain C values may live.
void keep_message(png_structp png, png_const_charp message) {
  static_cast<Writer*>(png_get_error_ptr(png))->message.assign(message);
  png_longjmp(png, 1);
}
void drop_warning(png_structp, png_const_charp) {}

void append(png_structp png, png_bytep data, std::size_t count) {
  auto* writer = static_cast<Writer*>(png_get_io_ptr(png));
  try {
    writer->bytes.append(reinterpret_cast<const char*>(data), count);
  } catch (const std::bad_alloc&) {  // nothing is thrown through libpng's frames
    writer->out_of_memory = true;
  }
}
void flush_nothing(png_structp) {}

/// @returns false where libpng jumped; the message is in `writer`.
bool encode(Writer& writer, cairo_surface_t* picture, std::vector<png_text>& texts) {
  const auto width = static_cast<png_uint_32>(cairo_image_surface_get_width(picture));
  const auto height = static_cast<png_uint_32>(cairo_image_surface_get_height(picture));
  const unsigned char* data = cairo_image_surface_get_data(picture);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(picture));
  if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
  png_set_write_fn(writer.png, &writer, append, flush_nothing);
  png_set_compression_level(writer.png, kQuick);
  png_set_filter(writer.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_set_IHDR(writer.png, writer.info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(writer.png, writer.info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (!texts.empty()) png_set_text(writer.png, writer.info, texts.data(), static_cast<int>(texts.size()));
  png_write_info(writer.png, writer.info);
  // Cairo keeps a pixel as 0x00RRGGBB in the machine's order of bytes: blue first on every machine that Debian builds
  // Wardscope for; libpng drops the fourth byte.
  png_set_bgr(writer.png);
  png_set_filler(writer.png, 0, PNG_FILLER_AFTER);
  for (png_uint_32 row = 0; row < height; ++row) png_write_row(writer.png, data + row * stride);
  png_write_end(writer.png, writer.info);
  return true;
}

}  // namespace

core::Result<std::string> encode_png(cairo_surface_t* picture, const PictureTexts& texts) {
  assert(cairo_image_surface_get_format(picture) == CAIRO_FORMAT_RGB24);
  cairo_surface_flush(picture);
  Writer writer;
  writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer, keep_message, drop_warning);
  if (writer.png != nullptr) writer.info = png_create_info_struct(writer.png);
  if (writer.info == nullptr) return core::internal_error("no memory to encode a PNG");
  PictureTexts kept = texts;  // libpng takes texts by pointers to what it may change
  std::vector<png_text> chunks;
  for (auto& [keyword, text] : kept) {
    png_text chunk{};
    chunk.compression = PNG_ITXT_COMPRESSION_NONE;
    chunk.key = keyword.data();
    chunk.text = text.data();
    chunk.itxt_length = text.size();
    chunks.push_back(chunk);
  }
  if (!encode(writer, picture, chunks)) return core::internal_error("encoding the PNG failed: " + writer.message);
  if (writer.out_of_memory) return core::internal_error("no memory to encode a PNG");
  return std::move(writer.bytes);
}

}  // namespace wardscope::report
