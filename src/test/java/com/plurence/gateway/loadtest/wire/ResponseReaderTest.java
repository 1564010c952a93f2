package com.plurence.gateway.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseReaderTest {
  private static final String TWO_ANSWERS =
      """
      HTTP/1.1 200 OK\r
      Content-Length: 5\r
      x-other: y\r
      \r
      helloHTTP/1.1 500 Internal Server Error\r
      transfer-encoding: chunked\r
      \r
      3\r
      abc\r
      A\r
      0123456789\r
      0\r
      \r
      """;

  private static final class Heard implements ResponseReader.Listener {
    private final List<String> answers = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private int status;

    @Override
    public void head(int status) {
      this.status = status;
    }

    @Override
    public void body(ByteBuf bytes, int index, int length) {
      body.append(bytes.toString(index, length, StandardCharsets.US_ASCII));
    }

    @Override
    public void end() {
      answers.add(status + " " + body);
      body.setLength(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 1_000})
  void readsAnswersCutAnywhere(int piece) {
    Heard heard = new Heard();
    ResponseReader reader = new ResponseReader(heard);
    byte[] bytes = TWO_ANSWERS.getBytes(StandardCharsets.US_ASCII);

    for (int from = 0; from < bytes.length; from += piece) {
      reader.read(Unpooled.wrappedBuffer(bytes, from, Math.min(piece, bytes.length - from)));
    }

    assertThat(heard.answers).containsExactly("200 hello", "500 abc0123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GARBAGE\r\n", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n"})
  void refusesWhatIsNotHttp(String garbage) {
    ResponseReader reader = new ResponseReader(new Heard());

    ByteBuf bytes = Unpooled.copiedBuffer(garbage, StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> reader.read(bytes)).isInstanceOf(ResponseReader.Malformed.class);
  }
}
