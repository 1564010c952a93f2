package com.plurence.gateway.http.coding;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the codings of one body that has come as a whole, a slice at a time, so that nobody waits
 * long for it and no more is made of it than is wanted. For one thread.
 */
public final class Decoding implements AutoCloseable {
  private static final int SLICE = 64 * 1024;

  private final List<Buffer> coded;
  private final List<ContentCoding> codings;
  private final long limit;
  private @Nullable InputStream decoder;

  /**
   * @param coded the body as it came
   * @param codings in the order in which they were applied
   * @param limit bytes that the body may have without any of them
   */
  public Decoding(List<Buffer> coded, List<ContentCoding> codings, long limit) {
    this.coded = coded;
    this.codings = codings;
    this.limit = limit;
  }

  /**
   * The next slice.
   *
   * @return empty behind the last
   * @throws GatewayException CONTENT_DECODING where the body is broken or cut off, BODY_TOO_LARGE
   *     where there is more of it than allowed
   */
  public Optional<Buffer> next() {
    byte[] slice = new byte[SLICE];
    try {
      int length = opened().readNBytes(slice, 0, SLICE);
      return length == 0
          ? Optional.empty()
          : Optional.of(Buffer.buffer(length).appendBytes(slice, 0, length));
    } catch (BoundedBytes.TooMany tooMany) {
      throw ErrorCode.BODY_TOO_LARGE.toException(limit);
    } catch (IOException broken) {
      throw ErrorCode.CONTENT_DECODING.toException();
    } catch (LinkageError missing) {
      throw ErrorCode.CONTENT_ENCODING_UNSUPPORTED.toException(); // no zstd on this machine
    }
  }

  private InputStream opened() throws IOException {
    InputStream open = decoder;
    if (open == null) {
      open = new HeldBytes(coded);
      for (int i = codings.size() - 1; i >= 0; i--) {
        open = new BoundedBytes(codings.get(i).undo(open), limit);
        decoder = open;
      }
      decoder = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (decoder != null) {
      try {
        decoder.close();
      } catch (IOException nothingWaits) {
        // what was held in memory is let go of all the same
      }
    }
  }
}
