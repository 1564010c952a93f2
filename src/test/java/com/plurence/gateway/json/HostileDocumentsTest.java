package com.plurence.gateway.json;

import static com.plurence.gateway.json.JsonKind.ARRAY;
import static com.plurence.gateway.json.JsonKind.OBJECT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Documents made to be slow. Each has 4 MiB and comes byte by byte, so that anything quadratic
 * would take hours; the limit is a thousand times what is needed.
 */
final class HostileDocumentsTest {
  private static final int SIZE = 1 << 20;
  private static final int MOST = 50;
  private static final Shape LIST =
      Shape.of("must be a list", ARRAY)
          .withItems(
              Shape.of("must be an object", OBJECT)
                  .with(Member.required("a", Shape.any().withText(100))));

  private final List<String> violations = new ArrayList<>();
  private final ShapeWalk walk =
      new ShapeWalk(
          LIST,
          MOST,
          new ShapeWalk.Findings() {
            @Override
            public void member(Member member, JsonValue value) {}

            @Override
            public void violation(String path, String message) {
              violations.add(path + " " + message);
            }
          });

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"a\":\"     | x           | \"}] | COMPLETE",
        "[{\"a\":\"     | \\ud800     | \"}] | COMPLETE",
        "[{\"a\":\"     | é           | \"}] | COMPLETE",
        "[{\"           | \\u0061     | \":1}] | COMPLETE",
        "[{\"a\":       | 1           | }]   | COMPLETE",
        "[{\"a\":1e     | 9           | }]   | COMPLETE",
        "[{\"a\":1      | ,\"a\":1    | }]   | COMPLETE",
        "[              | {},         | {}]  | COMPLETE",
        "[              | 0,          | 0]   | COMPLETE",
        "[{\"a\":[      | [],         | 0]}] | COMPLETE",
        "[              | [           | 0]   | TOO_DEEP",
        "[              | ` `         | ]    | COMPLETE"
      })
  void takeLinearTimeAndFewWords(String head, String piece, String tail, JsonOutcome outcome) {
    byte[] document =
        (head + piece.repeat(SIZE / piece.length()) + tail).getBytes(StandardCharsets.UTF_8);
    JsonScanner scanner = new JsonScanner(walk, 64);

    assertTimeoutPreemptively(
        ofSeconds(60),
        () -> {
          for (int i = 0; i < document.length; i++) {
            scanner.feed(document, i, i + 1);
          }
        });

    assertThat(scanner.finish()).isEqualTo(outcome);
    assertThat(violations).hasSizeLessThanOrEqualTo(MOST);
  }
}
