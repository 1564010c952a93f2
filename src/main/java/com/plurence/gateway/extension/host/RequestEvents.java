package com.plurence.gateway.extension.host;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.GatewayEvent.Audit;
import com.plurence.gateway.extension.GatewayEvent.Usage;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.Accounting;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.Spending;
import com.plurence.gateway.record.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells extensions of each request to the gateway listener when it is over. */
public final class RequestEvents implements Consumer<RequestRecord> {
  private final Extensions extensions;

  public RequestEvents(Extensions extensions) {
    this.extensions = extensions;
  }

  @Override
  public void accept(RequestRecord request) {
    if (extensions.hears(Audit.class)) {
      extensions.tell(audit(request));
    }
    if (extensions.hears(Usage.class)) {
      usage(request).ifPresent(extensions::tell);
    }
  }

  private static Audit audit(RequestRecord request) {
    return new Audit(
        Instant.now(),
        request.requestId(),
        request.method(),
        request.route(),
        request.status(),
        Optional.ofNullable(request.error()).map(ErrorKind::id),
        caller(request),
        attributes(request),
        request.address().toString());
  }

  private static Optional<Usage> usage(RequestRecord request) {
    @Nullable String operation = request.operation();
    @Nullable String model = request.model();
    return operation == null || model == null
        ? Optional.empty()
        : caller(request).map(caller -> usage(request, caller, operation, model));
  }

  private static Usage usage(
      RequestRecord request, Application caller, String operation, String model) {
    @Nullable TokenUsage tokens = request.usage();
    Spending spending = request.spending();
    @Nullable Long cost = spending.costNanoUsd();
    return new Usage(
        Instant.now(),
        request.requestId(),
        caller,
        operation,
        model,
        request.attempts().isEmpty() ? "" : request.attempts().last().provider(),
        tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens.input()),
        tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens.output()),
        Duration.ofNanos(System.nanoTime() - request.startedAt()),
        finishReason(request),
        attributes(request),
        request.attribution().isStreamed(),
        Objects.requireNonNullElse(request.target(), ""),
        request.attempts().isEmpty() ? "" : request.attempts().last().bill().model(),
        tokens(spending.tokens()),
        spending.estimated(),
        cost == null ? OptionalLong.empty() : OptionalLong.of(cost),
        request.status(),
        Optional.ofNullable(request.error()).map(ErrorKind::id),
        request.attempts().count(),
        request.accounting() == Accounting.REPLAYED,
        request.attribution().tags(),
        Optional.ofNullable(request.attribution().endUser()),
        request.firstByteNanos() == 0
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(request.firstByteNanos())));
  }

  private static Usage.Tokens tokens(TokenClasses spent) {
    return new Usage.Tokens(
        spent.uncached(), spent.cacheRead(), spent.cacheWrite(), spent.text(), spent.reasoning());
  }

  private static Optional<Application> caller(RequestRecord request) {
    @Nullable CallerFacts caller = request.caller();
    return caller == null || caller.credential() == null
        ? Optional.empty()
        : Optional.of(
            new Application(
                caller.credential(),
                Objects.requireNonNullElse(caller.project(), ""),
                Objects.requireNonNullElse(caller.account(), "")));
  }

  /** A copy: extensions live on other threads, and may keep it. */
  private static Map<String, String> attributes(RequestRecord request) {
    Map<String, String> attributes = request.attributes();
    return attributes.isEmpty() ? Map.of() : new TreeMap<>(attributes);
  }

  /** In the words of usage records, not of providers. */
  private static String finishReason(RequestRecord request) {
    if (request.lifecycle() == Lifecycle.CLIENT_LEFT) {
      return "client_disconnect";
    }
    if (request.error() != null) {
      return "error";
    }
    @Nullable String reason = request.finishReason();
    if (reason == null || reason.isEmpty()) {
      return "stop";
    }
    return reason.equals("length") ? "max_tokens" : reason;
  }
}
