package com.plurence.gateway.inference.upload;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.http.body.BodyFlow;
import com.plurence.gateway.inference.upload.MultipartScan.Found;
import com.plurence.gateway.upstream.attempt.Payload;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An upload whose beginning, with the model, is held, and whose rest flows from the client to the
 * provider. It can be sent again until a byte of the rest is gone; a small one has no rest.
 */
final class HeldUpload implements Upload {
  private final List<Buffer> pieces;
  private final long length;
  private final MultipartScan scan;
  private final Found found;
  private final BodyFlow flow;
  private final boolean whole;
  private boolean flowing;

  /**
   * @param whole whether {@code pieces} are all
   */
  HeldUpload(List<Buffer> pieces, long held, MultipartScan scan, BodyFlow flow, boolean whole) {
    this.pieces = pieces;
    this.length = whole ? held : flow.announced();
    this.scan = scan;
    this.found = scan.found().orElseThrow();
    this.flow = flow;
    this.whole = whole;
  }

  @Override
  public Found found() {
    return found;
  }

  @Override
  public Payload payload(String upstreamModel) {
    Buffer model = Buffer.buffer(upstreamModel);
    List<Buffer> renamed = new ArrayList<>(pieces.size() + 2);
    long at = 0;
    boolean written = false;
    for (Buffer piece : pieces) {
      long end = at + piece.length();
      add(renamed, piece, 0, found.from() - at);
      if (!written && end >= found.from()) {
        written = true;
        renamed.add(model);
      }
      add(renamed, piece, found.to() - at, piece.length());
      at = end;
    }
    long sent = length == BodyFlow.UNKNOWN ? Payload.UNKNOWN : renamedLength(model);
    return new Payload(Body.of(renamed), sent, whole ? Optional.empty() : Optional.of(this::next));
  }

  private long renamedLength(Buffer model) {
    return length - (found.to() - found.from()) + model.length();
  }

  private static void add(List<Buffer> to, Buffer piece, long from, long until) {
    int start = (int) Math.max(0, from);
    int end = (int) Math.min(piece.length(), until);
    if (start < end) {
      to.add(piece.slice(start, end));
    }
  }

  private Future<Optional<Buffer>> next() {
    flowing = true;
    return flow.next().map(this::checked);
  }

  /** A second model in the rest would be read by the provider, and was not checked. */
  private Optional<Buffer> checked(Optional<Buffer> piece) {
    piece.ifPresentOrElse(scan::feed, scan::finish);
    return piece;
  }

  @Override
  public boolean isRepeatable() {
    return !flowing;
  }

  @Override
  public void close() {
    pieces.clear();
    flow.abandon();
  }
}
