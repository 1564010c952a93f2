package com.plurence.gateway.usage.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of frames, mapped to memory. A frame is its length, a CRC32C of the rest, a kind, and
 * bytes, filled up to a multiple of four. The length is written last and with release order, so
 * that whoever sees it sees the frame; zero is where the next frame will stand. Begins with a
 * header, which has the mark: the offset up to which frames are done with.
 */
final class Segment {
  /** Bytes of the header. */
  static final int HEADER = 64;

  /** Bytes of a frame before its own. */
  static final int FRAME_HEADER = 12;

  /** The length that says that frames go on in the next segment. */
  static final int CONTINUED = -1;

  private static final int MAGIC = 0x504c5331;
  private static final int PLACE_OF_MARK = 8;
  private static final int PLACE_OF_ORDER = 16;
  private static final int PAGE = 4096;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024);
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MappedByteBuffer bytes;
  private final int size;

  private Segment(Path file, MappedByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
    this.size = bytes.capacity();
    bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Makes {@code file}, every byte of which has a place on the disk by then. Blocks. */
  static Segment make(Path file, int size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      for (int written = 0; written < size; ) {
        ByteBuffer zeros = ZEROS.duplicate();
        zeros.limit(Math.min(zeros.capacity(), size - written));
        written += channel.write(zeros);
      }
      Segment segment = new Segment(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
      segment.bytes.putInt(0, MAGIC);
      segment.bytes.putInt(PLACE_OF_MARK, HEADER);
      return segment;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Opens what another process has left. Blocks. */
  static Segment open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      if (size < HEADER + FRAME_HEADER || size > Integer.MAX_VALUE) {
        throw new IOException("%s is no segment: it has %d bytes".formatted(file, size));
      }
      Segment segment = new Segment(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
      if (segment.bytes.getInt(0) != MAGIC || segment.mark() < HEADER || segment.mark() > size) {
        throw new IOException("%s is no segment: it does not begin like one".formatted(file));
      }
      return segment;
    }
  }

  Path file() {
    return file;
  }

  int size() {
    return size;
  }

  /** Says which of several segments was begun before. */
  long order() {
    return bytes.getLong(PLACE_OF_ORDER);
  }

  void order(long order) {
    bytes.putLong(PLACE_OF_ORDER, order);
  }

  int mark() {
    return bytes.getInt(PLACE_OF_MARK);
  }

  void mark(int offset) {
    bytes.putInt(PLACE_OF_MARK, offset);
  }

  /** Whether a frame of {@code length} bytes fits at {@code offset}, and the end behind it. */
  boolean fits(int offset, int length) {
    return offset + frame(length) + Integer.BYTES <= size;
  }

  /** The length of the longest frame that a segment of {@code size} bytes takes. */
  static int longest(int size) {
    return size - HEADER - FRAME_HEADER - Integer.BYTES;
  }

  /** The bytes that a frame of {@code length} takes. */
  static int frame(int length) {
    return (FRAME_HEADER + length + 3) & ~3;
  }

  /** Writes a frame that fits. */
  void put(int offset, int kind, byte[] frame, int length) {
    bytes.putInt(offset + 8, kind);
    bytes.put(offset + FRAME_HEADER, frame, 0, length);
    bytes.putInt(offset + 4, checksum(kind, frame, length));
    INT.setRelease(bytes, offset, length);
  }

  /** No further frame will be written at {@code offset} or behind it. */
  void end(int offset) {
    INT.setRelease(bytes, offset, CONTINUED);
  }

  /** The length of the frame at {@code offset}; 0: it is not there, or does not fit. */
  int length(int offset) {
    if (offset + Integer.BYTES > size) {
      return 0;
    }
    int length = (int) INT.getAcquire(bytes, offset);
    return length == CONTINUED || (length > 0 && fits(offset, length)) ? length : 0;
  }

  int kind(int offset) {
    return bytes.getInt(offset + 8);
  }

  byte[] frame(int offset, int length) {
    byte[] frame = new byte[length];
    bytes.get(offset + FRAME_HEADER, frame);
    return frame;
  }

  /** Whether the frame is as it was written: after a power failure parts of it may be missing. */
  boolean isWhole(int offset, byte[] frame) {
    return bytes.getInt(offset + 4) == checksum(kind(offset), frame, frame.length);
  }

  private static int checksum(int kind, byte[] frame, int length) {
    CRC32C sum = new CRC32C();
    sum.update(kind);
    sum.update(frame, 0, length);
    return (int) sum.getValue();
  }

  /**
   * Has the pages between these offsets ready to be written, whoever writes there meanwhile: to
   * touch one for the first time takes as long as many frames.
   */
  void touch(int from, int to) {
    for (int page = (from + PAGE - 1) & -PAGE; page < to && page < size; page += PAGE) {
      INT.compareAndSet(bytes, page, 0, 0);
    }
  }

  /** Waits until what stands between these offsets, and the header, is on the disk. */
  void force(int from, int to) {
    bytes.force(0, HEADER);
    bytes.force(from, to - from);
  }

  /** Makes it as if it were new. Whoever opens it meanwhile finds nothing that is not done. */
  void clear() {
    ByteBuffer all = bytes.duplicate();
    for (int offset = HEADER; offset < size; ) {
      ByteBuffer zeros = ZEROS.duplicate();
      zeros.limit(Math.min(zeros.capacity(), size - offset));
      offset += zeros.remaining();
      all.position(offset - zeros.remaining());
      all.put(zeros);
    }
    mark(HEADER);
  }
}
