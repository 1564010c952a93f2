package com.plurence.gateway;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.RawAnswer;
import com.plurence.gateway.http.guard.ConnectionLimits;
import com.plurence.gateway.http.guard.GuardAnswers;
import com.plurence.gateway.http.guard.GuardedTransport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The event loops: one a processor, on epoll where the platform has it. */
final class Loops {
  private Loops() {}

  static int count() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /** Nothing here finds its classes by the thread, so no event need set a thread's class loader. */
  private static VertxOptions options() {
    return new VertxOptions().setEventLoopPoolSize(count()).setDisableTCCL(true);
  }

  /** All of them, and the one that accepts connections; each runs what it is given. */
  static List<Executor> of(Vertx vertx) {
    VertxInternal inside = (VertxInternal) vertx;
    List<Executor> loops = new ArrayList<>();
    inside.nettyEventLoopGroup().forEach(loops::add);
    inside.acceptorEventLoopGroup().forEach(loops::add);
    return loops;
  }

  static Vertx create(GatewayConfig config, Entrance entrance) {
    Transport plain =
        Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
    ConnectionLimits limits =
        new ConnectionLimits(
            config.timeoutsHttp().header(), config.timeoutsHttp().keepAlive(), entrance.counted());
    GuardAnswers answers =
        new GuardAnswers(
            new RawAnswer(ErrorCode.OVERLOADED),
            new RawAnswer(ErrorCode.REQUEST_TOO_SLOW),
            new RawAnswer(ErrorCode.MALFORMED_HTTP),
            new RawAnswer(ErrorCode.HEADERS_TOO_LARGE));
    return Vertx.builder()
        .with(options())
        .withTransport(new GuardedTransport(plain, limits, answers, entrance.proxies()))
        .build();
  }
}
