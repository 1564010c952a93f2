package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32;

/**
 * Which answers are right: those that equal the provider's own to the byte, and, where the scenario
 * makes the provider fail, errors.
 *
 * @param length of the provider's own response
 * @param crc of the provider's own response
 * @param errorsAllowed whether a 500 is a response, too
 */
public record Expected(long length, long crc, boolean errorsAllowed) {
  private static final int OK = 200;
  private static final int FAILED = 500;

  /** Looks at the body of one answer after the other. */
  public static final class Reading {
    private final CRC32 crc = new CRC32();
    private int status;
    private long length;

    void head(int status) {
      this.status = status;
      length = 0;
      crc.reset();
    }

    void body(ByteBuf bytes, int index, int count) {
      length += count;
      crc.update(bytes.nioBuffer(index, count));
    }

    public int status() {
      return status;
    }

    /** What was read, as what later answers must be. */
    public Expected expected(boolean errorsAllowed) {
      return new Expected(length, crc.getValue(), errorsAllowed);
    }
  }

  boolean accepts(Reading answer) {
    if (answer.status == OK) {
      return answer.length == length && answer.crc.getValue() == crc;
    }
    return errorsAllowed && answer.status == FAILED;
  }
}
