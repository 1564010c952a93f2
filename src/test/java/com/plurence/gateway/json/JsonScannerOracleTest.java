package com.plurence.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scanner must say what Jackson says, wherever the document is cut. */
final class JsonScannerOracleTest {
  private static final int DOCUMENTS = 20_000;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomJson json = new RandomJson(random);

  @Test
  void readsValidDocumentsAsJacksonDoes() {
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = json.document();

      assertThat(scan(document)).as(label(document)).isEqualTo(Oracle.transcript(document));
    }
  }

  @Test
  void judgesBrokenDocumentsAsJacksonDoes() {
    int refused = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = json.broken();
      Optional<List<String>> scanned = scan(document);

      refused += scanned.isEmpty() ? 1 : 0;
      assertThat(scanned).as(label(document)).isEqualTo(Oracle.transcript(document));
    }

    assertThat(refused).as("documents refused").isGreaterThan(DOCUMENTS / 4);
  }

  @Test
  void comesToTheSameResultWhereverTheDocumentIsCut() {
    for (int i = 0; i < 300; i++) {
      byte[] document = i % 2 == 0 ? json.document() : json.broken();
      String whole = scan(document, document.length + 1);

      for (int size = 1; size <= Math.min(document.length, 40); size++) {
        assertThat(scan(document, size))
            .as("%s, %d a piece", label(document), size)
            .isEqualTo(whole);
      }
    }
  }

  /** The transcript of a document fed in pieces of random sizes. */
  private Optional<List<String>> scan(byte[] document) {
    Transcript transcript = new Transcript(Integer.MAX_VALUE);
    JsonScanner scanner = new JsonScanner(transcript, 1000);
    int most = 1 + random.nextInt(document.length + 1);
    for (int at = 0; at < document.length; ) {
      int to = Math.min(document.length, at + 1 + random.nextInt(most));
      scanner.feed(document, at, to);
      at = to;
    }
    boolean complete = scanner.finish() == JsonOutcome.COMPLETE;
    return complete ? Optional.of(transcript.lines) : Optional.empty();
  }

  private static String scan(byte[] document, int size) {
    Transcript transcript = new Transcript(20);
    JsonScanner scanner = new JsonScanner(transcript, 5);
    for (int at = 0; at < document.length; at += size) {
      scanner.feed(document, at, Math.min(document.length, at + size));
    }
    JsonOutcome outcome = scanner.finish();
    return outcome + " at " + scanner.offset() + " " + transcript.lines;
  }

  private String label(byte[] document) {
    return "seed " + seed + ": " + new String(document, StandardCharsets.UTF_8);
  }
}
