package com.plurence.gateway.inference.stage;

import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.host.HookChoices;
import com.plurence.gateway.extension.host.Hooks;
import com.plurence.gateway.extension.host.ShownHeaders;
import com.plurence.gateway.http.error.Failures;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;

/** Shows requests and their responses to extensions, and passes on what they have made of them. */
public final class ExtensionHooks implements Stage {
  private final HookChoices choices;
  private final ChangedRequests changes;
  private final Failures failures;

  /**
   * @param choices of the extensions that run now
   * @param changes makes the calls that hooks want instead
   * @param failures tells a client that a hook has broken its stream
   */
  public ExtensionHooks(HookChoices choices, ChangedRequests changes, Failures failures) {
    this.choices = choices;
    this.changes = changes;
    this.failures = failures;
  }

  @Override
  public Future<ModelResponse> handle(ModelCall asked, Next next) {
    CallContext context = asked.context();
    context.record().asks(context.operation().label(), asked.scanned().model());
    if (!hasRoom(context.exchange(), asked.body().length())) {
      return Future.failedFuture(context.exchange().holding().refusal());
    }
    Hooks hooks = choices.choose();
    Future<ModelCall> changed = changes.ask(hooks.onRequest(), asked);
    if (hooks.onAnswer().isEmpty() && hooks.onStream().isEmpty()) {
      return changed.compose(next::handle);
    }
    return changed.compose(
        call -> {
          ModelRequest request = shown(call);
          return next.handle(call).compose(response -> after(hooks, context, request, response));
        });
  }

  /**
   * Hooks see copies, of a request one and of a response two at a time, which count as what they
   * are made of does, until the exchange is over.
   */
  private static boolean hasRoom(Exchange exchange, long copied) {
    Holding holding = exchange.holding();
    return copied == 0 || holding.takeOutOfTurn(holding.budget().answers(), copied);
  }

  /** The call as extensions see it, with a copy of its body. */
  static ModelRequest shown(ModelCall call) {
    CallContext context = call.context();
    return new ModelRequest(
        context.record().requestId(),
        context.operation().label(),
        new Application(
            context.caller().keyId(), context.caller().projectId(), context.caller().accountId()),
        call.scanned().model(),
        call.scanned().stream(),
        ShownHeaders.of(call.headers().all()),
        call.body().copy());
  }

  private Future<ModelResponse> after(
      Hooks hooks, CallContext context, ModelRequest request, ModelResponse response) {
    Exchange exchange = context.exchange();
    if (response instanceof ModelResponse.Whole whole && !hooks.onAnswer().isEmpty()) {
      if (!hasRoom(exchange, 2 * whole.body().length())) {
        return Future.failedFuture(exchange.holding().refusal());
      }
      return new WholeEdit(hooks.onAnswer(), exchange, request).edit(whole);
    }
    if (response instanceof ModelResponse.Streamed streamed
        && streamed.isEvents()
        && !hooks.onStream().isEmpty()) {
      return Future.succeededFuture(
          new EditedResponse(
              streamed,
              new Editors(hooks.onStream(), exchange, request, context.dialect()),
              exchange,
              failures));
    }
    return Future.succeededFuture(response);
  }
}
