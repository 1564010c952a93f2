package com.plurence.gateway.sharedstate;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.TestCertificate;
import com.plurence.gateway.testing.redis.TestRedis;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a connection to Redis comes about, and comes back. */
final class RedisLinkTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Events events = new Events();

  /** What a link has told. */
  private static final class Events implements RedisLink.Listener {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void connected(String policy) {
      told.add("connected " + policy);
    }

    @Override
    public void lost() {
      told.add("lost");
    }

    @Override
    public void failed(Throwable why) {
      told.add("failed " + why.getMessage());
    }

    @Override
    public void answered(long nanos) {
      told.add("answered");
    }
  }

  @AfterEach
  void stop() {
    done(vertx.close());
  }

  @Test
  void usesUserPasswordAndDatabaseOfTheUrl() {
    try (TestRedis redis = TestRedis.start("--user", "gate", "on", ">p@ss", "~*", "+@all")) {
      RedisLink link = open("redis://gate:p%40ss@127.0.0.1:" + redis.port() + "/3");
      until(() -> !events.told.isEmpty());
      assertThat(events.told.get(0)).isEqualTo("connected noeviction");

      done(on(() -> link.send(Request.cmd(Command.SET).arg("k").arg("v"))));

      assertThat(redis.command("INFO", "keyspace")).contains("db3:keys=1");
    }
  }

  @Test
  void tellsWhatTheServerDoesWhenItIsFullAndConnectsAgain() {
    try (TestRedis redis = TestRedis.start("--maxmemory-policy", "allkeys-lru")) {
      RedisLink link = open(redis.url().reveal());
      until(() -> events.told.contains("connected allkeys-lru"));

      redis.restart();

      until(() -> events.told.stream().filter("connected allkeys-lru"::equals).count() == 2);
      assertThat(events.told).contains("lost");
      assertThat(done(on(() -> link.send(Request.cmd(Command.PING)))).toString()).isEqualTo("PONG");
    }
  }

  @Test
  void givesUpAServerThatIsSilentForSeconds() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = open(redis.url().reveal());
      until(link::isConnected);

      redis.freeze();

      until(() -> events.told.contains("lost"));
      redis.thaw();
      until(link::isConnected);
    }
  }

  @Test
  void trustsNoCertificateThatTheMachineDoesNotTrust(@TempDir Path directory) {
    TestCertificate certificate = TestCertificate.in(directory);
    try (TestRedis redis = TestRedis.startWithTls(certificate)) {
      open("rediss://localhost:" + redis.port());
      until(() -> events.told.stream().anyMatch(event -> event.startsWith("failed")));
      assertThat(events.told).noneMatch(event -> event.startsWith("connected"));

      RedisOptions trusting =
          RedisServers.options(new Secret("rediss://localhost:" + redis.port()));
      trusting
          .getNetClientOptions()
          .setTrustOptions(new PemTrustOptions().addCertPath(certificate.certificate().toString()));
      RedisLink link =
          done(on(() -> Future.succeededFuture(new RedisLink(vertx, trusting, events))));

      until(link::isConnected);
    }
  }

  @Test
  void knowsServersThatAreSeveral() {
    RedisOptions sentinel =
        RedisServers.options(new Secret("redis://u:p@host:26379/1?mode=sentinel&master=main"));
    RedisOptions cluster = RedisServers.options(new Secret("rediss://host:6379?mode=cluster"));

    assertThat(sentinel.getType()).hasToString("SENTINEL");
    assertThat(sentinel.getMasterName()).isEqualTo("main");
    assertThat(sentinel.getEndpoints()).containsExactly("redis://u:p@host:26379/1");
    assertThat(cluster.getType()).hasToString("CLUSTER");
    assertThat(cluster.getNetClientOptions().isSsl()).isTrue();
  }

  private RedisLink open(String url) {
    return done(on(() -> Future.succeededFuture(new RedisLink(vertx, new Secret(url), events))));
  }

  private <T> Future<T> on(Supplier<Future<T>> work) {
    Promise<T> outcome = Promise.promise();
    loop.runOnContext(here -> work.get().onComplete(outcome));
    return outcome.future();
  }
}
