// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/png.hpp"

#include <fcntl.h>
#include <png.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <system_error>

namespace wardscope::render {
namespace {

constexpr double kInchesPerMetre = 39.3700787;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string system_message() { return std::error_code(errno, std::generic_category()).message(); }

/// libpng reports a failure by a long jump: between setjmp and the jump only plain C values may live.
void keep_message(png_structp png, png_const_charp message) {
  auto* text = static_cast<std::string*>(png_get_error_ptr(png));
  text->assign(message);
  png_longjmp(png, 1);
}
void drop_warning(png_structp, png_const_charp) {}

struct Writer {
  std::string message;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &message, keep_message, drop_warning);
  png_infop info = png_create_info_struct(png);
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { png_destroy_write_struct(&png, &info); }
};

struct Reader {
  std::string message;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &message, keep_message, drop_warning);
  png_infop info = png_create_info_struct(png);
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

std::vector<png_text> png_texts(const PngOptions& options) {
  std::vector<png_text> texts;
  for (const auto& [keyword, text] : options.texts) {
    png_text entry{};
    entry.compression = PNG_ITXT_COMPRESSION_NONE;
    entry.key = const_cast<char*>(keyword.c_str());  // libpng reads it only
    entry.text = const_cast<char*>(text.c_str());
    entry.itxt_length = text.size();
    texts.push_back(entry);
  }
  return texts;
}

/// @returns false where libpng jumped; the message is in `writer`.
bool encode(Writer& writer, std::FILE* file, const Image& image, const PngOptions& options) {
  auto texts = png_texts(options);
  const auto resolution = static_cast<png_uint_32>(std::lround(options.pixels_per_inch * kInchesPerMetre));
  if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
  png_init_io(writer.png, file);
  png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height),
               8, PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(writer.png, writer.info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_pHYs(writer.png, writer.info, resolution, resolution, PNG_RESOLUTION_METER);
  if (!texts.empty()) png_set_text(writer.png, writer.info, texts.data(), static_cast<int>(texts.size()));
  png_write_info(writer.png, writer.info);
  for (int y = 0; y < image.height; ++y) png_write_row(writer.png, image.at(0, y));
  png_write_end(writer.png, writer.info);
  return true;
}

bool decode(Reader& reader, std::FILE* file, Image& image) {
  if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
  png_init_io(reader.png, file);
  png_read_info(reader.png, reader.info);
  png_set_expand(reader.png);
  png_set_strip_16(reader.png);
  png_set_gray_to_rgb(reader.png);
  png_set_add_alpha(reader.png, 0xFF, PNG_FILLER_AFTER);
  png_read_update_info(reader.png, reader.info);
  image.width = static_cast<int>(png_get_image_width(reader.png, reader.info));
  image.height = static_cast<int>(png_get_image_height(reader.png, reader.info));
  image.rgba.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
  for (int y = 0; y < image.height; ++y) {
    png_read_row(reader.png, image.rgba.data() + static_cast<std::size_t>(y) * image.width * 4, nullptr);
  }
  png_read_end(reader.png, reader.info);
  return true;
}

core::Error not_written(const std::filesystem::path& file, const std::string& why) {
  const std::string folder = file.parent_path().empty() ? "." : file.parent_path().string();
  return core::io_error("'" + file.filename().string() + "' can't be written to the folder '" + folder + "': " + why +
                        "; free space, or choose another folder");
}

core::Status write_part(const std::filesystem::path& part, const Image& image, const PngOptions& options) {
  File file(std::fopen(part.c_str(), "wb"));
  if (!file) return not_written(part.parent_path() / part.stem(), system_message());
  Writer writer;
  if (!encode(writer, file.get(), image, options)) {
    return not_written(part.parent_path() / part.stem(), writer.message);
  }
  if (std::fflush(file.get()) != 0 || fsync(fileno(file.get())) != 0) {
    return not_written(part.parent_path() / part.stem(), system_message());
  }
  return {};
}

core::Status check_part(const std::filesystem::path& part, const Image& image) {
  const auto back = read_png(part);
  if (!back) return back.error();
  if (back->width != image.width || back->height != image.height || back->rgba != image.rgba) {
    return core::io_error(part.string() + " reads back differently from what was written; the disk may be failing");
  }
  return {};
}

/// A rename is on the disk only once its folder is.
void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

core::Status write_png(const std::filesystem::path& file, const Image& image, const PngOptions& options) {
  assert(image.width > 0 && image.height > 0);
  assert(image.rgba.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
  const std::filesystem::path part = file.string() + ".part";
  std::error_code problem;
  auto status = write_part(part, image, options);
  if (status) status = check_part(part, image);
  if (!status) {
    std::filesystem::remove(part, problem);
    return status;
  }
  std::filesystem::rename(part, file, problem);
  if (problem) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    return not_written(file, problem.message());
  }
  sync_folder(file.parent_path());
  return {};
}

core::Result<Image> read_png(const std::filesystem::path& file) {
  const File stream(std::fopen(file.c_str(), "rb"));
  if (!stream) return core::io_error("cannot read " + file.string() + ": " + system_message());
  Reader reader;
  Image image;
  if (!decode(reader, stream.get(), image))
    return core::malformed(file.string() + " is no whole PNG: " + reader.message);
  return image;
}

}  // namespace wardscope::render
