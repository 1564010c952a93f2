package com.plurence.gateway.acceptance.hostile;

import static com.plurence.gateway.acceptance.hostile.Bytes.latin1;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Requests;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** HTTP/2 with prior knowledge: odd requests in good frames, and frames that are no good. */
final class HostileHttp2 implements Ammunition {
  /** Before the one that may end the connection. */
  private static final int REQUESTS = 6;

  static final byte[] PREFACE = latin1("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int SETTINGS = 4;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  private static final int STEP = 2;

  private static final String[][] ODD_HEADERS = {
    {"connection", "close"},
    {"transfer-encoding", "chunked"},
    {"te", "gzip"},
    {"Upper", "x"},
    {"", "x"},
    {"x", "a\rb"},
    {"x", "a\nb"},
    {"x", "a\0b"},
    {" x", "y"},
    {"x:", "y"},
    {":path", "/livez"},
    {":odd", "x"},
    {":status", "200"},
    {":protocol", "websocket"},
    {"content-length", "5"},
    {"content-length", "-1"},
    {"content-length", "x"},
    {"content-encoding", "gzip"},
    {"expect", "100-continue"},
    {"expect", "x"},
    {"host", "elsewhere"},
    {"upgrade", "h2c"},
    {"x", "\u00ff\u00fe"},
    {"x-request-id", "a\tb"},
    {"x", "a".repeat(20_000)},
    {"x", "a".repeat(40_000)},
    {"cookie", "a=b"},
    {"origin", "null"},
  };
  private static final String[] PATHS = {
    "/livez",
    "/v1/models",
    "/v1/models/m",
    Requests.CHAT,
    "/v1/embeddings",
    "/nope",
    "//livez",
    "/../livez",
    "/%zz",
    "",
    "livez",
    "*",
    "/a b",
    "/\0",
    "/" + "a".repeat(9000),
    "/v1/models?limit=x",
    "http://a/livez",
  };
  private static final String[] METHODS = {
    "GET", "POST", "OPTIONS", "DELETE", "CONNECT", "BREW", "", "G T", "get"
  };

  @Override
  public Shot next(SplittableRandom random) {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(Bytes.join(PREFACE, frame(SETTINGS, 0, 0, new byte[0])));
    for (int i = 0; i < REQUESTS; i++) {
      pieces.add(request(1 + STEP * i, random));
    }
    int last = 1 + STEP * REQUESTS;
    pieces.add(
        switch (random.nextInt(6)) {
          case 0 -> randomFrame(last, random);
          case 1 -> Bytes.spoilt(request(last, random), random);
          default -> request(last, random);
        });
    return new Shot(pieces, REQUESTS + 1);
  }

  @Override
  public Witness witness() {
    return new Http2Witness();
  }

  private static byte[] request(int stream, SplittableRandom random) {
    boolean post = random.nextBoolean();
    List<String> fields = new ArrayList<>();
    fields.addAll(
        List.of(
            ":method", rarely(random) ? any(METHODS, random) : post ? "POST" : "GET",
            ":scheme", rarely(random) ? "gopher" : "http",
            ":authority", rarely(random) ? "\u00ff" : "a",
            ":path", post && !rarely(random) ? Requests.CHAT : any(PATHS, random),
            "x-api-key", GatewayUnderTest.KEY,
            "content-type", "application/json"));
    if (rarely(random)) {
      int missing = STEP * random.nextInt(fields.size() / STEP);
      fields.subList(missing, missing + STEP).clear();
    }
    for (int odd = random.nextInt(3); odd > 0; odd--) {
      fields.addAll(List.of(ODD_HEADERS[random.nextInt(ODD_HEADERS.length)]));
    }
    return framed(stream, block(fields.toArray(String[]::new)), post, random);
  }

  private static byte[] framed(int stream, byte[] block, boolean post, SplittableRandom random) {
    int end = post ? 0 : END_STREAM;
    int half = rarely(random) ? block.length / 2 : block.length;
    List<byte[]> frames = new ArrayList<>();
    for (int from = 0; from == 0 || from < block.length; from += Math.min(half, 16_000)) {
      int to = Math.min(block.length, from + Math.min(half, 16_000));
      int flags = (from == 0 ? end : 0) | (to == block.length ? END_HEADERS : 0);
      frames.add(
          frame(
              from == 0 ? HEADERS : CONTINUATION,
              flags,
              stream,
              java.util.Arrays.copyOfRange(block, from, to)));
    }
    if (post && !rarely(random)) {
      byte[] body =
          rarely(random)
              ? Bytes.random(random, 100)
              : latin1(Requests.chatBody("m", random.nextBoolean()));
      frames.add(frame(DATA, rarely(random) ? 0 : END_STREAM, stream, body));
    }
    return Bytes.join(frames.toArray(byte[][]::new));
  }

  private static byte[] randomFrame(int stream, SplittableRandom random) {
    int about = random.nextBoolean() ? stream : random.nextInt(12);
    return frame(random.nextInt(12), random.nextInt(256), about, Bytes.random(random, 60));
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteBuf frame = Unpooled.buffer(9 + payload.length);
    frame.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
    return ByteBufUtil.getBytes(frame.writeBytes(payload));
  }

  /** Names and values in turn as literals that no table remembers (RFC 7541, section 6.2.2). */
  static byte[] block(String... fields) {
    ByteBuf block = Unpooled.buffer();
    for (int i = 0; i < fields.length; i += STEP) {
      block.writeByte(0);
      string(block, fields[i]);
      string(block, fields[i + 1]);
    }
    return ByteBufUtil.getBytes(block);
  }

  private static void string(ByteBuf block, String text) {
    int rest = text.length() - 127;
    block.writeByte(Math.min(127, text.length()));
    if (rest >= 0) {
      for (; rest >= 128; rest >>= 7) {
        block.writeByte((rest & 127) | 128);
      }
      block.writeByte(rest);
    }
    block.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }

  private static boolean rarely(SplittableRandom random) {
    return random.nextInt(8) == 0;
  }

  private static String any(String[] some, SplittableRandom random) {
    return some[random.nextInt(some.length)];
  }
}
