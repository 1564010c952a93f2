package com.plurence.gateway.upstream.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A sender is told to go on when its piece has been passed on, and cut off when it does not wait.
 */
final class MessageStreamTest {
  private static final int MOST_HELD = 256;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    Outcome.done(vertx.close());
  }

  @Test
  void aPieceIsAnsweredWhenItIsPassedOn() {
    MessageStream pieces = Outcome.done(paused());

    vertx.runOnContext(now -> pieces.add(Buffer.buffer("one"), () -> told.add("taken")));
    vertx.runOnContext(now -> told.add("resumed"));
    vertx.runOnContext(now -> pieces.resume());

    await().untilAsserted(() -> assertThat(told).containsExactly("resumed", "one", "taken"));
  }

  @Test
  void whoeverDoesNotWaitIsCutOff() {
    MessageStream pieces = Outcome.done(paused());

    vertx.runOnContext(
        now -> {
          for (int i = 0; i <= MOST_HELD; i++) {
            pieces.add(Buffer.buffer("x"), () -> told.add("taken"));
          }
          pieces.resume();
          pieces.end();
        });

    await().untilAsserted(() -> assertThat(told).containsExactly("broken"));
  }

  private Future<MessageStream> paused() {
    Promise<MessageStream> made = Promise.promise();
    vertx.runOnContext(
        now -> {
          MessageStream pieces = new MessageStream(vertx);
          pieces
              .pause()
              .exceptionHandler(failure -> told.add("broken"))
              .endHandler(end -> told.add("ended"))
              .handler(piece -> told.add(piece.toString()));
          made.complete(pieces);
        });
    return made.future();
  }
}
