package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SseParserTest {
  private static final SseFilter ALL = event -> true;

  private final SseParser parser = new SseParser(1024);
  private final List<String> seen = new ArrayList<>();

  @Test
  void wholeCanonicalEventsPassAsTheVeryChunk() {
    Buffer chunk = Buffer.buffer("data: 1\n\nevent: a\ndata: 2\n\n: ping\n\n");

    Buffer forwarded = parser.feed(chunk, ALL);

    assertThat(forwarded).isSameAs(chunk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: 1\n\ndata: 2\n\ndata: cut", "\uFEFFdata: 1\n\ndata: 2\n\n"})
  void wholeEventsBesideOtherBytesPassAsOneSlice(String text) {
    Buffer chunk = Buffer.buffer(text);

    Buffer forwarded = parser.feed(chunk, ALL);

    assertThat(forwarded.toString()).isEqualTo("data: 1\n\ndata: 2\n\n");
    assertThat(arrayOf(forwarded)).isSameAs(arrayOf(chunk));
  }

  @ParameterizedTest(name = "dropping {0}")
  @CsvSource({"1, 2345, true", "5, 1234, true", "3, 1245, false", "12345, '', true"})
  void droppedEventsAreLeftOut(String dropped, String kept, boolean slice) {
    Buffer chunk = Buffer.buffer("data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\ndata: 5\n\n");

    Buffer forwarded = parser.feed(chunk, event -> !dropped.contains(event.dataText()));

    assertThat(forwarded.toString().replaceAll("\\D", "")).isEqualTo(kept);
    if (forwarded.length() > 0) {
      assertThat(arrayOf(forwarded) == arrayOf(chunk)).isEqualTo(slice);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: 1\n\n[{\n  \"error\": {}\n}]",
        "data: 1\r\n\r\n \n[{\n  \"error\": {}\n}]",
        "data: 1\n\n[{\n  \"error\": {}\n}]\n\n: end\n\n"
      })
  void jsonInThePlaceOfAnEventIsShownOnceHoweverItIsSplit(String text) {
    List<String> shown = new ArrayList<>();
    SseFilter filter =
        new SseFilter() {
          @Override
          public boolean keep(SseEvent event) {
            return event.hasData();
          }

          @Override
          public void unframed(byte[] bytes, int from, int to) {
            shown.add(new String(bytes, from, to - from, UTF_8).strip());
          }
        };

    for (int i = 0; i < text.length(); i++) {
      parser.feed(Buffer.buffer(text.substring(i, i + 1)), filter);
    }
    parser.finish(filter);

    assertThat(shown).containsExactly("[{\n  \"error\": {}\n}]");
  }

  @Test
  void slicesOfLargerBuffersAreReadWithinTheirBounds() {
    Buffer chunk = Buffer.buffer("data: no\n\ndata: yes\n\ndata: no\n\n").slice(10, 21);

    Buffer forwarded = parser.feed(chunk, this::note);

    assertThat(seen).containsExactly("yes");
    assertThat(forwarded.toString()).isEqualTo("data: yes\n\n");
  }

  @Test
  void memoryOutsideTheHeapIsReadToo() {
    ByteBuf direct = Unpooled.directBuffer().writeBytes("data: 1\n\n".getBytes(UTF_8));

    Buffer forwarded = parser.feed(BufferInternal.buffer(direct), ALL);

    assertThat(forwarded.toString()).isEqualTo("data: 1\n\n");
    direct.release();
  }

  @Test
  void thePayloadIsSeenInPlace() {
    Buffer chunk = Buffer.buffer("data: {\"a\":1}\n\n");
    List<byte[]> arrays = new ArrayList<>();

    parser.feed(chunk, event -> arrays.add(event.dataArray()));

    assertThat(arrays.get(0)).isSameAs(arrayOf(chunk));
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: 1\n\n", "data: 1\r\n\r", "data: 1\r\r"})
  void theByteThatCompletesAnEventDispatchesIt(String text) {
    int last = text.length() - 1;
    parser.feed(Buffer.buffer(text.substring(0, last)), this::note);

    Buffer forwarded = parser.feed(Buffer.buffer(text.substring(last)), this::note);

    assertThat(seen).containsExactly("1");
    assertThat(forwarded.toString()).isEqualTo("data: 1\n\n");
  }

  @Test
  void theLfOfALastCrLfIsSwallowedWhenItComesLater() {
    parser.feed(Buffer.buffer("data: 1\r\n\r"), this::note);

    Buffer forwarded = parser.feed(Buffer.buffer("\ndata: 2\r\n\r\n"), this::note);

    assertThat(seen).containsExactly("1", "2");
    assertThat(forwarded.toString()).isEqualTo("data: 2\n\n");
    assertThat(parser.isMidEvent()).isFalse();
  }

  @Test
  void blankLinesBetweenEventsAreLeftOut() {
    Buffer forwarded = parser.feed(Buffer.buffer("\n\ndata: 1\n\n\n\r\n\rdata: 2\n\n"), this::note);

    assertThat(seen).containsExactly("1", "2");
    assertThat(forwarded.toString()).isEqualTo("data: 1\n\ndata: 2\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'event: error\ndata: {}\n\n', error, true",
    "'event:error\rdata:{}\r\r', error, true",
    "'data: {}\n\n', '', true",
    "'event: errors\ndata: {}\n\n', error, false",
    "'event: error\nevent:\ndata: {}\n\n', error, false"
  })
  void namesAreComparedWithoutAString(String text, String name, boolean expected) {
    List<Boolean> named = new ArrayList<>();

    parser.feed(Buffer.buffer(text), event -> named.add(event.isNamed(name)));

    assertThat(named).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data: [DONE]", "data: [DONE]\n", "data:[DONE]\r\n", "id: 1\rdata: [DONE]"})
  void aTerminalMarkerWithoutItsBlankLineIsTakenAtTheEnd(String text) {
    parser.feed(Buffer.buffer(text), ALL);

    Buffer forwarded = parser.finish(new Seen.Noted());

    assertThat(forwarded.toString()).endsWith("data: [DONE]\n\n");
    assertThat(parser.isMidEvent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: {\"cut", "data: {}\n", "data: [DONE", ": ping", "d"})
  void aCutEventIsReportedAndNeverForwarded(String text) {
    Buffer before = parser.feed(Buffer.buffer("data: 1\n\n" + text), this::note);

    Buffer after = parser.finish(new Seen.Noted());

    assertThat(before.toString()).isEqualTo("data: 1\n\n");
    assertThat(after.length()).isZero();
    assertThat(seen).containsExactly("1");
    assertThat(parser.isMidEvent()).isTrue();
  }

  @Test
  void aStreamThatEndsBetweenEventsIsWhole() {
    parser.feed(Buffer.buffer("data: 1\n\n"), ALL);

    Buffer rest = parser.finish(ALL);

    assertThat(rest.length()).isZero();
    assertThat(parser.isMidEvent()).isFalse();
  }

  @ParameterizedTest(name = "maximum 16, {0} bytes at a time")
  @ValueSource(ints = {1, 2, 7, 100})
  void eventsUpToTheMaximumPassAndALongerOneEndsTheReading(int step) {
    SseParser small = new SseParser(16);
    String stream = "data: 45678901\n\ndata: 456789012\n\ndata: later\n\n";
    Buffer forwarded = Buffer.buffer();

    for (int from = 0; from < stream.length(); from += step) {
      String part = stream.substring(from, Math.min(from + step, stream.length()));
      forwarded.appendBuffer(small.feed(Buffer.buffer(part), ALL));
    }

    assertThat(forwarded.toString()).isEqualTo("data: 45678901\n\n");
    assertThat(small.isTooLarge()).isTrue();
    assertThat(small.isMidEvent()).isTrue();
  }

  @Test
  void anEndlessEventIsNotHeldBeyondTheMaximum() {
    parser.feed(Buffer.buffer("data: "), ALL);

    parser.feed(Buffer.buffer("x".repeat(1018)), ALL);
    boolean atMaximum = parser.isTooLarge();
    parser.feed(Buffer.buffer("x"), ALL);

    assertThat(atMaximum).isFalse();
    assertThat(parser.isTooLarge()).isTrue();
  }

  @Test
  void aLargeEventInOneByteChunksTakesLinearTime() {
    int size = 1 << 20;
    SseParser large = new SseParser(2 * size);
    Buffer oneByte = Buffer.buffer("x");
    large.feed(Buffer.buffer("data: "), ALL);

    // Rescanning what is held would take 2^39 steps.
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < size; i++) {
            large.feed(oneByte, ALL);
          }
        });

    assertThat(large.feed(Buffer.buffer("\n\n"), ALL).length()).isEqualTo(size + 8);
  }

  @Test
  void anEventOfManyDataLinesTakesLinearTime() {
    int lines = 1 << 19;
    SseParser large = new SseParser(8 * lines);
    Buffer chunk = Buffer.buffer("data:\n".repeat(lines) + "\n");
    List<Integer> lengths = new ArrayList<>();

    // Joining anew at each line would copy more than 2^38 bytes.
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> large.feed(chunk, event -> lengths.add(event.dataLength())));

    assertThat(lengths).containsExactly(lines - 1);
  }

  @Test
  void aMaximumThatAllowsNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SseParser(0));
  }

  private boolean note(SseEvent event) {
    return seen.add(event.dataText());
  }

  private static byte[] arrayOf(Buffer buffer) {
    return ((BufferInternal) buffer).unwrap().array();
  }
}
