package com.plurence.gateway.inference.stage;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.idempotency.IdempotencyKey;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.Keeping;
import com.plurence.gateway.idempotency.StoredResponse;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.record.Accounting;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks for a response once for each {@code Idempotency-Key} of a project; whoever sends the request
 * again gets the first response. For whole responses only: a stream can't be kept, as its client
 * reads it while it is made.
 */
public final class Idempotency implements Stage {
  private static final int OK = 200;

  private final IdempotentRequests requests;

  /**
   * @param requests what was asked for before, and the responses to it
   */
  public Idempotency(IdempotentRequests requests) {
    this.requests = requests;
  }

  @Override
  public Future<ModelResponse> handle(ModelCall call, Next next) {
    CallContext context = call.context();
    if (context.fingerprint().isEmpty() || !mayBeKept(call)) {
      return next.handle(call);
    }
    return IdempotencyKey.of(
            context.exchange().request().headers(),
            context.caller().projectId(),
            context.fingerprint().get())
        .map(key -> requests.once(key, () -> next.handle(call), new KeptWhole(call)))
        .orElseGet(() -> next.handle(call));
  }

  private static boolean mayBeKept(ModelCall call) {
    return !call.scanned().stream()
        && call.upload().isEmpty()
        && !call.context().operation().response().bytes();
  }

  private record KeptWhole(ModelCall call) implements Keeping<ModelResponse> {
    @Override
    public long length(ModelResponse response) {
      return response instanceof ModelResponse.Whole whole ? whole.body().length() : Long.MAX_VALUE;
    }

    @Override
    public StoredResponse keep(ModelResponse response) {
      ModelResponse.Whole whole = (ModelResponse.Whole) response;
      Map<String, String> headers = new HashMap<>();
      whole.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
      return new StoredResponse(OK, headers, whole.body().copy());
    }

    @Override
    public ModelResponse replayed(StoredResponse stored) {
      CallContext context = call.context();
      context.record().asks(context.operation().label(), call.scanned().model());
      context.record().account(Accounting.REPLAYED);
      MultiMap headers = HttpHeaders.headers().set(StoredResponse.REPLAYED, "true");
      stored.headers().forEach(headers::set);
      return new ModelResponse.Replayed(stored.status(), headers, Body.of(stored.body()));
    }

    @Override
    public ModelResponse unkept(ModelResponse response) {
      response.headers().set(StoredResponse.KEPT, "false");
      return response;
    }
  }
}
