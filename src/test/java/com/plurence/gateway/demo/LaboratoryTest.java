package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@VertxTest
final class LaboratoryTest {
  @Test
  void keepsOnlyTheNewestRequestsAndCountsAll(Vertx vertx) throws Exception {
    DemoProvider demo =
        DemoProvider.start(vertx, new DemoOptions("demo", 0, 1, 2, Optional.empty()))
            .await(5, SECONDS);

    for (String id : new String[] {"1", "2", "3"}) {
      call(demo, "x-demo-id", id);
    }

    assertThat(demo.journal().requests()).isEqualTo(3);
    assertThat(demo.journal().seen())
        .extracting(seen -> seen.headers().get("x-demo-id"))
        .containsExactly("2", "3");
  }

  @Test
  void remembersNothingUnderLoad(Vertx vertx) throws Exception {
    DemoProvider demo =
        DemoProvider.start(vertx, DemoOptions.of("demo", 0).underLoad(3)).await(5, SECONDS);

    for (int i = 0; i < 6; i++) {
      assertThat(call(demo).head()).contains(" 200 ");
    }

    assertThat(demo.journal().seen()).isEmpty();
    assertThat(demo.journal().requests()).isEqualTo(6);
    await().until(() -> demo.journal().open() == 0);
  }

  @Test
  void failsToStartOnAPortThatIsTaken(Vertx vertx) throws Exception {
    try (ServerSocket other =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int taken = other.getLocalPort();

      assertThatThrownBy(() -> DemoProvider.start(vertx, "demo", taken).await(5, SECONDS))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void freesItsPort(Vertx vertx) throws Exception {
    DemoProvider demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);

    demo.stop().await(5, SECONDS);

    // NIO gives the socket back with its next select, which may be a moment later
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> RawClient.to(demo)).isInstanceOf(ConnectException.class));
  }

  @Test
  void keepsProvidersApart(Vertx vertx) throws Exception {
    DemoProvider one = DemoProvider.start(vertx, "one", 0).await(5, SECONDS);
    DemoProvider two = DemoProvider.start(vertx, "two", 0).await(5, SECONDS);

    assertThat(two.port()).isNotEqualTo(one.port());
    assertThat(call(one).body()).contains("Hello from one");
    assertThat(call(two).body()).contains("Hello from two");
  }

  private static RawClient.Received call(DemoProvider demo, String... headers) throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      return client.chat(false, headers).readAll(Duration.ofSeconds(5));
    }
  }
}
