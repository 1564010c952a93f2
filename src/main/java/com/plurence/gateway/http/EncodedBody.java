package com.plurence.gateway.http;

import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.coding.ContentCoding;
import com.plurence.gateway.http.coding.Decoding;
import com.plurence.gateway.http.coding.DecodingTurns;
import com.plurence.gateway.overload.Collected;
import com.plurence.gateway.overload.Holding;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A body that its client has compressed: kept as it comes, and then decoded slice by slice, with
 * room in the event loop for others between two of them. Lives on one event loop.
 */
final class EncodedBody {
  private final Exchange exchange;
  private final List<ContentCoding> codings;
  private final DecodingTurns turns;
  private final long limit;
  private final Collected coded = new Collected();
  private final Promise<Void> decoded = Promise.promise();

  /**
   * @param limit bytes of the largest body, encoded or decoded
   */
  EncodedBody(Exchange exchange, List<ContentCoding> codings, DecodingTurns turns, long limit) {
    this.exchange = exchange;
    this.codings = codings;
    this.turns = turns;
    this.limit = limit;
  }

  void add(Buffer piece) {
    coded.add(piece);
  }

  /**
   * Decodes what has come, which is all.
   *
   * @param sink gets every slice in order; what it throws fails the decoding
   */
  Future<Void> decode(Consumer<Buffer> sink) {
    turns.take(
        done -> {
          Decoding decoding = new Decoding(coded.pieces(), codings, limit);
          decoded
              .future()
              .onComplete(
                  over -> {
                    decoding.close();
                    exchange.holding().give(coded.length());
                    coded.clear();
                    done.run();
                  });
          slice(decoding, sink, Vertx.currentContext());
        });
    return decoded.future();
  }

  private void slice(Decoding decoding, Consumer<Buffer> sink, Context loop) {
    try {
      Optional<Buffer> next = exchange.isOpen() ? decoding.next() : Optional.empty();
      if (next.isEmpty()) {
        decoded.complete();
        return;
      }
      Holding holding = exchange.holding();
      if (!holding.take(holding.budget().bodies(), next.get().length(), coded.length())) {
        throw holding.refusal();
      }
      sink.accept(next.get());
      loop.runOnContext(later -> slice(decoding, sink, loop));
    } catch (GatewayException refusal) {
      decoded.fail(refusal);
    }
  }
}
