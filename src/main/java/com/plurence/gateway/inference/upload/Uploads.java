package com.plurence.gateway.inference.upload;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.body.BodyFlow;
import com.plurence.gateway.http.body.BodyReader;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.overload.Holding;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads uploads until their model is known. At most 64 KiB and a piece are held; what comes before
 * the model beyond that goes to disk. On one event loop.
 */
public final class Uploads {
  private static final int MOST_HELD = 64 * 1024;

  /** What is held, the piece that is looked at, and a piece on its way. */
  private static final int ROOM = 3 * MOST_HELD;

  private final BodyReader bodies;
  private final FileSystem files;
  private final Spool spool;
  private final long spoolLimit;

  /**
   * @param spoolLimit bytes that all files on disk may have together
   */
  public Uploads(BodyReader bodies, FileSystem files, Spool spool, long spoolLimit) {
    this.bodies = bodies;
    this.files = files;
    this.spool = spool;
    this.spoolLimit = spoolLimit;
  }

  /**
   * Reads the multipart body of {@code exchange} as far as it must be read.
   *
   * @return fails with the contract error that says what is wrong with it
   */
  public Future<Upload> read(Exchange exchange) {
    Optional<String> boundary =
        MultipartType.boundary(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
    if (boundary.isEmpty()) {
      return Future.failedFuture(ErrorCode.MALFORMED_MULTIPART.toException(0));
    }
    Holding holding = exchange.holding();
    if (!holding.take(holding.budget().bodies(), ROOM, 0)) {
      return Future.failedFuture(holding.refusal());
    }
    return bodies
        .flow(exchange)
        .compose(flow -> new UploadReader(flow, new MultipartScan(boundary.get())).begin(exchange));
  }

  private final class UploadReader {
    private final BodyFlow flow;
    private final MultipartScan scan;
    private final List<Buffer> pieces = new ArrayList<>(4);
    private final Promise<Upload> upload = Promise.promise();
    private long held;
    private Spool.@Nullable Spooled file;

    UploadReader(BodyFlow flow, MultipartScan scan) {
      this.flow = flow;
      this.scan = scan;
    }

    Future<Upload> begin(Exchange exchange) {
      exchange
          .cancellation()
          .onCancel(() -> fail(new HttpClosedException("nobody waits for the answer")));
      more();
      return upload.future();
    }

    private void more() {
      flow.next().onComplete(this::take, this::fail);
    }

    private void take(Optional<Buffer> piece) {
      if (upload.future().isComplete()) {
        return;
      }
      try {
        if (piece.isPresent()) {
          scan.feed(piece.get());
          keep(piece.get());
        } else {
          end();
        }
      } catch (GatewayException refusal) {
        fail(refusal);
      }
    }

    private void keep(Buffer piece) {
      Spool.Spooled open = file;
      if (open != null) {
        open.append(piece).onComplete(written -> more(), this::fail);
        return;
      }
      pieces.add(piece);
      held += piece.length();
      if (held < MOST_HELD) {
        more();
      } else if (scan.found().isPresent()) {
        upload.complete(new HeldUpload(pieces, held, scan, flow, false));
      } else {
        spool.create(files, spoolLimit).onComplete(this::moveTo, this::fail);
      }
    }

    private void moveTo(Spool.Spooled created) {
      if (upload.future().isComplete()) {
        created.close();
        return;
      }
      file = created;
      Future<Void> moved = Future.succeededFuture();
      for (Buffer piece : List.copyOf(pieces)) {
        moved = moved.compose(before -> created.append(piece));
      }
      pieces.clear();
      moved.onComplete(written -> more(), this::fail);
    }

    private void end() {
      if (held == 0) {
        throw ErrorCode.ENTITY_REQUIRED.toException();
      }
      MultipartScan.Found found = scan.finish();
      Spool.Spooled open = file;
      upload.complete(
          open == null
              ? new HeldUpload(pieces, held, scan, flow, true)
              : new SpooledUpload(open, found));
    }

    /** Of an upload that is read already its taker lets go. */
    private void fail(Throwable failure) {
      if (upload.tryFail(failure)) {
        if (file != null) {
          file.close();
        }
        flow.abandon();
      }
    }
  }
}
