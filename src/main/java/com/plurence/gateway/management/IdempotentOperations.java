package com.plurence.gateway.management;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.idempotency.Fingerprint;
import com.plurence.gateway.idempotency.IdempotencyKey;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.Keeping;
import com.plurence.gateway.idempotency.StoredResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Operations that are done once for each {@code Idempotency-Key}. */
public final class IdempotentOperations {
  private final IdempotentRequests requests;

  public IdempotentOperations(IdempotentRequests requests) {
    this.requests = requests;
  }

  /**
   * Does {@code work}, once if the request has a key.
   *
   * @param renewed what is made of a kept answer before it is given again
   */
  Future<ManagementResponse> once(
      RoutingContext ctx,
      Buffer body,
      Supplier<Future<ManagementResponse>> work,
      UnaryOperator<ManagementResponse> renewed) {
    return IdempotencyKey.of(
            ctx.request().headers(), scope(ctx), new Fingerprint(identity(ctx)).add(body))
        .map(key -> requests.once(key, work, new StoringResponses(renewed)))
        .orElseGet(work);
  }

  /**
   * The project, or the account, that the request is about. Those who have not signed in have their
   * address instead, so that they are not in one another's way.
   */
  private static String scope(RoutingContext ctx) {
    String account =
        Caller.User.in(ctx)
            .map(user -> user.tenant().accountId())
            .orElseGet(() -> Exchange.of(ctx).address().toString());
    String project = Optional.ofNullable(ctx.pathParam("projectId")).orElse("");
    return account + ' ' + project;
  }

  /** Who has not signed in gets the same answer only for the same credential. */
  private static String identity(RoutingContext ctx) {
    String credential =
        Caller.User.in(ctx).isPresent()
            ? ""
            : String.valueOf(ctx.request().getHeader(HttpHeaders.AUTHORIZATION));
    return ctx.request().method() + " " + ctx.request().path() + " " + credential;
  }

  private record StoringResponses(UnaryOperator<ManagementResponse> renewed)
      implements Keeping<ManagementResponse> {
    @Override
    public long length(ManagementResponse answer) {
      return answer.body().length();
    }

    @Override
    public StoredResponse keep(ManagementResponse answer) {
      return new StoredResponse(answer.status(), answer.headers(), Buffer.buffer(answer.body()));
    }

    @Override
    public ManagementResponse replayed(StoredResponse kept) {
      return renewed
          .apply(new ManagementResponse(kept.status(), kept.body().toString(), kept.headers()))
          .with(StoredResponse.REPLAYED, "true");
    }

    @Override
    public ManagementResponse unkept(ManagementResponse answer) {
      return answer.with(StoredResponse.KEPT, "false");
    }
  }
}
