package com.plurence.gateway.dialect;

import com.plurence.gateway.body.Body;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Goes through the pieces of a body once, from the first byte to the last, and copies none. */
final class BodyRewrite {
  private final List<Buffer> pieces;
  private final List<Buffer> result = new ArrayList<>();
  private long length;
  private int piece;
  private long pieceFrom;
  private long at;

  private BodyRewrite(List<Buffer> pieces) {
    this.pieces = pieces;
  }

  /** The body with {@code splices}, which are in its order, and every other byte as it is. */
  static Body of(Body original, List<Splice> splices) {
    if (splices.isEmpty()) {
      return new Body(original.pieces(), original.length());
    }
    BodyRewrite rewrite = new BodyRewrite(original.pieces());
    for (Splice splice : splices) {
      rewrite.copyUpTo(splice.from());
      rewrite.put(splice.text());
      rewrite.skipTo(splice.to());
    }
    rewrite.copyUpTo(original.length());
    return new Body(rewrite.result, rewrite.length);
  }

  private void put(Buffer text) {
    result.add(text);
    length += text.length();
  }

  private void copyUpTo(long to) {
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

  private void skipTo(long to) {
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
