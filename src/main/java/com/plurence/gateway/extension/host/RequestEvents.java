package com.plurence.gateway.extension.host;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.GatewayEvent.Audit;
import com.plurence.gateway.extension.GatewayEvent.Usage;
import com.plurence.gateway.http.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells extensions of each request to the gateway listener when it is over. */
public final class RequestEvents implements Consumer<Exchange> {
  private static final String ATTRIBUTE = "ext.";

  private final Extensions extensions;

  public RequestEvents(Extensions extensions) {
    this.extensions = extensions;
  }

  @Override
  public void accept(Exchange exchange) {
    if (extensions.hears(Audit.class)) {
      extensions.tell(audit(exchange));
    }
    if (extensions.hears(Usage.class)) {
      usage(exchange).ifPresent(extensions::tell);
    }
  }

  private static Audit audit(Exchange exchange) {
    return new Audit(
        Instant.now(),
        exchange.requestId(),
        exchange.request().method().name(),
        exchange.route(),
        exchange.status(),
        Optional.ofNullable(exchange.error()).map(ErrorKind::id),
        caller(exchange),
        exchange.notesUnder(ATTRIBUTE),
        exchange.address().toString());
  }

  private static Optional<Usage> usage(Exchange exchange) {
    if (exchange.noted("operation") instanceof String operation
        && exchange.noted("model") instanceof String model) {
      return caller(exchange).map(caller -> usage(exchange, caller, operation, model));
    }
    return Optional.empty();
  }

  private static Usage usage(
      Exchange exchange, Application caller, String operation, String model) {
    return new Usage(
        Instant.now(),
        exchange.requestId(),
        caller,
        operation,
        model,
        text(exchange, "target").replaceFirst("/.*", ""),
        tokens(exchange.noted("input_tokens")),
        tokens(exchange.noted("output_tokens")),
        Duration.ofNanos(System.nanoTime() - exchange.startedAt()),
        finishReason(exchange),
        exchange.notesUnder(ATTRIBUTE));
  }

  private static Optional<Application> caller(Exchange exchange) {
    return Optional.ofNullable(exchange.credential())
        .map(id -> new Application(id, text(exchange, "project"), text(exchange, "account")));
  }

  private static OptionalLong tokens(@Nullable Object count) {
    return count instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** In the words of usage records, not of providers. */
  private static String finishReason(Exchange exchange) {
    if (exchange.clientDisconnected()) {
      return "client_disconnect";
    }
    if (exchange.error() != null) {
      return "error";
    }
    String reason = text(exchange, "finish_reason");
    return reason.equals("length") ? "max_tokens" : reason.isEmpty() ? "stop" : reason;
  }

  private static String text(Exchange exchange, String name) {
    return exchange.noted(name) instanceof String text ? text : "";
  }
}
