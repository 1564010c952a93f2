package com.plurence.gateway.upstream.response;

import com.plurence.gateway.record.Completion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first byte of a success that means anything, and leaves the rest to whoever reads
 * what begins so: a JSON document, an event stream or a page. The label on it decides nothing, for
 * too many are wrong. A byte order mark is left out.
 */
final class ContentSniffer implements ResponseReader {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Readers readers;
  private final IncomingBody incoming;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private @Nullable ResponseReader reader;
  private int marked;

  /** Who reads what. */
  interface Readers {
    /** A JSON document, or, if {@code json} is false, something that is neither it nor a page. */
    ResponseReader document(boolean json);

    /** An event stream; empty if none was asked for. */
    @Nullable ResponseReader events();

    ResponseReader page();
  }

  ContentSniffer(Readers readers, IncomingBody incoming) {
    this.readers = readers;
    this.incoming = incoming;
  }

  @Override
  public Future<ModelResponse> response() {
    return outcome.future();
  }

  @Override
  public Completion completion() {
    return reader == null ? Completion.UNKNOWN : reader.completion();
  }

  @Override
  public void take(Buffer piece) {
    if (reader != null) {
      reader.take(piece);
      return;
    }
    int at = 0;
    while (at < piece.length() && isNothing(piece.getByte(at))) {
      at++;
    }
    if (at < piece.length()) {
      begin(readerOf(piece.getByte(at))).take(at == 0 ? piece : piece.slice(at, piece.length()));
    }
  }

  /** White space, or the next byte of a mark at the very beginning. */
  private boolean isNothing(byte next) {
    boolean ofMark = marked < MARK.length && next == MARK[marked];
    if (ofMark) {
      marked++;
    }
    return ofMark || next == ' ' || (next >= '\t' && next <= '\r');
  }

  private ResponseReader readerOf(byte first) {
    if (first == '<') {
      return readers.page();
    }
    boolean json = first == '{' || first == '[';
    @Nullable ResponseReader events = json ? null : readers.events();
    return events == null ? readers.document(json) : events;
  }

  private ResponseReader begin(ResponseReader begun) {
    reader = begun;
    begun.response().onComplete(outcome);
    return begun;
  }

  @Override
  public void end(IncomingBody.End end) {
    if (reader != null) {
      reader.end(end);
      return;
    }
    @Nullable ResponseReader events = readers.events();
    begin(events == null ? readers.document(true) : events).end(end);
  }

  @Override
  public void abort(RuntimeException reason) {
    if (reader != null) {
      reader.abort(reason);
    } else {
      incoming.discard();
      outcome.tryFail(reason);
    }
  }
}
