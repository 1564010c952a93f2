package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.client.Requests.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that clients have compressed. */
final class CompressedBodiesTest {
  private static final int MIB = 1024 * 1024;

  /** {@code {"model":"m","messages":[{"role":"user","content":"Hi"}]}} by the reference encoder. */
  private static final byte[] BROTLI =
      Base64.getDecoder()
          .decode("GzgAQBwHdoyzhTkcbOe1yF7a1kJqaxadrj7gkAPmA2dtgYRBbclsOhTrKeyVy6apFBBA424=");

  /** A chat whose content is 12 MiB of the letter a, by the reference encoder. */
  private static final byte[] BROTLI_BOMB =
      Base64.getDecoder()
          .decode(
              "y///P4CM1GLNGe7UInthW4tFxzEOWB/2axsm1D2Hh19OrCW5sRzGAV1GVn8YqU7jhvd/V9oAAOGX7OsSKVEOiwC23//IAA==");

  private static final Map<HttpVersion, VersionedClient> CLIENTS = new EnumMap<>(HttpVersion.class);

  private static Vertx vertx;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway = GatewayUnderTest.startWithDemoModels();
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      CLIENTS.put(version, VersionedClient.of(vertx, gateway.port(), version));
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "x-gzip",
        "GZIP",
        "deflate",
        "raw",
        "zstd",
        "br",
        "identity",
        "gzip, zstd",
        "deflate,gzip",
        "identity, gzip",
      })
  void aBodyReachesTheProviderDecoded(String encoding) {
    for (VersionedClient client : CLIENTS.values()) {
      byte[] body = encoding.equals("br") ? chat("Hi") : chat("x".repeat(300_000));

      Answer answer = post(client, encoding, encoded(encoding, body));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(last().body().toString())
          .isEqualTo(new String(body, StandardCharsets.UTF_8).replace("\"m\"", "\"upstream-0\""));
      assertThat(last().headers().contains("content-encoding")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "zstd", "br", "gzip, gzip", "gzip, zstd"})
  void aBombIsRefused(String encoding) {
    byte[] bomb =
        encoding.equals("br") ? BROTLI_BOMB : encoded(encoding, chat("a".repeat(12 * MIB)));
    assertThat(bomb.length).isLessThan(MIB);

    Contract.isError(raw(post(http1(), encoding, bomb)), ErrorCode.BODY_TOO_LARGE);
  }

  /** Whatever is between two codings is bounded, too, though nothing of it is in the end. */
  @Test
  void aBombThatComesToNothingIsRefused() {
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    byte[] member = encoded("gzip", new byte[0]);
    for (int i = 0; i < MIB; i++) {
      empty.writeBytes(member);
    }
    byte[] bomb = encoded("gzip", empty.toByteArray());

    Contract.isError(raw(post(http1(), "gzip, gzip", bomb)), ErrorCode.BODY_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "zstd", "br"})
  void aBodyThatIsCutOrBrokenIsRefused(String encoding) {
    byte[] whole = encoded(encoding, encoding.equals("br") ? chat("Hi") : chat("ab".repeat(5000)));
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);
    byte[] other = chat("Hi");

    contractError(post(http1(), encoding, cut));
    contractError(post(http1(), encoding, other));
    for (int at = 0; at < whole.length; at += 7) {
      byte[] broken = whole.clone();
      broken[at] ^= 0x55;
      Answer answer = post(http1(), encoding, broken);
      if (answer.status() != 200) {
        contractError(answer);
      }
    }
  }

  @Test
  void aWindowBeyondTheStandardIsRefused() {
    byte[] head = {(byte) 0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) 0xA8, 1, 0, 0};

    Contract.isError(raw(post(http1(), "zstd", head)), ErrorCode.CONTENT_DECODING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"compress", "gzip, lz4", "gzip;q=1", "gzip,gzip,gzip,gzip", "*", "zstd br"})
  void anUnknownEncodingIsRefusedNamingTheKnown(String encoding) {
    Answer answer = post(http1(), encoding, chat("Hi"));

    Contract.isError(raw(answer), ErrorCode.CONTENT_ENCODING_UNSUPPORTED);
    assertThat(answer.text()).contains("gzip, deflate, br, zstd and identity");
  }

  @ParameterizedTest
  @CsvSource({"gzip, ENTITY_REQUIRED", "zstd, ENTITY_REQUIRED"})
  void nothingIsNothingHoweverItIsEncoded(String encoding, ErrorCode expected) {
    Contract.isError(raw(post(http1(), encoding, new byte[0])), expected);
    Contract.isError(raw(post(http1(), encoding, encoded(encoding, new byte[0]))), expected);
  }

  @Test
  void aByteOrderMarkIsTakenOffBehindTheCoding() {
    byte[] body =
        ("\ufeff" + new String(chat("Hi"), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);

    assertThat(post(http1(), "gzip", encoded("gzip", body)).status()).isEqualTo(200);
  }

  private static byte[] chat(String content) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(content)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encoded(String encoding, byte[] body) {
    byte[] coded = body;
    for (String coding : encoding.split(",", -1)) {
      coded = once(coding.strip(), coded);
    }
    return coded;
  }

  private static byte[] once(String coding, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      switch (coding) {
        case "gzip", "x-gzip", "GZIP" -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
          }
        }
        case "deflate", "raw" -> {
          Deflater deflater = new Deflater(9, coding.equals("raw"));
          try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            deflate.write(body);
          }
        }
        case "zstd" -> out.write(Zstd.compress(body));
        case "br" -> out.write(BROTLI);
        default -> out.write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Answer post(VersionedClient client, String encoding, byte[] body) {
    return client.post(
        CHAT,
        Buffer.buffer(body),
        Map.of(
            "content-type",
            "application/json",
            "content-encoding",
            encoding.equals("raw") ? "deflate" : encoding));
  }

  private static VersionedClient http1() {
    return Objects.requireNonNull(CLIENTS.get(HttpVersion.HTTP_1_1));
  }

  private static DemoJournal.Seen last() {
    List<DemoJournal.Seen> seen = gateway.demo().journal().seen();
    return seen.get(seen.size() - 1);
  }

  private static RawClient.Answer raw(Answer answer) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x");
    answer
        .headers()
        .forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    return new RawClient.Answer(head.toString(), answer.body().getBytes());
  }

  private static void contractError(Answer answer) {
    Contract.isError(
        answer.status(), name -> Optional.ofNullable(answer.headers().get(name)), answer.text());
  }
}
