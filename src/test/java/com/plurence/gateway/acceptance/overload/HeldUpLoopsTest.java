package com.plurence.gateway.acceptance.overload;

import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is seen of a gateway whose event loops all have too much to do. */
final class HeldUpLoopsTest {
  @Test
  void theOperatorIsAnsweredAllTheSame() throws IOException {
    Logger access = (Logger) LoggerFactory.getLogger("access");
    HeldUp log = new HeldUp();
    log.start();
    List<RawClient> clients = new ArrayList<>();
    try (GatewayUnderTest gateway = GatewayUnderTest.startWithDemoModels()) {
      access.setLevel(Level.INFO);
      access.addAppender(log);
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        clients.add(new RawClient(gateway.port()).write(head("GET /v1/errors")));
      }
      await().until(() -> log.threads.size() == clients.size());

      try {
        for (String path : List.of("/livez", "/readyz", "/metrics")) {
          RawClient.Answer answer = RawClient.send(gateway.port("ops"), head("GET " + path));
          assertThat(answer.status()).isEqualTo(200);
        }
      } finally {
        log.goOn.countDown();
      }
    } finally {
      access.detachAppender(log);
      access.setLevel(null);
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  /** The access lines are written on the event loops of their requests. */
  private static final class HeldUp extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    protected void append(ILoggingEvent event) {
      try {
        if ("/v1/errors".equals(routeOf(event)) && threads.add(Thread.currentThread())) {
          goOn.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static String routeOf(ILoggingEvent event) {
      return event.getKeyValuePairs().stream()
          .filter(pair -> pair.key.equals("route"))
          .map(pair -> String.valueOf(pair.value))
          .findFirst()
          .orElse("");
    }
  }
}
