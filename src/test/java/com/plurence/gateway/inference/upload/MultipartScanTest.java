package com.plurence.gateway.inference.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartScanTest {
  private static final String FILE =
      "--B~Content-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".mp3\"~"
          + "Content-Type: audio/mpeg~~-B--~-\r--~data\n~";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--B~Content-Disposition: form-data; name=\"model\"~~m~--B--~",
        "--B~content-disposition:form-data;name=model~Content-Type: text/plain;"
            + " charset=utf-8~~m~--B--",
        "--B~X: y~Content-Disposition: form-data; name=\"model\"~Content-Transfer-Encoding:"
            + " binary~~m~--B--~bye",
        FILE + "--B~Content-Disposition: form-data; name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"model\"~~m~" + FILE + "--B--~",
        "--B~Content-Disposition: form-data; name=\"models\"~~~--B~"
            + "Content-Disposition: form-data; name=\"model\"~~m~--B--~",
      })
  void findsTheModelHoweverTheBodyIsCut(String text) {
    byte[] body = bytes(text);
    for (int cut = 1; cut <= body.length; cut += cut < 40 ? 1 : 17) {
      MultipartScan scan = new MultipartScan("B");
      for (int at = 0; at < body.length; at += cut) {
        scan.feed(Buffer.buffer(body).slice(at, Math.min(body.length, at + cut)));
      }

      MultipartScan.Found found = scan.finish();

      assertThat(found.model()).isEqualTo("m");
      assertThat(body[(int) found.from()]).isEqualTo((byte) 'm');
      assertThat(found.to()).isEqualTo(found.from() + 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--B~Content-Disposition: form-data; name=\"x\"~~m~--B--~ | is required",
        "--B~Content-Disposition: form-data; name=\"model\"~~~--B--~ | must not be empty",
        "--B~Content-Disposition: form-data; name=\"Model\"~~m~--B--~ | must not occur in another"
            + " spelling",
        "--B~Content-Disposition: form-data; name=\"model\"~~m~--B~Content-Disposition: form-data;"
            + " name=\"model\"~~n~--B--~ | must not occur twice",
        "--B~Content-Disposition: form-data; name=\"model\"; filename=\"x\"~~m~--B--~ | must be a"
            + " text in UTF-8, not a file",
        "--B~Content-Disposition: form-data; name=\"model\"~Content-Transfer-Encoding:"
            + " base64~~bQ==~--B--~ | must be a text in UTF-8, not a file",
        "--B~Content-Disposition: form-data; name=\"model\"~Content-Type: text/plain;"
            + " charset=utf-16~~m~--B--~ | must be a text in UTF-8, not a file",
      })
  void saysWhatIsWrongWithTheModel(String text, String message) {
    GatewayException failure = failure(text);

    assertThat(failure.kind()).isEqualTo(ErrorCode.VALIDATION_FAILED);
    assertThat(failure.details().get(0).field()).isEqualTo("model");
    assertThat(failure.details().get(0).message()).isEqualTo(message);
  }

  /** What another reader could take for a field that this one has not seen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "~--B~Content-Disposition: form-data; name=\"model\"~~m~--B--~",
        "preamble~--B~Content-Disposition: form-data; name=\"model\"~~m~--B--~",
        "--B\nContent-Disposition: form-data; name=\"model\"\n\nm\n--B--\n",
        "--B~Content-Disposition: form-data; name=\"a\"~~x\n"
            + "--B~Content-Disposition: form-data; name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"a\"~~--B~Content-Disposition: form-data;"
            + " name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"a\"~~x--B~--B--~",
        "--B ~Content-Disposition: form-data; name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"model\"~~m~--B",
        "--B~Content-Disposition: form-data; name=\"model\"~~m",
        "--B~~m~--B--~",
        "--B~Content-Type: text/plain~~m~--B--~",
        "--B~Content-Disposition: form-data~~m~--B--~",
        "--B~Content-Disposition: attachment; name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"a\"; name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name*=utf-8''model~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"mod\\el\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"mod%65l\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"a~ model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"a\"~Content-Disposition: form-data;"
            + " name=\"model\"~~m~--B--~",
        "--B~Content-Disposition : form-data; name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data;~ name=\"model\"~~m~--B--~",
        "--B~Content-Disposition: form-data; name=\"model\"~~m~--B--~--B~Content-Disposition:"
            + " form-data; name=\"model\"~~n~--B--~",
      })
  void refusesWhatIsNotClear(String text) {
    assertThat(failure(text).kind()).isEqualTo(ErrorCode.MALFORMED_MULTIPART);
  }

  @Test
  void holdsNoMoreThanItNeedsOfAPartWithoutEnd() {
    MultipartScan scan = new MultipartScan("B");
    scan.feed(Buffer.buffer(bytes("--B~Content-Disposition: form-data; name=\"model\"~~")));

    assertThatThrownBy(() -> scan.feed(Buffer.buffer("m".repeat(2000))))
        .isInstanceOf(GatewayException.class);
    assertThatThrownBy(
            () -> new MultipartScan("B").feed(Buffer.buffer("--B\r\n" + "x".repeat(9000))))
        .isInstanceOf(GatewayException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/form-data; boundary=abc | abc",
        "Multipart/Form-Data;charset=utf-8; Boundary=\"a b=c\" | a b=c",
        "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk |"
            + " ----WebKitFormBoundary7MA4YWxk",
        "multipart/form-data |",
        "multipart/form-data; boundary= |",
        "multipart/form-data; boundary=a; boundary=b |",
        "multipart/form-data; boundary=\"a |",
        "multipart/form-data; boundary=a b |",
        "multipart/form-data; boundary=a{b |",
      })
  void readsTheBoundary(String contentType, String boundary) {
    assertThat(MultipartType.is(contentType)).isTrue();
    assertThat(MultipartType.boundary(contentType).orElse(null)).isEqualTo(boundary);
  }

  private static GatewayException failure(String text) {
    try {
      MultipartScan scan = new MultipartScan("B");
      scan.feed(Buffer.buffer(bytes(text)));
      scan.finish();
    } catch (GatewayException failure) {
      return failure;
    }
    throw new AssertionError("taken: " + text);
  }

  private static byte[] bytes(String text) {
    return text.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
