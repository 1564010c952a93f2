package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.http.Exchange;
import com.plurence.gateway.idempotency.Fingerprint;
import com.plurence.gateway.idempotency.IdempotencyKey;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.Keeping;
import com.plurence.gateway.idempotency.StoredResponse;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks a provider once for each {@code Idempotency-Key} of a project. */
public final class IdempotentReplies {
  private static final int OK = 200;

  private final IdempotentRequests requests;

  public IdempotentReplies(IdempotentRequests requests) {
    this.requests = requests;
  }

  /** What is to be fed with the body of {@code exchange}, if it may have to be done only once. */
  Optional<Fingerprint> fingerprint(Exchange exchange) {
    return IdempotencyKey.isIn(exchange.request().headers())
        ? Optional.of(new Fingerprint(exchange.record().route()))
        : Optional.empty();
  }

  /** For whole answers only: a stream can't be kept, as its client reads it while it is made. */
  Future<Reply> once(
      Exchange exchange,
      Caller.Application caller,
      Optional<Fingerprint> fingerprint,
      Supplier<Future<ModelResponse>> ask) {
    if (fingerprint.isEmpty()) {
      return always(ask);
    }
    return IdempotencyKey.of(exchange.request().headers(), caller.projectId(), fingerprint.get())
        .map(key -> requests.once(key, () -> always(ask), new StoringResponses()))
        .orElseGet(() -> always(ask));
  }

  /** Asks whatever was asked before. */
  static Future<Reply> always(Supplier<Future<ModelResponse>> ask) {
    return ask.get().map(Reply.Fresh::new);
  }

  private static final class StoringResponses implements Keeping<Reply> {
    @Override
    public long length(Reply reply) {
      return whole(reply).body().length();
    }

    @Override
    public StoredResponse keep(Reply reply) {
      ModelResponse.Whole whole = whole(reply);
      Map<String, String> headers = new HashMap<>();
      whole.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
      return new StoredResponse(OK, headers, whole.body().copy());
    }

    @Override
    public Reply replayed(StoredResponse kept) {
      return new Reply.Replayed(kept);
    }

    @Override
    public Reply unkept(Reply reply) {
      whole(reply).headers().set(StoredResponse.KEPT, "false");
      return reply;
    }

    private static ModelResponse.Whole whole(Reply reply) {
      if (reply instanceof Reply.Fresh fresh
          && fresh.answer() instanceof ModelResponse.Whole whole) {
        return whole;
      }
      throw new IllegalStateException("only whole answers of providers are kept");
    }
  }
}
