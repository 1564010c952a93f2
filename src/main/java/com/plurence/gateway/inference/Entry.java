package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.body.Intake;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.overload.LoopGate;
import com.plurence.gateway.overload.Priority;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets requests to models in before their bodies are read, on one event loop. */
public final class Entry {
  private static final CharSequence PRIORITY = HttpHeaders.createOptimized("x-plurence-priority");

  /**
   * Less than anybody is told to wait, since others may ask over the same connection, and enough
   * for refusals to cost little.
   */
  private static final Duration REST = Duration.ofMillis(500);

  private static final String BATCH = Priority.BATCH.label();

  private final LoopGate gate;
  private final Function<Caller.Application, Priority> priorities;

  /**
   * @param gate of this event loop
   * @param priorities how much the requests of a key matter
   */
  public Entry(LoopGate gate, Function<Caller.Application, Priority> priorities) {
    this.gate = gate;
    this.priorities = priorities;
  }

  /**
   * Lets {@code exchange} in until it is over.
   *
   * @throws GatewayException if the client is to come back later
   */
  void admit(Exchange exchange, Caller.Application caller) {
    Priority priority = lowered(exchange, priorities.apply(caller));
    try {
      exchange.holding().occupy(gate.enter(caller.projectId(), priority));
    } catch (GatewayException refusal) {
      if (gate.isBehind()) {
        Intake.rest(exchange, REST);
      }
      throw refusal;
    }
  }

  /** A request may say that it can wait, and no more than that. */
  private static Priority lowered(Exchange exchange, Priority ofKey) {
    @Nullable String asked = exchange.request().getHeader(PRIORITY);
    return asked != null && asked.trim().equalsIgnoreCase(BATCH) ? Priority.BATCH : ofKey;
  }
}
