package com.plurence.gateway.inference.stage;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.extension.AnswerHook;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.host.Hook;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** A whole response on its way past the hooks. */
record WholeEdit(List<Hook<AnswerHook>> hooks, Exchange exchange, ModelRequest request) {
  /** No client reads what nests deeper. */
  private static final int MAX_DEPTH = 512;

  private static final ShapeWalk.Findings NOTHING = (member, value) -> {};

  Future<ModelResponse> edit(ModelResponse.Whole whole) {
    Future<Buffer> body = Future.succeededFuture(whole.body().copy());
    for (Hook<AnswerHook> hook : hooks) {
      body = body.compose(seen -> pass(hook, seen));
    }
    return body.map(
        edited ->
            new ModelResponse.Whole(
                whole.target(), whole.headers(), Body.of(edited), whole.completion()));
  }

  private Future<Buffer> pass(Hook<AnswerHook> hook, Buffer seen) {
    Buffer shown = seen.copy();
    return hook.ask(exchange.timers(), exchange.requestId(), some -> some.onAnswer(request, shown))
        .compose(edited -> checked(hook, edited))
        .map(edited -> edited.orElse(seen));
  }

  private Future<Optional<Buffer>> checked(Hook<AnswerHook> hook, Optional<Buffer> edited) {
    if (edited.isEmpty() || isJson(edited.get())) {
      return Future.succeededFuture(edited.map(Buffer::copy));
    }
    return hook.unusable(exchange.requestId(), "its answer is not JSON");
  }

  private static boolean isJson(Buffer body) {
    JsonScanner scanner = new JsonScanner(new ShapeWalk(Shape.any(), 0, NOTHING), MAX_DEPTH);
    scanner.feed(body);
    return scanner.finish() == JsonOutcome.COMPLETE;
  }
}
