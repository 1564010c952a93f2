package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.Replicas;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key} on requests to models: a repeated one costs no tokens. */
final class IdempotentInferenceTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Replicas replicas;
  private static String key;

  @BeforeAll
  static void start() {
    replicas = Replicas.start();
    key = replicas.newKey().getString("key");
  }

  @AfterAll
  static void stop() {
    replicas.stop();
  }

  @Test
  void aRepeatedRequestIsAnsweredAsBeforeByEitherGateway() {
    String once = UUID.randomUUID().toString();
    Reply first = ask(replicas.first(), once, Map.of());
    long asked = replicas.journal().requests();

    Reply again = ask(replicas.first(), once, Map.of());
    Reply elsewhere = ask(replicas.second(), once, Map.of());

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("idempotent-replayed")).isEmpty();
    for (Reply replay : new Reply[] {again, elsewhere}) {
      assertThat(replay.status()).isEqualTo(200);
      assertThat(replay.header("idempotent-replayed")).hasValue("true");
      assertThat(replay.header("content-type")).isEqualTo(first.header("content-type"));
      assertThat(replay.text()).isEqualTo(first.text());
    }
    assertThat(replicas.journal().requests()).isEqualTo(asked);
  }

  @Test
  void anotherBodyIsAConflict() {
    String once = UUID.randomUUID().toString();
    ask(replicas.first(), once, Map.of());

    Reply other =
        done(replicas.send(replicas.second(), key, Map.of("idempotency-key", once), "other-chat"));

    other.isError(ErrorCode.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void oneThatIsStillRunningIsAConflictThatPasses() {
    String once = UUID.randomUUID().toString();
    long open = replicas.journal().open();
    Future<Reply> slow =
        replicas.send(
            replicas.first(), key, Map.of("idempotency-key", once, "x-demo-latency", "3000"));
    await().atMost(SOON).until(() -> replicas.journal().open() > open);

    Reply meanwhile = ask(replicas.second(), once, Map.of());

    meanwhile.isError(ErrorCode.IDEMPOTENT_REQUEST_RUNNING);
    assertThat(meanwhile.header("retry-after")).hasValue("1");
    assertThat(done(slow).status()).isEqualTo(200);
    assertThat(ask(replicas.second(), once, Map.of()).header("idempotent-replayed"))
        .hasValue("true");
  }

  @Test
  void aRequestThatFailedMayBeRepeated() {
    String once = UUID.randomUUID().toString();

    Reply failed = ask(replicas.first(), once, Map.of("x-demo-status", "400"));
    Reply again = ask(replicas.second(), once, Map.of());

    assertThat(failed.status()).isEqualTo(400);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("idempotent-replayed")).isEmpty();
  }

  @Test
  void aRequestWhoseKeyIsRemovedMeanwhileMayBeRepeatedWithAnother() {
    String once = UUID.randomUUID().toString();
    var doomed = replicas.newKey();
    long open = replicas.journal().open();
    Future<Reply> brokenOff =
        replicas.send(
            replicas.first(),
            doomed.getString("key"),
            Map.of("idempotency-key", once, "x-demo-latency", "60000"));
    await().atMost(SOON).until(() -> replicas.journal().open() > open);

    replicas.owner().delete(replicas.keys() + "/" + doomed.getString("id"));

    done(brokenOff).isError(ErrorCode.KEY_DELETED);
    await().atMost(SOON).until(() -> ask(replicas.second(), once, Map.of()).status() == 200);
  }

  @Test
  void aLargeAnswerIsGivenButNotKept() {
    String small = UUID.randomUUID().toString();
    String large = UUID.randomUUID().toString();
    Map<String, String> kept = Map.of("x-demo-size", Integer.toString(1024 * 1024 - 1024));
    Map<String, String> tooLarge = Map.of("x-demo-size", Integer.toString(1024 * 1024 + 1));
    long asked = replicas.journal().requests();

    assertThat(ask(replicas.first(), small, kept).header("idempotent-kept")).isEmpty();
    Reply first = ask(replicas.first(), large, tooLarge);
    Reply again = ask(replicas.second(), large, tooLarge);

    assertThat(ask(replicas.second(), small, kept).header("idempotent-replayed")).hasValue("true");
    for (Reply reply : new Reply[] {first, again}) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("idempotent-kept")).hasValue("false");
      assertThat(reply.header("idempotent-replayed")).isEmpty();
      assertThat(reply.text()).hasSizeGreaterThan(1024 * 1024);
    }
    assertThat(replicas.journal().requests()).isEqualTo(asked + 3);
  }

  @Test
  void aKeyOfNoVisibleCharactersIsRefused() {
    ask(replicas.first(), "a b", Map.of()).isError(ErrorCode.IDEMPOTENCY_KEY_INVALID);
  }

  private static Reply ask(Gateway gateway, String once, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("idempotency-key", once);
    return done(replicas.send(gateway, key, headers));
  }
}
