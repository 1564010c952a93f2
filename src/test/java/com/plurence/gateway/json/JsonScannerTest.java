package com.plurence.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScannerTest {
  private final Transcript transcript = new Transcript(1000);
  private final JsonScanner scanner = new JsonScanner(transcript, 8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-1.5e-7",
        "1E400",
        "\"\"",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        " [ ] ",
        "[[]]",
        "{\"\":0}",
        "[1,2]",
        "{\"a\":{\"b\":[]}}",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\t\r\n 1 \n",
        "{\"a\":1,\"a\":2}",
        "\"\u007f\"",
        "[[[[[[[[]]]]]]]]",
        "\"\uFEFF\""
      })
  void acceptsWhatTheStandardAllows(String document) {
    assertThat(scan(document)).isEqualTo(JsonOutcome.COMPLETE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{]        | 1", "[}         | 1", "[1,]       | 3", "{\"a\":1,} | 7", "{\"a\"}    | 4",
        "{\"a\":}  | 5", "{a:1}      | 1", "{'a':1}    | 1", "[,1]       | 1", "[1 2]      | 3",
        "01        | 1", "-          | 1", "+1         | 0", ".5         | 0", "1.         | 2",
        "1e        | 2", "1e+        | 3", "-a         | 1", "0x1        | 1", "1.e1       | 2",
        "NaN       | 0", "Infinity   | 0", "tru        | 3", "trux       | 3", "nulll      | 4",
        "True      | 0", "[1]]       | 3", "1 2        | 2", "{}{}       | 2", "[          | 1",
        "{         | 1", "{\"a\":1   | 6", "\"abc      | 4", "\"\\x\"    | 2", "\"\\u12G4\"| 5",
        "\"\\      | 2", "/**/1      | 0", "[1]#       | 3", "[1:2]      | 2", "{\"a\",1}  | 4"
      })
  void refusesWhatIsNotJsonAtTheByteAtFault(String document, long offset) {
    assertThat(scan(document)).isEqualTo(JsonOutcome.MALFORMED);
    assertThat(scanner.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @CsvSource({
    "22 0A 22, 1", // line feed
    "22 1F 22, 1",
    "22 00 22, 1",
    "22 80 22, 1", // continuation first
    "22 C0 80 22, 1", // overlong
    "22 C1 BF 22, 1",
    "22 E0 80 80 22, 2",
    "22 F0 80 80 80 22, 2",
    "22 ED A0 80 22, 2", // surrogate
    "22 F4 90 80 80 22, 2", // beyond U+10FFFF
    "22 F5 80 80 80 22, 1",
    "22 FF 22, 1",
    "22 C3 22, 2", // cut short
    "22 E6 BC 22, 3",
    "22 F0 9F 98 22, 4",
    "EF BB BF 31, 0", // byte order mark
    "31 00, 1"
  })
  void refusesBytesThatAreNotText(String hex, long offset) {
    byte[] document = HexFormat.ofDelimiter(" ").parseHex(hex);

    scanner.feed(document, 0, document.length);

    assertThat(scanner.finish()).isEqualTo(JsonOutcome.MALFORMED);
    assertThat(scanner.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void callsNothingButWhitespaceEmpty(String document) {
    assertThat(scan(document)).isEqualTo(JsonOutcome.EMPTY);
  }

  /** Long texts are read in words and blocks, so that every byte has many places to be missed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 8, 20, 31, 32, 33, 47, 63, 64, 71, 79})
  void findsEveryByteThatNeedsALookWhereverItStandsInALongText(int place) {
    for (int value = 0; value < 256; value++) {
      byte[] document = ("\"" + "x".repeat(80) + "\"").getBytes(StandardCharsets.US_ASCII);
      document[1 + place] = (byte) value;
      boolean plain = value >= ' ' && value < 0x80 && value != '"' && value != '\\';

      scanner.reset();
      scanner.feed(document, 0, document.length);

      assertThat(scanner.finish())
          .as("byte %d", value)
          .isEqualTo(plain ? JsonOutcome.COMPLETE : JsonOutcome.MALFORMED);
      if (value < ' ') {
        assertThat(scanner.offset()).isEqualTo(1 + place);
      }
    }
  }

  @Test
  void refusesTheBracketThatIsTooDeep() {
    assertThat(scan("[{\"a\":[[[[[[{}]]]]]]}]")).isEqualTo(JsonOutcome.TOO_DEEP);
    assertThat(scanner.offset()).isEqualTo(12);
  }

  @Test
  void countsDepthInWhatIsNotHeard() {
    JsonScanner deaf = new JsonScanner(new Deaf(), 200);
    String deep = "[".repeat(200) + "]".repeat(200);
    String deeper = "[" + deep + "]";

    deaf.feed(bytes(deep), 0, 400);
    JsonOutcome within = deaf.finish();
    deaf.reset();
    deaf.feed(bytes(deeper), 0, 402);

    assertThat(within).isEqualTo(JsonOutcome.COMPLETE);
    assertThat(deaf.finish()).isEqualTo(JsonOutcome.TOO_DEEP);
  }

  @Test
  void reportsNothingFromInsideWhatWasNotEntered() {
    Deaf listener = new Deaf();
    JsonScanner deaf = new JsonScanner(listener, 8);

    deaf.feed(bytes(" {\"a\":[1,{}],\"b\":\"x\"}"), 0, 21);

    assertThat(deaf.finish()).isEqualTo(JsonOutcome.COMPLETE);
    assertThat(listener.heard).containsExactly("OBJECT 1-21 empty=false");
  }

  @Test
  void decodesEscapesInNamesAndValues() {
    scan("{\"mod\\u0065l\":\"\\ud83d\\ude00\\n\"}");

    assertThat(transcript.lines)
        .containsExactly("enter OBJECT", "name model", "STRING 14-30 😀\n", "leave OBJECT 0-31");
  }

  @Test
  void ignoresWhatFollowsARefusal() {
    scanner.feed(bytes("]"), 0, 1);

    assertThat(scanner.feed(bytes("[]"), 0, 2)).isFalse();
    assertThat(scanner.finish()).isEqualTo(JsonOutcome.MALFORMED);
    assertThat(scanner.offset()).isZero();
  }

  @Test
  void readsOneDocumentAfterTheOther() {
    scan("[[");
    scanner.reset();
    transcript.lines.clear();

    assertThat(scan("7")).isEqualTo(JsonOutcome.COMPLETE);
    assertThat(transcript.lines).containsExactly("NUMBER 0-1 7");
  }

  @Test
  void keepsNoMoreOfATextThanWasAskedFor() {
    Transcript brief = new Transcript(4);
    JsonScanner cutting = new JsonScanner(brief, 8);
    byte[] piece = bytes("x".repeat(1000));

    cutting.feed(bytes("\""), 0, 1);
    for (int i = 0; i < 100; i++) {
      cutting.feed(piece, 0, piece.length);
    }
    cutting.feed(bytes("\\n\""), 0, 3);

    assertThat(cutting.finish()).isEqualTo(JsonOutcome.COMPLETE);
    assertThat(brief.lines).containsExactly("STRING 0-100004 xxxx");
  }

  private JsonOutcome scan(String document) {
    byte[] bytes = bytes(document);
    scanner.feed(bytes, 0, bytes.length);
    return scanner.finish();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Wants to hear of nothing but the root. */
  private static final class Deaf implements JsonListener {
    private final List<String> heard = new ArrayList<>();

    @Override
    public boolean enter(JsonKind kind) {
      return false;
    }

    @Override
    public void leave(JsonValue container) {
      heard.add("leave");
    }

    @Override
    public void name(JsonText name) {
      heard.add("name");
    }

    @Override
    public int textLimit() {
      return 0;
    }

    @Override
    public void value(JsonValue value) {
      heard.add(value.kind() + " " + value.from() + "-" + value.to() + " empty=" + value.empty());
    }
  }
}
