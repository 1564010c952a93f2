package com.plurence.gateway.config.file;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.file.ConfigSource.NamedBy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@VertxTest
final class ConfigWatchTest {
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final Duration NEVER = Duration.ofHours(1);

  private final Told told = new Told();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFile() throws IOException {
    file = Files.writeString(folder.resolve("gateway.yaml"), drainOf(1));
  }

  @Test
  void aFileRenamedOverTheOldOneIsHandedOverOffTheEventLoop(Vertx vertx) throws Exception {
    watch(vertx, PERIOD);

    replaceBy(drainOf(2));

    assertThat(told.nextDrain()).isEqualTo(Duration.ofSeconds(2));
    assertThat(told.eventLoops).hasValue(0);
  }

  @Test
  void aFileHalfWrittenIsNotTaken() throws Exception {
    ConfigWatch watch =
        new ConfigWatch(source(), Map.of(), ConfigLoader.load(source(), Map.of()), NEVER, told);

    Files.writeString(file, "");
    watch.look(false);
    Files.writeString(file, drainOf(3));
    watch.look(false);
    watch.look(false);

    assertThat(told.changes)
        .extracting(config -> config.shutdown().drain())
        .containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void aSwitchedLinkCounts(Vertx vertx) throws Exception {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path after = Files.createDirectory(folder.resolve("after"));
    Files.writeString(before.resolve("gateway.yaml"), drainOf(1));
    Files.writeString(after.resolve("gateway.yaml"), drainOf(4));
    Path data = Files.createSymbolicLink(folder.resolve("data"), before);
    file = data.resolve("gateway.yaml");
    watch(vertx, PERIOD);

    Path prepared = Files.createSymbolicLink(folder.resolve("data.new"), after);
    Files.move(prepared, data, StandardCopyOption.ATOMIC_MOVE);

    assertThat(told.nextDrain()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aChangeBetweenLoadingAndWatchingIsNoticed(Vertx vertx) throws Exception {
    GatewayConfig loaded = ConfigLoader.load(source(), Map.of());
    replaceBy(drainOf(5));

    new ConfigWatch(source(), Map.of(), loaded, PERIOD, told).deploy(vertx).await(5, SECONDS);

    assertThat(told.nextDrain()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aBadFileIsReportedOnceAndTheNextGoodOneIsTaken(Vertx vertx) throws Exception {
    watch(vertx, PERIOD);

    replaceBy("shutdown: { drain: soon }");
    ConfigException refusal = told.nextRefusal();
    replaceBy(drainOf(6));

    assertThat(refusal).hasMessageStartingWith(file + ":1: shutdown.drain: was 'soon'");
    assertThat(told.nextDrain()).isEqualTo(Duration.ofSeconds(6));
    assertThat(told.refusals).isEmpty();
  }

  @Test
  void aFileThatVanishesIsReportedAndChangesNothing(Vertx vertx) throws Exception {
    ConfigSource usual = new ConfigSource(file, NamedBy.DEFAULT);
    ConfigWatch watch =
        new ConfigWatch(usual, Map.of(), ConfigLoader.load(usual, Map.of()), NEVER, told);
    watch.deploy(vertx).await(5, SECONDS);
    watch.reload();
    told.nextDrain();

    Files.delete(file);
    watch.reload();

    assertThat(told.nextRefusal()).hasMessage(file + ": does not exist any more");
    assertThat(told.changes).isEmpty();
  }

  @Test
  void whatMeansTheSameIsNoChange(Vertx vertx) throws Exception {
    watch(vertx, PERIOD);

    replaceBy(drainOf(1) + "# a comment");
    replaceBy(drainOf(1) + "# another comment");
    replaceBy(drainOf(7));

    assertThat(told.nextDrain()).isEqualTo(Duration.ofSeconds(7));
    assertThat(told.changes).isEmpty();
  }

  @Test
  void askedToReloadItTellsEvenWhatHasNotChanged(Vertx vertx) throws Exception {
    ConfigWatch watch = watch(vertx, NEVER);

    watch.reload();

    assertThat(told.nextDrain()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void askedToReloadABadFileItReports(Vertx vertx) throws Exception {
    ConfigWatch watch = watch(vertx, NEVER);

    replaceBy("nonsense: 1");
    watch.reload();

    assertThat(told.nextRefusal().problems()).hasSize(1);
    assertThat(told.changes).isEmpty();
  }

  @Test
  void aListenerThatFailsIsToldTheNextChangeAllTheSame(Vertx vertx) throws Exception {
    List<Integer> calls = new CopyOnWriteArrayList<>();
    ConfigWatch watch =
        new ConfigWatch(
            source(),
            Map.of(),
            ConfigLoader.load(source(), Map.of()),
            NEVER,
            new ConfigWatch.ConfigListener() {
              @Override
              public void changed(GatewayConfig config) {
                calls.add(1);
                throw new IllegalStateException("cannot apply");
              }

              @Override
              public void refused(ConfigException mistakes) {}
            });
    watch.deploy(vertx).await(5, SECONDS);

    watch.reload();
    watch.reload();

    await().atMost(5, SECONDS).until(() -> calls.size() == 2);
  }

  /** In one step: a test must not depend on how fast a file is written. */
  private void replaceBy(String text) throws IOException {
    Path prepared = Files.writeString(folder.resolve("new.yaml"), text);
    Files.move(prepared, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private ConfigWatch watch(Vertx vertx, Duration period) throws Exception {
    ConfigWatch watch =
        new ConfigWatch(source(), Map.of(), ConfigLoader.load(source(), Map.of()), period, told);
    watch.deploy(vertx).await(5, SECONDS);
    return watch;
  }

  private ConfigSource source() {
    return new ConfigSource(file, NamedBy.OPTION);
  }

  private static String drainOf(int seconds) {
    return "shutdown: { drain: " + seconds + "s }\n";
  }

  /** Keeps what a watch told. */
  private static final class Told implements ConfigWatch.ConfigListener {
    final BlockingQueue<GatewayConfig> changes = new LinkedBlockingQueue<>();
    final BlockingQueue<ConfigException> refusals = new LinkedBlockingQueue<>();
    final AtomicInteger eventLoops = new AtomicInteger();

    @Override
    public void changed(GatewayConfig config) {
      eventLoops.addAndGet(Context.isOnEventLoopThread() ? 1 : 0);
      changes.add(config);
    }

    @Override
    public void refused(ConfigException mistakes) {
      refusals.add(mistakes);
    }

    Duration nextDrain() throws InterruptedException {
      return taken(changes.poll(5, SECONDS)).shutdown().drain();
    }

    ConfigException nextRefusal() throws InterruptedException {
      return taken(refusals.poll(5, SECONDS));
    }

    private static <T> T taken(@Nullable T told) {
      assertThat(told).as("told within 5 s").isNotNull();
      return Objects.requireNonNull(told);
    }
  }
}
