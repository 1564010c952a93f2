package com.plurence.gateway.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.openai.OpenAiProvider;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Each loop has its clients, whether or not an instance came to it: Vert.x deals out its loops one
 * after the other, to whoever asks.
 */
final class UpstreamVerticleTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final PerLoop<Upstreams> upstreams = new PerLoop<>(this::open);

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void aLoopThatWasLeftOutHasItsClientsWhenItNeedsThem() {
    done(vertx.deployVerticle(new UpstreamVerticle(upstreams)));
    Context one = ((VertxInternal) vertx).createEventLoopContext();
    Context other = ((VertxInternal) vertx).createEventLoopContext();

    assertThat(upstreams.all()).hasSize(1);
    assertThat(on(one)).isSameAs(on(one)).isNotSameAs(on(other));
    assertThat(upstreams.all()).hasSize(2);
  }

  private Upstreams on(Context loop) {
    Promise<Upstreams> found = Promise.promise();
    loop.runOnContext(now -> found.complete(upstreams.here()));
    return done(found.future());
  }

  private Upstreams open() {
    return new Upstreams(
        vertx,
        new LoopTimers(vertx),
        () -> {
          throw new AssertionError("nothing is sent");
        },
        kind -> new OpenAiProvider(),
        Optional::empty,
        (attempt, record) -> {});
  }
}
