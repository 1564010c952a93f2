package com.plurence.gateway.server;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.error.RawResponse;
import com.plurence.gateway.http.guard.ConnectionLimits;
import com.plurence.gateway.http.guard.GuardResponses;
import com.plurence.gateway.http.guard.GuardedTransport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The event loops: one a processor, on epoll where the platform has it. */
public final class EventLoops {
  private EventLoops() {}

  /** How many serve applications. */
  public static int count() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /** Nothing here finds its classes by the thread, so no event need set a thread's class loader. */
  private static VertxOptions options(int loops) {
    return new VertxOptions().setEventLoopPoolSize(loops).setDisableTCCL(true);
  }

  /** All of them, and those that accept connections; each runs what it is given. */
  public static List<Executor> of(Vertx... all) {
    List<Executor> loops = new ArrayList<>();
    for (Vertx vertx : all) {
      VertxInternal inside = (VertxInternal) vertx;
      inside.nettyEventLoopGroup().forEach(loops::add);
      inside.acceptorEventLoopGroup().forEach(loops::add);
    }
    return loops;
  }

  /** Starts the loops of applications and people. */
  public static Vertx create(GatewayConfig config, Entrance entrance) {
    return create(config, entrance, count());
  }

  /** One loop of its own, for what is to be answered at once whatever the others have to do. */
  public static Vertx createApart(GatewayConfig config, Entrance entrance) {
    return create(config, entrance, 1);
  }

  private static Vertx create(GatewayConfig config, Entrance entrance, int loops) {
    Transport plain =
        Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
    ConnectionLimits limits =
        new ConnectionLimits(
            config.timeoutsHttp().header(), config.timeoutsHttp().keepAlive(), entrance.counted());
    GuardResponses answers =
        new GuardResponses(
            new RawResponse(ErrorCode.OVERLOADED),
            new RawResponse(ErrorCode.REQUEST_TOO_SLOW),
            new RawResponse(ErrorCode.MALFORMED_HTTP),
            new RawResponse(ErrorCode.HEADERS_TOO_LARGE));
    return Vertx.builder()
        .with(options(loops))
        .withTransport(
            new GuardedTransport(plain, limits, answers, entrance.proxies(), entrance.accepting()))
        .build();
  }
}
