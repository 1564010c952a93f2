package com.plurence.gateway.upstream.http;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.testing.FakeDns;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.TransportFault;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers whose name gets another address. */
final class MovedProviderTest {
  private static final Duration CONNECTION_LIFE = Duration.ofMillis(200);

  private Vertx outside;
  private Vertx vertx;
  private FakeDns dns;
  private int port;
  private Context loop;
  private HttpClients clients;

  @BeforeEach
  void start() {
    outside = Vertx.vertx();
    HttpServer first = done(serve("first").listen(0, "127.0.0.1"));
    port = first.actualPort();
    done(serve("second").listen(port, "127.0.0.2"));
    dns = done(FakeDns.start(outside, "127.0.0.1"));
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(new AddressResolverOptions().addServer(dns.server())));
    loop = vertx.getOrCreateContext();
    LoopTimers timers = new LoopTimers(vertx);
    clients = new HttpClients(vertx, timers, CONNECTION_LIFE);
    loop.runOnContext(now -> timers.start());
  }

  private HttpServer serve(String name) {
    return outside.createHttpServer().requestHandler(request -> request.response().end(name));
  }

  @AfterEach
  void stop() {
    done(vertx.close());
    done(outside.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "2"})
  void areFollowedEvenThoughTheirConnectionsAreNeverIdle(String version) throws ConfigException {
    Target target = target(version);
    assertThat(ask(target)).isEqualTo("first");

    dns.move("127.0.0.2");

    until(() -> ask(target).equals("second"));
    assertThat(clients.open()).isEqualTo(1);
  }

  @Test
  void whoseNameIsNotKnownAnyMoreAreToldFromThoseThatDoNotAnswer() throws ConfigException {
    Target target = target("1.1");
    dns.forget();

    Throwable failure = catchThrowable(() -> ask(target));

    assertThat(TransportFault.connecting(failure)).isEqualTo(FaultKind.NAME_UNKNOWN);
  }

  private String ask(Target target) {
    return done(
        Future.future(answered -> loop.runOnContext(now -> request(target).onComplete(answered))));
  }

  private Future<String> request(Target target) {
    return clients
        .request(target, "/", "m")
        .compose(request -> request.send().compose(HttpClientResponse::body))
        .map(Buffer::toString);
  }

  private Target target(String version) throws ConfigException {
    String yaml =
        """
        providers: { one: { base_url: "http://provider.example:%d/v1", http_versions: ["%s"] } }
        models: { chat: { targets: [ { provider: one } ] } }
        """
            .formatted(port, version);
    return Catalog.from(ConfigLoader.parse("test.yaml", yaml, Map.of()))
        .route("chat")
        .orElseThrow()
        .targets()
        .get(0);
  }
}
