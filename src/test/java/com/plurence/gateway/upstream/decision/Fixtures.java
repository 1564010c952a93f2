package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.catalog.TargetPrices;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.config.provider.UpstreamConfig.Breaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Targets and times that several tests of decisions use. */
final class Fixtures {
  /** Close to where a clock of nanoseconds overflows, which no decision may notice. */
  static final long START = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

  static final Breaker BREAKER =
      new Breaker(true, 5, 0.5, Duration.ofSeconds(10), Duration.ofSeconds(10));

  private Fixtures() {}

  static long after(Duration time) {
    return START + time.toNanos();
  }

  static long seconds(double seconds) {
    return START + (long) (seconds * 1e9);
  }

  static Target target(String name, int weight, int priority) {
    ProviderConfig provider =
        new ProviderConfig(
            name,
            ProviderConfig.Kind.OPENAI,
            Optional.of(BaseUrl.parse("http://localhost:1/v1").orElseThrow()),
            Secret.NONE,
            ProviderConfig.RequestSettings.DEFAULT,
            Optional.empty(),
            List.of(ProviderConfig.Protocol.HTTP_1_1),
            ProviderConfig.Tls.SYSTEM,
            true,
            false,
            ProviderConfig.DEFAULT_API_VERSION,
            UpstreamConfig.DEFAULT);
    return new Target(
        name + "/m",
        provider,
        "m",
        Optional.empty(),
        weight,
        priority,
        TargetTraits.DEFAULT,
        TargetPrices.NONE,
        UpstreamConfig.DEFAULT);
  }

  /** Runs the same on several threads that begin together, and waits for all. */
  static void inParallel(int threads, Runnable work) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    Thread[] running = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      running[i] =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                work.run();
              });
      running[i].start();
    }
    start.countDown();
    for (Thread thread : running) {
      thread.join();
    }
  }
}
