package com.plurence.gateway.http.body;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.BodyCollector;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.coding.ContentCoding;
import com.plurence.gateway.http.coding.Decoding;
import com.plurence.gateway.http.coding.DecodingTurns;
import com.plurence.gateway.http.exchange.Exchange;
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
  private final BodyCollector coded = new BodyCollector();
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
          Body whole = coded.take();
          Decoding decoding = new Decoding(whole.pieces(), codings, limit);
          decoded
              .future()
              .onComplete(
                  over -> {
                    decoding.close();
                    exchange.holding().give(whole.length());
                    whole.release();
                    done.run();
                  });
          slice(decoding, whole.length(), sink, Vertx.currentContext());
        });
    return decoded.future();
  }

  private void slice(Decoding decoding, long encoded, Consumer<Buffer> sink, Context loop) {
    try {
      Optional<Buffer> next = exchange.isOpen() ? decoding.next() : Optional.empty();
      if (next.isEmpty()) {
        decoded.complete();
        return;
      }
      Holding holding = exchange.holding();
      if (!holding.take(holding.budget().bodies(), next.get().length(), encoded)) {
        throw holding.refusal();
      }
      sink.accept(next.get());
      loop.runOnContext(later -> slice(decoding, encoded, sink, loop));
    } catch (GatewayException refusal) {
      decoded.fail(refusal);
    }
  }
}
