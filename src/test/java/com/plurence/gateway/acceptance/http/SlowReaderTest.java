package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.client.Requests.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.SocketTable;
import com.plurence.gateway.testing.client.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader that can't keep up holds back the provider, not the gateway's memory. */
final class SlowReaderTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("figures");
  private static final int CHUNKS = 100_000;
  private static final long MOST_BYTES = 64 * 1024;

  /** HTTP/1.0 has no framing of chunks: as many bytes come out of the gateway as went in. */
  @Test
  void aStreamOfAHundredThousandChunksHoldsAtMost64KiBAndLosesNone() throws IOException {
    assumeTrue(SocketTable.isThere(), "only Linux tells what its sockets hold");
    try (Flood flood = new Flood(CHUNKS);
        GatewayUnderTest gateway =
            GatewayUnderTest.with()
                .demoModels()
                .provider("flood", "{ base_url: 'http://127.0.0.1:%d' }".formatted(flood.port()))
                .start();
        RawClient reader = new RawClient(gateway.port())) {
      reader.write(chat("flood", true).replace(" HTTP/1.1\r\n", " HTTP/1.0\r\n"));
      assertThat(reader.readHead().status()).isEqualTo(200);
      long written = whenStalled(flood);

      long held =
          written - SocketTable.underWay(flood.port()) - SocketTable.underWay(gateway.port());
      FIGURES.warn("{} of {} bytes are held by the gateway", held, written);

      assertThat(held).isBetween(0L, MOST_BYTES);
      assertThat(written).isLessThan(CHUNKS * (long) Flood.event(0).length);
      readsEveryChunk(reader);
    }
  }

  /** Everybody waits for the reader; how much was written until then. */
  private static long whenStalled(Flood flood) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(90))
        .until(() -> flood.written() > 0 && last.getAndSet(flood.written()) == flood.written());
    return last.get();
  }

  private static void readsEveryChunk(RawClient reader) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(reader.in(), StandardCharsets.US_ASCII));
    int next = 0;
    String line = lines.readLine();
    for (; line != null && next < CHUNKS; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        if (!line.contains("\"content\":\"" + next + " \"")) {
          throw new AssertionError("instead of chunk " + next + ": " + line);
        }
        next++;
      }
    }
    assertThat(next).isEqualTo(CHUNKS);
    assertThat(lines.lines()).contains("data: [DONE]");
  }
}
