package com.plurence.gateway.acceptance.limits;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.Replicas;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import com.plurence.gateway.testing.redis.TestRedis;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits of two gateways that share a Redis, seen from the front door. */
final class SharedLimitsTest {
  private static final int LIMIT = 50;

  private static TestRedis redis;
  private static Replicas replicas;

  @BeforeAll
  static void start() {
    redis = TestRedis.start("--requirepass", "s3cret");
    replicas =
        Replicas.start(
            """
            shared_state: { url: "redis://:s3cret@127.0.0.1:%d/2", timeout: 200ms }
            limits: { key: { rpd: %d } }
            """
                .formatted(redis.port(), LIMIT));
    until(() -> isShared());
  }

  @AfterAll
  static void stop() {
    replicas.stop();
    redis.close();
  }

  @Test
  void manyAtOnceAreAdmittedAtBothAsFarAsTheLimitGoes() {
    String key = knownKey();
    long before = replicas.journal().requests();

    List<Reply> replies = replies(key, 400);

    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(LIMIT - 2);
    replies.stream()
        .filter(reply -> reply.status() != 200)
        .forEach(reply -> reply.isError(ErrorCode.LIMIT_RPD));
    assertThat(replicas.journal().requests() - before).isEqualTo(LIMIT - 2);
    until(() -> replicas.metricsOfSecond().contains("plurence_limits_held 0"));
  }

  @Test
  void noRequestFailsWhileRedisHangsAndBothGoOnWithTheirShare() {
    String key = knownKey();
    redis.freeze();

    List<Reply> replies = replies(key, 200);

    replies.stream()
        .filter(reply -> reply.status() != 200)
        .forEach(reply -> reply.isError(ErrorCode.LIMIT_RPD));
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 200)
        .hasSizeBetween(LIMIT / 2, 2 * LIMIT);
    assertThat(replicas.secondHasStore()).isTrue();
    until(() -> !isShared());
    redis.thaw();
    until(() -> isShared());
    assertThat(replies(key, 60)).extracting(Reply::status).contains(429);
  }

  /** A key that has been used once at each gateway. */
  private static String knownKey() {
    String key = replicas.newKey().getString("key");
    assertThat(replicas.chat(replicas.first(), key).status()).isEqualTo(200);
    assertThat(replicas.chat(replicas.second(), key).status()).isEqualTo(200);
    return key;
  }

  private static boolean isShared() {
    return replicas.metricsOfSecond().contains("plurence_limits_shared 1");
  }

  private static List<Reply> replies(String key, int times) {
    List<Future<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Gateway gateway = i % 2 == 0 ? replicas.first() : replicas.second();
      replies.add(replicas.send(gateway, key, Map.of()));
    }
    return done(Future.all(replies)).list();
  }
}
