package com.plurence.gateway.management;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.IdempotentRequests.Kept;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The header {@code Idempotency-Key} of the management API. */
public final class IdempotencyKeys {
  private static final String HEADER = "idempotency-key";
  private static final String FORM = "[\\x21-\\x7e]{1,255}";

  /**
   * The scope of those who have not signed in; only the same body with the same credential gets the
   * same answer.
   */
  private static final String NOBODY = "public";

  private final IdempotentRequests requests;

  public IdempotencyKeys(IdempotentRequests requests) {
    this.requests = requests;
  }

  /** Does {@code work}, once if the request has a key. */
  Future<Answer> once(RoutingContext ctx, Buffer body, Supplier<Future<Answer>> work) {
    String key = ctx.request().getHeader(HEADER);
    if (key == null) {
      return work.get();
    }
    if (!key.matches(FORM)) {
      return Future.failedFuture(ErrorCode.IDEMPOTENCY_KEY_INVALID.toException());
    }
    Optional<Caller.User> user = Caller.User.in(ctx);
    String scope = user.map(known -> known.tenant().accountId()).orElse(NOBODY);
    String credential =
        user.isPresent() ? "" : String.valueOf(ctx.request().getHeader(HttpHeaders.AUTHORIZATION));
    String fingerprint = fingerprint(ctx, credential, body);
    return requests
        .once(scope, key, fingerprint, () -> work.get().map(IdempotencyKeys::kept))
        .map(IdempotencyKeys::answer);
  }

  private static String fingerprint(RoutingContext ctx, String credential, Buffer body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line = ctx.request().method() + " " + ctx.request().path() + "\n" + credential + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Kept kept(Answer answer) {
    JsonObject headers = new JsonObject();
    answer.headers().forEach(headers::put);
    String text = new JsonObject().put("headers", headers).put("body", answer.body()).encode();
    return new Kept(answer.status(), text, false);
  }

  private static Answer answer(Kept kept) {
    JsonObject text = new JsonObject(kept.text());
    Map<String, String> headers = new HashMap<>();
    text.getJsonObject("headers")
        .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
    Answer answer = new Answer(kept.status(), text.getString("body"), headers);
    return kept.replayed() ? answer.with("idempotent-replayed", "true") : answer;
  }
}
