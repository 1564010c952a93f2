package com.plurence.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An id is a promise: once given it never means anything else. */
final class RegistryTest {
  private static final Path FROZEN = Path.of("src/test/resources/error-ids.txt");

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void theIdSaysTheClassOfTheStatus(ErrorCode code) {
    String expected =
        switch (code.status()) {
          case 500, 503 -> "DAT00\\d{4}";
          case 401, 403 -> "DAT02\\d{4}";
          default -> "DAT03\\d{4}";
        };

    assertThat(code.id()).matches(expected);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void theIdIsNotOneOfThoseReservedForExtensions(ErrorCode code) {
    assertThat(code.id()).doesNotMatch("DAT0[023]9\\d{3}");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void onlyHealthChecksAnswerWithAnotherStatusThanTheirCode(ErrorCode code) {
    assertThat(code.status())
        .isEqualTo(code == ErrorCode.NOT_READY ? 503 : code.messageCode().status());
  }

  @Test
  void noIdIsGivenTwice() {
    List<String> ids = new ArrayList<>();
    for (ErrorCode code : ErrorCode.values()) {
      ids.add(code.id());
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  /**
   * The file is written by hand, one line an id, and lines are only ever added: an id that is used
   * no more stays in it, so that nobody takes it again.
   */
  @Test
  void noIdEverChangesItsMeaning() throws IOException {
    Map<String, String> frozen = new TreeMap<>();
    for (String line : Files.readAllLines(FROZEN)) {
      String[] parts = line.split(" ", 3);
      assertThat(frozen.put(parts[0], parts[1] + " " + parts[2])).as(line).isNull();
    }

    Map<String, String> registered = new TreeMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      registered.put(code.id(), code.messageCode() + " " + code.name());
    }

    assertThat(frozen).as("%s; add the lines of new ids", FROZEN).containsAllEntriesOf(registered);
  }
}
