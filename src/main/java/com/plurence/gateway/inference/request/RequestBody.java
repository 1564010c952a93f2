package com.plurence.gateway.inference.request;

import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.Splice;
import com.plurence.gateway.overload.Collected;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A request body as it arrived, piece by piece. For one thread. */
public final class RequestBody {
  private final Collected collected = new Collected();

  /** Appends the next piece, which must not change afterwards. */
  public void add(Buffer piece) {
    collected.add(piece);
  }

  /** Lets go of the bytes: the response has begun, so no attempt will need them again. */
  public void release() {
    collected.clear();
  }

  /** The bytes received so far. */
  public List<Buffer> pieces() {
    return collected.pieces();
  }

  /** How many bytes have been received so far. */
  public long length() {
    return collected.length();
  }

  /** The body in one piece: a copy. */
  public Buffer whole() {
    Buffer whole = Buffer.buffer((int) length());
    pieces().forEach(whole::appendBuffer);
    return whole;
  }

  /**
   * This body with the model's name replaced and, for a stream, usage asked for; every other byte
   * as the client sent it, and not copied.
   *
   * @param request what a scan found in exactly this body
   * @param upstreamModel the name under which the provider knows the model
   * @param forceUsage whether a stream must end with usage, asked for or not
   */
  public UpstreamBody rewritten(ScannedRequest request, String upstreamModel, boolean forceUsage) {
    List<Splice> splices = request.splices(upstreamModel, forceUsage);
    if (splices.isEmpty()) {
      return new UpstreamBody(pieces(), length());
    }
    Rewrite rewrite = new Rewrite(pieces());
    for (Splice splice : splices) {
      rewrite.copyUpTo(splice.from());
      rewrite.put(splice.text());
      rewrite.skipTo(splice.to());
    }
    rewrite.copyUpTo(length());
    return new UpstreamBody(rewrite.result, rewrite.length);
  }

  /** Goes through the pieces once, from the first byte to the last. */
  private static final class Rewrite {
    private final List<Buffer> pieces;
    private final List<Buffer> result = new ArrayList<>();
    private long length;
    private int piece;
    private long pieceFrom;
    private long at;

    Rewrite(List<Buffer> pieces) {
      this.pieces = pieces;
    }

    void put(Buffer text) {
      result.add(text);
      length += text.length();
    }

    void copyUpTo(long to) {
      while (at < to) {
        Buffer current = pieces.get(piece);
        int from = (int) (at - pieceFrom);
        int end = (int) Math.min(current.length(), to - pieceFrom);
        if (from < end) {
          put(end - from == current.length() ? current : current.slice(from, end));
        }
        moveTo(pieceFrom + end);
      }
    }

    void skipTo(long to) {
      while (at < to) {
        moveTo(Math.min(to, pieceFrom + pieces.get(piece).length()));
      }
    }

    /** Moves within the current piece, and on to the next where this one ends. */
    private void moveTo(long to) {
      at = to;
      if (at == pieceFrom + pieces.get(piece).length()) {
        pieceFrom = at;
        piece++;
      }
    }
  }
}
