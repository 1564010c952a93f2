package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the cuts, line ends and spaces, the client gets the same bytes. */
final class SseSplitsTest {
  private static final Map<String, String> CANONICAL_STREAMS =
      new TreeMap<>(
          Map.of(
              "chat",
              """
              data: {"choices":[{"delta":{"role":"assistant"}}]}

              data: {"choices":[{"delta":{"content":"Hello: \\n"}}]}

              data: [DONE]

              """,
              "comments",
              """
              : keep-alive

              :\s

              : before
              data: 1
              : between

              """,
              "several data lines",
              """
              data: {
              data:   "indented": true
              data:\s
              data: }

              data:\s
              data:\s

              """,
              "languages",
              """
              data: {"content":"你好,世界"}

              data: {"content":"😀👩‍👩‍👧 naïve Ελλάδα"}

              event: 名前
              data: é

              """,
              "no data",
              """
              data:\s

              event: ping

              id: 7
              retry: 3000

              """,
              "every field",
              """
              event: content_block_delta
              id: 41
              retry: 10
              data: {"type":"content_block_delta","delta":{"text":"x"}}
              later: an unknown field

              event: one
              event: two
              data: last name wins

              database: not data
              dat: nor this
              DATA: nor this

              """,
              "large",
              "data: {\"content\":\"" + "漢字 and text, ".repeat(40) + "\"}\n\ndata: [DONE]\n\n",
              "nothing",
              ""));

  /** A stream as it is sent and as the client gets it, one char per byte. */
  record Variant(String name, String canonical, String sent) {
    byte[] bytes() {
      return Bytes.of(sent);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Variant> variants() {
    Map<String, String> lineEnds = Map.of("LF", "\n", "CRLF", "\r\n", "CR", "\r");
    List<Variant> variants = new ArrayList<>();
    CANONICAL_STREAMS.forEach(
        (name, canonical) ->
            lineEnds.forEach(
                (endName, end) -> {
                  String tight = canonical.replaceAll("(?m)^([a-zA-Z]*): (?! )", "$1:");
                  variants.add(variant(name + ", " + endName, canonical, canonical, end));
                  variants.add(variant(name + ", no space, " + endName, canonical, tight, end));
                }));
    return variants;
  }

  private static Variant variant(String name, String canonical, String text, String lineEnd) {
    return new Variant(
        name,
        Bytes.text(canonical.getBytes(UTF_8)),
        Bytes.text(text.replace("\n", lineEnd).getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyCutAndLineEndGivesTheSameClientBytes(Variant variant) {
    Seen expected =
        new Seen(variant.canonical(), ReferenceParser.read(Bytes.of(variant.canonical())).events());

    List<Seen> seen =
        IntStream.rangeClosed(0, variant.bytes().length)
            .mapToObj(cut -> Seen.of(variant.bytes(), cut))
            .toList();

    assertThat(seen).allSatisfy(one -> assertThat(one).isEqualTo(expected));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void oneByteAtATimeGivesTheSameClientBytes(Variant variant) {
    Seen seen = Seen.of(variant.bytes(), IntStream.range(0, variant.bytes().length).toArray());

    assertThat(seen.forwarded()).isEqualTo(variant.canonical());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyBytesInAnyCutsReadAsTheReferenceReadsThem(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      byte[] stream = randomStream(random);
      int[] cuts = randomCuts(random, stream.length);

      Seen seen = Seen.of(stream, cuts);

      assertThat(seen)
          .as("seed %d, round %d: '%s'", seed, round, Bytes.text(stream))
          .isEqualTo(ReferenceParser.read(stream));
    }
  }

  private static byte[] randomStream(RandomGenerator random) {
    String[] parts = {
      "\r",
      "\n",
      "\r\n",
      "\n\n",
      "\r\r",
      "\r\n\r\n",
      ":",
      ": ",
      " ",
      "data",
      "data:",
      "data: ",
      "event: ",
      "event",
      "id:1",
      "[DONE]",
      "x",
      "{\"a\":\"bcdefgh\"}",
      "\t",
      "\0",
      "漢",
      "😀",
      "\uFEFF"
    };
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
    int length = random.nextInt(24);
    for (int i = 0; i < length; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString().getBytes(UTF_8);
  }

  private static int[] randomCuts(RandomGenerator random, int length) {
    return IntStream.range(0, random.nextInt(8))
        .map(i -> random.nextInt(length + 1))
        .sorted()
        .toArray();
  }
}
