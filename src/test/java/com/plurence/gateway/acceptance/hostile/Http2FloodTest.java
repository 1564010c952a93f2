package com.plurence.gateway.acceptance.hostile;

import static com.plurence.gateway.acceptance.hostile.HostileHttp2.frame;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.Requests;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of HTTP/2 that cost the sender nothing, without end. */
final class Http2FloodTest {
  private static final int PRIORITY = 2;
  private static final int RESET = 3;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final byte[] ONE = {0, 0, 0, 1};
  private static final byte[] GET =
      HostileHttp2.block(":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/livez");
  private static final byte[] POST =
      HostileHttp2.block(
          ":method", "POST", ":scheme", "http", ":authority", "a", ":path", Requests.CHAT);

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  enum Flood {
    PINGS(i -> frame(PING, 0, 0, new byte[8])),
    SETTINGS(i -> frame(HostileHttp2.SETTINGS, 0, 0, new byte[0])),
    SETTINGS_THAT_CHANGE(i -> frame(HostileHttp2.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 1, 1})),
    PRIORITIES(i -> frame(PRIORITY, 0, 1 + 2 * i, new byte[] {0, 0, 0, 0, 16})),
    WINDOWS_OF_THE_CONNECTION(i -> frame(WINDOW_UPDATE, 0, 0, ONE)),
    UNKNOWN_FRAMES(i -> frame(99, 0, 0, new byte[0])),
    EMPTY_DATA(
        i ->
            i == 0
                ? frame(HostileHttp2.HEADERS, HostileHttp2.END_HEADERS, 1, POST)
                : frame(HostileHttp2.DATA, 0, 1, new byte[0])),
    RESETS(
        i ->
            Bytes.join(
                frame(HostileHttp2.HEADERS, HostileHttp2.END_HEADERS, 1 + 2 * i, POST),
                frame(RESET, 0, 1 + 2 * i, new byte[] {0, 0, 0, 8}))),
    CONTINUATIONS(
        i ->
            i == 0
                ? frame(HostileHttp2.HEADERS, 0, 1, GET)
                : frame(HostileHttp2.CONTINUATION, 0, 1, new byte[0]));

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final IntFunction<byte[]> frame;

    Flood(IntFunction<byte[]> frame) {
      this.frame = frame;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFloodEndsTheConnectionWithEnhanceYourCalm(Flood flood) throws IOException {
    try (RawClient client = open()) {
      send(client, flood);

      assertThat(lastError(client)).isEqualTo(ENHANCE_YOUR_CALM);
    }
  }

  /** It is told so, and then its connection is closed, maybe before it has sent everything. */
  private static void send(RawClient client, Flood flood) {
    byte[][] frames = new byte[100][];
    try {
      for (int i = 0; i < 5000; i++) {
        frames[i % frames.length] = flood.frame.apply(i);
        if (i % frames.length == frames.length - 1) {
          client.write(Bytes.join(frames));
        }
      }
    } catch (IOException closed) {
      assertThat(closed).hasMessageMatching(".*(?i)(broken pipe|reset|closed).*");
    }
  }

  /** What a browser or a proxy sends in quiet hours is no flood. */
  @ParameterizedTest
  @ValueSource(ints = {300})
  void aFewHundredOfThemAreNone(int frames) throws IOException {
    try (RawClient client = open()) {
      for (int i = 0; i < frames; i++) {
        client.write(Flood.PINGS.frame.apply(i));
      }
      client.write(
          frame(HostileHttp2.HEADERS, HostileHttp2.END_HEADERS | HostileHttp2.END_STREAM, 1, GET));

      assertThat(answers(client, 1)).isTrue();
    }
  }

  private static RawClient open() throws IOException {
    RawClient client = new RawClient(gateway.port());
    return client.write(
        Bytes.join(HostileHttp2.PREFACE, frame(HostileHttp2.SETTINGS, 0, 0, new byte[0])));
  }

  /** The code of the GOAWAY before the end of the connection; -1 if there is none. */
  private static int lastError(RawClient client) throws IOException {
    DataInputStream in = new DataInputStream(client.in());
    int code = -1;
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = first << 16 | in.readUnsignedShort();
      int type = in.read();
      in.skipNBytes(5);
      byte[] payload = in.readNBytes(length);
      code = type == GO_AWAY ? payload[7] : code;
    }
    return code;
  }

  private static boolean answers(RawClient client, int stream) throws IOException {
    DataInputStream in = new DataInputStream(client.in());
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = first << 16 | in.readUnsignedShort();
      int type = in.read();
      in.skipNBytes(1);
      int about = in.readInt();
      in.skipNBytes(length);
      if (type == HostileHttp2.HEADERS && about == stream) {
        return true;
      }
    }
    return false;
  }
}
