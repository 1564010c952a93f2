package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import io.vertx.junit5.VertxTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@VertxTest
final class TlsTest {
  private static final String PASSWORD = "password";

  @Test
  void servesHttp2ByAlpn(Vertx vertx, @TempDir Path directory) throws Exception {
    PfxOptions pair = new PfxOptions().setPath(keyPair(directory)).setPassword(PASSWORD);
    DemoProvider demo =
        DemoProvider.start(vertx, DemoOptions.of("demo", 0).withCertificate(pair))
            .await(10, SECONDS);
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(pair));

    HttpClientRequest request =
        client.request(HttpMethod.GET, demo.port(), "127.0.0.1", "/v1/models").await(10, SECONDS);
    // Its reader must be there before the answer: a body with no reader is lost.
    Future<Buffer> body = request.response().compose(HttpClientResponse::body);
    String models = request.send().compose(head -> body).await(5, SECONDS).toString();

    assertThat(demo.baseUrl()).startsWith("https://127.0.0.1:");
    assertThat(request.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(models).contains("demo-chat");
  }

  private static String keyPair(Path directory) throws Exception {
    String file = directory.resolve("demo.p12").toString();
    String command =
        "%s/bin/keytool -genkeypair -alias demo -keyalg EC -dname CN=demo -ext san=ip:127.0.0.1"
            + " -storetype PKCS12 -storepass %s -keystore %s";
    Process keytool =
        new ProcessBuilder(
                command.formatted(System.getProperty("java.home"), PASSWORD, file).split(" ", -1))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(30, SECONDS)).isTrue();
    return file;
  }
}
