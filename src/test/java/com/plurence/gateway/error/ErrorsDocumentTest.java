package com.plurence.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code -Derrors.write=true} the document is written before it is compared. */
final class ErrorsDocumentTest {
  @Test
  void theDocumentIsThatOfTheRegistry() throws IOException {
    if (Boolean.getBoolean("errors.write")) {
      Files.writeString(ErrorsDocument.FILE, ErrorsDocument.text());
    }

    assertThat(Files.readString(ErrorsDocument.FILE)).isEqualTo(ErrorsDocument.text());
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorStandsInExactlyOneSection(ErrorCode code) {
    assertThat(ErrorsDocument.text().split("\\| " + code.id() + " ", -1)).hasSize(2);
  }
}
