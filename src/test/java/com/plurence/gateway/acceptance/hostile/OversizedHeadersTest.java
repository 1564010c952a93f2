package com.plurence.gateway.acceptance.hostile;

import static com.plurence.gateway.acceptance.hostile.HostileHttp2.CONTINUATION;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.DATA;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.END_HEADERS;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.END_STREAM;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.HEADERS;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.PREFACE;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.SETTINGS;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.block;
import static com.plurence.gateway.acceptance.hostile.HostileHttp2.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.Requests;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Behind a proxy one connection carries the requests of many clients. */
final class OversizedHeadersTest {
  private static final int FRAME = 16_000;

  @Test
  void headersOverTheLimitOfHttp2HarmTheirOwnRequestAlone() throws IOException {
    Http2Witness witness = new Http2Witness();
    try (GatewayUnderTest gateway = GatewayUnderTest.startWithDemoModels();
        RawClient client = new RawClient(gateway.port())) {
      client.write(Bytes.join(PREFACE, frame(SETTINGS, 0, 0, new byte[0]), stream(1)));
      read(client, witness, 0);
      for (int i = 0; i < 3; i++) {
        client.write(tooLarge(3 + 4 * i));
        client.write(get(5 + 4 * i));
        read(client, witness, 2 + 2 * i);
      }
      read(client, witness, 7);
    }

    assertThat(witness.ended())
        .containsExactly("3 400", "5 200", "7 400", "9 200", "11 400", "13 200", "1 200");
  }

  /** Until so many responses have ended, and at least once. */
  private static void read(RawClient client, Http2Witness witness, int answers) throws IOException {
    byte[] buffer = new byte[FRAME];
    do {
      int length = client.in().read(buffer);
      assertThat(length).as("bytes after %s", witness.ended()).isPositive();
      witness.read(Arrays.copyOf(buffer, length));
    } while (witness.ended().size() < answers);
  }

  /** A streamed response that takes two seconds. */
  private static byte[] stream(int stream) {
    byte[] head =
        block(
            ":method",
            "POST",
            ":scheme",
            "http",
            ":authority",
            "a",
            ":path",
            Requests.CHAT,
            "x-api-key",
            GatewayUnderTest.KEY,
            "content-type",
            "application/json",
            "x-demo-chunks",
            "20",
            "x-demo-interval",
            "100");
    return Bytes.join(
        frame(HEADERS, END_HEADERS, stream, head),
        frame(DATA, END_STREAM, stream, Bytes.latin1(Requests.chatBody("m", true))));
  }

  private static byte[] get(int stream) {
    return frame(HEADERS, END_STREAM | END_HEADERS, stream, block(pseudo()));
  }

  private static byte[] tooLarge(int stream) {
    String[] fields = Arrays.copyOf(pseudo(), pseudo().length + 2);
    fields[fields.length - 2] = "x";
    fields[fields.length - 1] = "a".repeat(33_000);
    byte[] block = block(fields);
    return Bytes.join(
        frame(HEADERS, END_STREAM, stream, Arrays.copyOfRange(block, 0, FRAME)),
        frame(CONTINUATION, 0, stream, Arrays.copyOfRange(block, FRAME, 2 * FRAME)),
        frame(
            CONTINUATION, END_HEADERS, stream, Arrays.copyOfRange(block, 2 * FRAME, block.length)));
  }

  private static String[] pseudo() {
    return new String[] {":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/livez"};
  }
}
