package com.plurence.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.BodyCollector;
import com.plurence.gateway.dialect.openai.request.OpenAiRequestScan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxTest;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@VertxTest
final class BodyRewriteTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGES =
      " \"messages\" : [{\"role\":\"user\",\"content\":\"h\\u00e9 \\\"model\\\": é\"}] ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"stream\":true                                              |"
            + " \"stream_options\":{\"include_usage\":true},",
        "\"stream_options\":{} ,\"stream\":true                       | \"include_usage\":true",
        "\"stream_options\":{ },\"stream\":true                       | \"include_usage\":true",
        "\"stream_options\":{\"x\":1},\"stream\":true                 | \"include_usage\":true,",
        "\"stream\":true,\"stream_options\":{\"x\":{}}                | \"include_usage\":true,"
      })
  void insertsTheRequestForUsage(String fields, String inserted) throws IOException {
    String body = "{\"model\":\"client\"," + MESSAGES + "," + fields + "}";

    String sent = rewrite(body, "client", true, body.length());

    assertThat(sent).hasSize(body.length() + inserted.length());
    assertThat(sent.replace(inserted, "")).isEqualTo(body);
    assertThat(JSON.readTree(sent).at("/stream_options/include_usage").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"include_usage\":false} | {\"include_usage\":true}",
        "{\"include_usage\" : null, \"x\":1} | {\"include_usage\" : true, \"x\":1}",
        "null | {\"include_usage\":true}",
        "{\"include\\u005fusage\":false} | {\"include\\u005fusage\":true}"
      })
  void replacesAnAnswerThatIsNotYes(String options, String replaced) {
    String body = "{\"stream\":true,\"stream_options\":%s,\"model\":\"client\"," + MESSAGES + "}\n";

    String sent = rewrite(body.formatted(options), "client", true, 1000);

    assertThat(sent).isEqualTo(body.formatted(replaced));
  }

  @Test
  void replacesTheNameOfTheModelAndNothingElse() {
    String body = " {" + MESSAGES + ",\t\"mod\\u0065l\" : \"cl\\u0069ent\" , \"x\":1.50e0}";

    String sent = rewrite(body, "up\"stream\u0001é", false, 1000);

    assertThat(sent).isEqualTo(body.replace("\"cl\\u0069ent\"", "\"up\\\"stream\\u0001é\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"stream\":true,\"stream_options\":{\"include_usage\":true}", // asked for already
        "\"stream\":false", // no stream
        "\"stream_options\":null"
      })
  void sendsTheVeryBuffersWhereNothingIsToChange(String fields) {
    BodyCollector body = new BodyCollector();
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, 64);
    Buffer first = Buffer.buffer("{\"model\":\"cli");
    Buffer second = Buffer.buffer("ent\"," + MESSAGES + "," + fields + "}");
    for (Buffer piece : List.of(first, second)) {
      body.add(piece);
      scan.feed(piece);
    }

    Body sent = scan.finish().rewrite(body.take(), "client", true);

    assertThat(sent.pieces()).hasSize(2);
    assertThat(sent.pieces().get(0)).isSameAs(first);
    assertThat(sent.pieces().get(1)).isSameAs(second);
    assertThat(sent.length()).isEqualTo(first.length() + second.length());
  }

  @Test
  void changesTheSameWhereverTheBodyIsCut() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String body =
        "{\"stream\":true,\"stream_options\":{\"include_usage\":false},\"model\":\"client\","
            + MESSAGES
            + "}";
    String whole = rewrite(body, "provider/model", true, 1000);
    ObjectNode expected = (ObjectNode) JSON.readTree(body);
    expected.put("model", "provider/model").putObject("stream_options").put("include_usage", true);

    assertThat(JSON.readTree(whole)).isEqualTo(expected);
    for (int i = 0; i < 500; i++) {
      assertThat(rewrite(body, "provider/model", true, 1 + random.nextInt(40)))
          .as("seed %d", seed)
          .isEqualTo(whole);
    }
  }

  @Test
  void passesOverEmptyPieces() {
    BodyCollector body = new BodyCollector();
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, 64);
    for (String text : List.of("", "{\"model\":\"a", "", "\"", "," + MESSAGES + "}", "")) {
      body.add(Buffer.buffer(text));
      scan.feed(Buffer.buffer(text));
    }

    Body sent = scan.finish().rewrite(body.take(), "b", false);

    assertThat(text(sent)).isEqualTo("{\"model\":\"b\"," + MESSAGES + "}");
  }

  @Test
  void canBeSentAgainAndAgain(Vertx vertx) throws Exception {
    String text = "{\"model\":\"client\"," + MESSAGES + ",\"stream\":true}";
    BodyCollector body = new BodyCollector();
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, 64);
    body.add(Buffer.buffer(text));
    scan.feed(Buffer.buffer(text));
    Body sent = scan.finish().rewrite(body.take(), "provider", true);
    var server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(received -> request.response().end(received)))
            .listen(0, "127.0.0.1")
            .await(5, TimeUnit.SECONDS);
    var client = vertx.createHttpClient();

    for (int attempt = 0; attempt < 3; attempt++) {
      Buffer echo =
          client
              .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/")
              .compose(
                  request -> {
                    Future<Buffer> answer = request.response().compose(HttpClientResponse::body);
                    request.putHeader("content-length", Long.toString(sent.length()));
                    sent.pieces().forEach(request::write);
                    return request.end().compose(ended -> answer);
                  })
              .await(5, TimeUnit.SECONDS);

      assertThat(echo.toString()).isEqualTo(text(sent));
    }
  }

  private static String rewrite(String text, String model, boolean forceUsage, int pieceSize) {
    Buffer all = Buffer.buffer(text);
    BodyCollector body = new BodyCollector();
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, 64);
    for (int at = 0; at < all.length(); at += pieceSize) {
      Buffer piece = all.slice(at, Math.min(all.length(), at + pieceSize));
      body.add(piece);
      scan.feed(piece);
    }
    Body sent = scan.finish().rewrite(body.take(), model, forceUsage);
    String result = text(sent);
    assertThat(Buffer.buffer(result).length()).isEqualTo((int) sent.length());
    return result;
  }

  private static String text(Body sent) {
    Buffer all = Buffer.buffer();
    sent.pieces().forEach(all::appendBuffer);
    return all.toString();
  }
}
