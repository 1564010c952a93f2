package com.plurence.gateway.storage.query;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void a_few_are_asked_at_once_the_others_in_their_order_and_too_many_not_at_all() {
    Queue<Promise<Integer>> asked = new ArrayDeque<>();
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 203; i++) {
      answers.add(turns.take(() -> add(asked)));
    }

    assertThat(asked).hasSize(3);
    assertThat(failure(turns.take(() -> add(asked)))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    for (int i = 0; i < 203; i++) {
      asked.remove().complete(i);
      assertThat(done(answers.get(i))).isEqualTo(i);
      assertThat(asked).hasSize(Math.min(3, 202 - i));
    }
  }

  private static Future<Integer> add(Queue<Promise<Integer>> asked) {
    Promise<Integer> answer = Promise.promise();
    asked.add(answer);
    return answer.future();
  }

  @Test
  void of_many_threads_nobody_is_forgotten_and_never_more_than_a_few_are_asked() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Integer>> askers =
        IntStream.range(0, 40)
            .mapToObj(asker -> CompletableFuture.supplyAsync(() -> ask(now, most)))
            .toList();

    assertThat(askers).extracting(CompletableFuture::join).containsOnly(500);
    assertThat(most).hasValueBetween(1, 3);
    assertThat(now).hasValue(0);
  }

  /** How many of 500 questions, one after the other, were answered. */
  private int ask(AtomicInteger now, AtomicInteger most) {
    int answered = 0;
    for (int i = 0; i < 500; i++) {
      answered +=
          done(
              turns.take(
                  () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    return Future.succeededFuture(1).onComplete(one -> now.decrementAndGet());
                  }));
    }
    return answered;
  }
}
