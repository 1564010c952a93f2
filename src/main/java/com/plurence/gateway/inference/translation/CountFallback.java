package com.plurence.gateway.inference.translation;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.call.TokenCounts;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Counts the tokens of a request where no provider does. */
public final class CountFallback {
  private CountFallback() {}

  /** The response that has the gateway's own guess. */
  public static ModelResponse of(ModelCall call) {
    MultiMap headers =
        HttpHeaders.headers()
            .set(HttpHeaders.CONTENT_TYPE, "application/json")
            .set(ModelResponse.ESTIMATED, TokenCounts.GUESSED);
    return new ModelResponse.Replayed(
        200, headers, Body.of(TokenCounts.document(call.scanned().estimatedInput())));
  }

  /** The guess, if {@code call} failed only because its provider can't count. */
  public static Future<ModelResponse> orGuess(ModelCall call, Throwable failure) {
    boolean cannotCount =
        call.context().operation() == Operation.COUNT_TOKENS
            && failure instanceof GatewayException known
            && known.kind() == ErrorCode.UPSTREAM_PATH_UNKNOWN;
    return cannotCount ? Future.succeededFuture(of(call)) : Future.failedFuture(failure);
  }
}
