package com.plurence.gateway.extension.host;

import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that an extension has given to be asked, with the instance that it lives in. */
public final class Hook<H> {
  private final Instance instance;
  private final H hook;

  Hook(Instance instance, H hook) {
    this.instance = instance;
    this.hook = hook;
  }

  /**
   * Asks the extension, on its own thread and within its deadline. To be called on an event loop.
   *
   * @param question runs on the extension's context
   * @return completes on the calling loop; empty when the extension has failed and its failures are
   *     to be passed over; fails with the {@link GatewayException} that the client is to be told
   */
  public <T> Future<Optional<T>> ask(
      LoopTimers timers, String requestId, Function<H, @Nullable Future<T>> question) {
    return instance.ask(timers, requestId, () -> question.apply(hook));
  }

  /** Asks as {@link #ask} does, of what nothing can be passed over: every failure is told. */
  public <T> Future<T> demand(
      LoopTimers timers,
      String requestId,
      Duration longest,
      Function<H, @Nullable Future<T>> question) {
    return instance.demand(timers, requestId, longest, () -> question.apply(hook));
  }

  /** The same within the deadline of hooks. */
  <T> Future<T> demand(
      LoopTimers timers, String requestId, Function<H, @Nullable Future<T>> question) {
    return demand(timers, requestId, instance.entry().deadline(), question);
  }

  /** What the instance has answered can't be used: the same as if it had failed. */
  public <T> Future<Optional<T>> unusable(String requestId, String what) {
    return instance.unusable(requestId, what);
  }
}
