package com.plurence.gateway.usage.shipping;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A file of fixed length, so that a full disk can't keep it from being written. It has two places,
 * which are written in turn: whatever happens, one of them is whole. Everything blocks.
 */
final class FoldFile {
  private static final String ENDING = ".sums";
  private static final int PLACE = 512 * 1024;
  private static final int HEADER = 16;

  private final Path path;
  private long version;

  private FoldFile(Path path) {
    this.path = path;
  }

  /** Makes one in {@code directory}, with nothing in it. */
  static FoldFile make(Path directory) throws IOException {
    Path path = directory.resolve(UUID.randomUUID() + ENDING);
    Files.write(path, new byte[2 * PLACE], StandardOpenOption.CREATE_NEW);
    return new FoldFile(path);
  }

  /** Those that are in {@code directory}. */
  static List<FoldFile> left(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(ENDING)).map(FoldFile::new).toList());
    }
  }

  /** Replaces what is in it. */
  void write(List<Fold> folds) throws IOException {
    byte[] bytes = deflated(FoldJson.write(folds));
    if (bytes.length > PLACE - HEADER) {
      throw new IOException("%d bytes of sums do not fit into %s".formatted(bytes.length, path));
    }
    version++;
    ByteBuffer place = ByteBuffer.allocate(HEADER + bytes.length);
    place.putLong(version).putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      long start = version % 2 * PLACE;
      while (place.hasRemaining()) {
        channel.write(place, start + place.position());
      }
      channel.force(false);
    }
  }

  /** What was written last. */
  List<Fold> read() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
    byte[] newest = new byte[0];
    long newestVersion = 0;
    for (int start = 0; start + HEADER <= file.capacity(); start += PLACE) {
      long found = file.getLong(start);
      int length = file.getInt(start + 8);
      boolean fits = length > 0 && length <= Math.min(PLACE, file.capacity() - start) - HEADER;
      if (found > newestVersion && fits) {
        byte[] bytes = new byte[length];
        file.get(start + HEADER, bytes);
        if (checksum(bytes) == file.getInt(start + 12)) {
          newest = bytes;
          newestVersion = found;
        }
      }
    }
    return newestVersion == 0 ? List.of() : FoldJson.read(Buffer.buffer(inflated(newest)));
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  private static byte[] deflated(Buffer json) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out)) {
      deflating.write(json.getBytes());
    }
    return out.toByteArray();
  }

  private static byte[] inflated(byte[] bytes) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
