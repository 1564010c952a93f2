package com.plurence.gateway.dialect.openai.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaFieldsTest {
  private static final String WRONG = "wrong";

  private final Findings findings = new Findings();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.com/a.png | IMAGE Url[url=https://example.com/a.png]",
        "DATA:Image/PNG;base64,AAAA | IMAGE Data[mimeType=image/png, base64=AAAA]",
        "data:image/png;charset=x;base64,AAAA | IMAGE Data[mimeType=image/png, base64=AAAA]",
        "data:application/pdf;base64,AAAA | DOCUMENT Data[mimeType=application/pdf, base64=AAAA]",
        "data:text/plain;base64,SGVsbG8= | DOCUMENT PlainText[text=Hello]",
        "data:,a%20b+c | DOCUMENT PlainText[text=a b+c]",
        "data:text/plain;base64,SGVsb | wrong",
        "data:text/plain,%zz | wrong",
        "data:image/svg+xml,<svg/> | wrong",
        "data:image/png | wrong"
      })
  void anImageIsWhatItsUriSays(String uri, String expected) {
    Optional<Part.Media> image =
        MediaFields.image(new RequestField<>("at", uri), Optional.empty(), findings);

    assertThat(words(image)).isEqualTo(expected);
    assertThat(findings.isClean()).isEqualTo(!expected.equals(WRONG));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "data:image/png;base64,AAAA | a.png | IMAGE Data[mimeType=image/png, base64=AAAA]",
        "data:text/csv;base64,AAAA | a.csv | DOCUMENT Data[mimeType=text/csv, base64=AAAA]",
        "AAAA | - | DOCUMENT Data[mimeType=application/pdf, base64=AAAA]",
        "AAAA | A.PDF | DOCUMENT Data[mimeType=application/pdf, base64=AAAA]",
        "SGVsbG8= | a.txt | DOCUMENT PlainText[text=Hello]",
        "AAAA | a.xls | DOCUMENT Data[mimeType=application/octet-stream, base64=AAAA]"
      })
  void aFileIsWhatItsUriOrNameSays(String data, @Nullable String name, String expected) {
    Optional<Part.Media> file =
        MediaFields.file(
            new RequestField<>("at", data), Optional.ofNullable(name), Optional.empty(), findings);

    assertThat(words(file)).isEqualTo(expected);
  }

  private static String words(Optional<Part.Media> media) {
    return media.map(part -> part.kind() + " " + part.source()).orElse(WRONG);
  }
}
