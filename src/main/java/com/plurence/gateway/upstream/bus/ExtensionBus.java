package com.plurence.gateway.upstream.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event bus that extensions live on, as one event loop of the gateway uses it: what comes back
 * comes back on that loop, and never passes a loop that an extension may block.
 */
public final class ExtensionBus {
  private final ContextInternal here;
  private final Supplier<Optional<Vertx>> extensions;
  private @Nullable ContextInternal there;

  /**
   * @param gateway on whose current event loop it is used
   * @param extensions the Vert.x that extensions live on, if there are any
   */
  public ExtensionBus(Vertx gateway, Supplier<Optional<Vertx>> extensions) {
    this.here = ((VertxInternal) gateway).getOrCreateContext();
    this.extensions = extensions;
  }

  /** Whether anybody can be reached. */
  boolean isThere() {
    return extensions.get().isPresent();
  }

  Future<Message<Object>> request(String address, Object body, DeliveryOptions options) {
    Promise<Message<Object>> reply = Promise.promise();
    onBus(bus -> bus.<Object>request(address, body, options))
        .onComplete(outcome -> here.emit(outcome, reply::handle));
    return reply.future();
  }

  MessageConsumer<Object> listen(String address, Handler<Message<Object>> handler) {
    return onBus(bus -> bus.<Object>localConsumer(address, message -> here.emit(message, handler)));
  }

  void tell(String address) {
    onBus(bus -> bus.publish(address, null));
  }

  /** Does {@code work} as a context of the extensions' Vert.x that runs on this event loop. */
  private <T> T onBus(Function<EventBus, T> work) {
    VertxInternal vertx = (VertxInternal) extensions.get().orElseThrow();
    ContextInternal context = there;
    if (context == null || context.owner() != vertx) {
      context = vertx.contextBuilder().withEventLoop(here.nettyEventLoop()).build();
      there = context;
    }
    ContextInternal before = context.beginDispatch();
    try {
      return work.apply(vertx.eventBus());
    } finally {
      context.endDispatch(before);
    }
  }
}
