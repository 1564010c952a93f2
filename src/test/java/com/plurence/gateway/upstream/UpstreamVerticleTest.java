package com.plurence.gateway.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each loop has its clients before the first request, whichever loops the instances came to: Vert.x
 * deals them out one after the other, to whoever asks.
 */
final class UpstreamVerticleTest {
  private static final int LOOPS = 3;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  private final UpstreamClients clients =
      new UpstreamClients(
          new PerLoop<>(() -> new LoopTimers(vertx)),
          () -> {
            throw new AssertionError("nothing is sent");
          },
          kind -> {
            throw new AssertionError("nothing is sent");
          },
          Optional::empty,
          (attempt, record) -> {});

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void everyLoopHasItsOwnClient() {
    done(clients.deploy(vertx, LOOPS));

    assertThat(clientsOfAllLoops()).hasSize(LOOPS).isEqualTo(Set.copyOf(clients.all()));
  }

  @Test
  void aLoopThatWasLeftOutGetsItsClientAllTheSame() {
    done(vertx.deployVerticle(new UpstreamVerticle(clients)));
    for (int taken = 1; taken < LOOPS; taken++) {
      loop(); // now the next instance comes to a loop that has its client
    }

    done(clients.deploy(vertx, LOOPS));

    assertThat(clientsOfAllLoops()).hasSize(LOOPS);
  }

  @Test
  void nobodyFindsTheClientOfAVerticleThatHasStopped() {
    String deployment = done(vertx.deployVerticle(new UpstreamVerticle(clients)));

    done(vertx.undeploy(deployment));

    assertThat(clients.all()).isEmpty();
    assertThatThrownBy(() -> on(loop())).isInstanceOf(IllegalStateException.class);
  }

  private Set<UpstreamClient> clientsOfAllLoops() {
    Set<UpstreamClient> found = new HashSet<>();
    for (int i = 0; i < LOOPS; i++) {
      found.add(on(loop()));
    }
    return found;
  }

  /** A context on the loop whose turn it is. */
  private Context loop() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  private UpstreamClient on(Context loop) {
    Promise<UpstreamClient> found = Promise.promise();
    loop.runOnContext(
        now -> {
          try {
            found.complete(clients.here());
          } catch (IllegalStateException none) {
            found.fail(none);
          }
        });
    return done(found.future());
  }
}
