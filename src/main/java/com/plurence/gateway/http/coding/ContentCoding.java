package com.plurence.gateway.http.coding;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** The codings of {@code Content-Encoding} (RFC 9110, section 8.4.1) that requests may have. */
public enum ContentCoding {
  GZIP,
  DEFLATE,
  BR,
  ZSTD;

  /** More of them on top of one another have no use. */
  private static final int MOST = 3;

  /** The largest window that a decoder of zstd must have, 8 MiB, and so the largest it has. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int ZLIB_METHOD = 8;

  /**
   * The codings that these headers name, in the order in which they were applied.
   *
   * @return empty if one of them is not known, or if they are too many
   */
  public static Optional<List<ContentCoding>> read(List<String> headers) {
    List<ContentCoding> codings = new ArrayList<>(1);
    for (String header : headers) {
      for (String token : header.split(",", -1)) {
        switch (token.strip().toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> codings.add(GZIP);
          case "deflate" -> codings.add(DEFLATE);
          case "br" -> codings.add(BR);
          case "zstd" -> codings.add(ZSTD);
          case "identity", "" -> {
            // changes nothing
          }
          default -> {
            return Optional.empty();
          }
        }
      }
    }
    return codings.size() > MOST ? Optional.empty() : Optional.of(codings);
  }

  /**
   * Loads what the decoder of zstd needs of native code, from a file that it writes; blocks. Where
   * the machine has no such code nothing happens, and requests that need it are refused.
   */
  public static void loadNativeCode() {
    try {
      Native.load();
    } catch (LinkageError missing) {
      // Each request that needs it finds that out, and is told.
    }
  }

  /** What {@code coded} is without this coding; reading it fails where it is broken or cut off. */
  InputStream undo(InputStream coded) throws IOException {
    return switch (this) {
      case GZIP -> new GzipBytes(coded);
      case DEFLATE -> inflated(new BufferedInputStream(coded));
      case BR -> new BrotliBytes(new BrotliInputStream(coded));
      case ZSTD -> new ZstdInputStreamNoFinalizer(coded).setLongMax(ZSTD_WINDOW_LOG);
    };
  }

  /**
   * The standard means zlib by it; some clients leave its two bytes of head and the checksum out.
   */
  private static InputStream inflated(InputStream coded) throws IOException {
    coded.mark(2);
    int first = coded.read();
    int second = coded.read();
    coded.reset();
    boolean zlib = (first & 0xF) == ZLIB_METHOD && ((first << 8) | second) % 31 == 0;
    return zlib ? new InflaterInputStream(coded) : new Raw(coded, new Inflater(true));
  }

  private static final class Raw extends InflaterInputStream {
    Raw(InputStream coded, Inflater inflater) {
      super(coded, inflater);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
