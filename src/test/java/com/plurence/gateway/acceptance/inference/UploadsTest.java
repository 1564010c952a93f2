package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that bring files, through the front door to a provider that takes all of them. */
final class UploadsTest {
  private static final String PATH = "/v1/audio/transcriptions";
  private static final String TYPE = "multipart/form-data; boundary=xyzzy";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Bytes of the provider: one that the kernel makes larger may take a whole upload, unread. */
  private static final int RECEIVE_BUFFER = 64 * 1024;

  private static final Map<HttpVersion, VersionedClient> CLIENTS = new EnumMap<>(HttpVersion.class);

  private static Vertx vertx;
  private static GatewayUnderTest gateway;

  /** What the provider was sent last, and how often it was asked. */
  private static final AtomicReference<Buffer> GOT = new AtomicReference<>(Buffer.buffer());

  private static final AtomicInteger ASKED = new AtomicInteger();
  private static final AtomicInteger GONE = new AtomicInteger();
  private static final AtomicInteger BUSY = new AtomicInteger();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    HttpServerOptions options = new HttpServerOptions().setReceiveBufferSize(RECEIVE_BUFFER);
    int port =
        done(vertx.createHttpServer(options).requestHandler(UploadsTest::provide).listen(0))
            .actualPort();
    String yaml = "{ kind: openai, base_url: \"http://127.0.0.1:%d/v1\", api_key: %s }";
    String impatient = yaml.replace(" }", ", upstream: { write_timeout: 1s } }");
    gateway =
        GatewayUnderTest.with()
            .demoModels()
            .provider("sound", yaml.formatted(port, "k0"))
            .provider("busy", yaml.formatted(port, "k1"))
            .provider("early1", yaml.formatted(port, "k2"))
            .provider("early2", yaml.formatted(port, "k3"))
            .provider("stuck1", impatient.formatted(port, "k4"))
            .provider("stuck2", impatient.formatted(port, "k5"))
            .yaml("limits_http: { body: 8MiB, spool: 7MiB }")
            .start();
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      CLIENTS.put(version, VersionedClient.of(vertx, gateway.port(), version));
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  private static void provide(HttpServerRequest request) {
    ASKED.incrementAndGet();
    request.exceptionHandler(gone -> GONE.incrementAndGet());
    if ("early".equals(request.getHeader("openai-test"))) {
      request.response().setStatusCode(401).end("{\"error\":{\"message\":\"no\"}}");
      return;
    }
    if ("stuck".equals(request.getHeader("openai-test"))) {
      request.pause();
      return;
    }
    request
        .body()
        .onSuccess(
            body -> {
              GOT.set(body);
              boolean busy = BUSY.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
              request
                  .response()
                  .setStatusCode(busy ? 503 : 200)
                  .putHeader("content-type", "application/json")
                  .end(busy ? "{}" : "{\"text\":\"ok\"}");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_1_1, 10, false",
    "HTTP_1_1, 10, true",
    "HTTP_1_1, 3000000, false",
    "HTTP_1_1, 3000000, true",
    "HTTP_2, 10, true",
    "HTTP_2, 3000000, false",
    "HTTP_2, 3000000, true",
  })
  void everyBytePassesButForTheNameOfTheModel(HttpVersion version, int size, boolean fileFirst) {
    Buffer body = UploadForm.form("m", size, fileFirst);
    Answer answer = post(version, body, Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains("text");
    Answer renamed = post(version, UploadForm.form("sound", size, fileFirst), Map.of());

    assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
    assertThat(GOT.get()).isEqualTo(UploadForm.form("sound", size, fileFirst));
  }

  @ParameterizedTest
  @CsvSource({"10, false, 1", "3000000, true, 1", "3000000, false, 0"})
  void whatIsHeldOrOnDiskIsSentAgainAndWhatHasFlownIsNot(int size, boolean fileFirst, int again) {
    BUSY.set(1);
    int before = ASKED.get();

    Answer answer = post(HttpVersion.HTTP_1_1, UploadForm.form("busy", size, fileFirst), Map.of());

    assertThat(ASKED.get() - before).isEqualTo(1 + again);
    assertThat(answer.status()).isEqualTo(again == 1 ? 200 : 500);
    BUSY.set(0);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, early1", "HTTP_2, early2"})
  void aProviderThatRefusesEarlyIsHeard(HttpVersion version, String model) {
    Answer answer =
        post(version, UploadForm.form(model, 6_000_000, false), Map.of("openai-test", "early"));

    contract(answer, ErrorCode.UPSTREAM_CREDENTIAL);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, stuck1", "HTTP_2, stuck2"})
  void aProviderThatTakesNothingOfAnUploadIsGivenUp(HttpVersion version, String model) {
    Answer answer =
        post(version, UploadForm.form(model, 7_000_000, false), Map.of("openai-test", "stuck"));

    contract(answer, ErrorCode.UPSTREAM_NOT_READING);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_2, false", "HTTP_1_1, true"})
  void aClientThatStopsInTheMiddleOfAnUploadIsGivenUp(HttpVersion version, boolean fileFirst) {
    try (GatewayUnderTest impatient =
        GatewayUnderTest.startWithDemoModels("timeouts_http: { body: 1s }")) {
      VersionedClient client = VersionedClient.of(vertx, impatient.port(), version);
      Map<String, String> headers = Map.of("content-type", TYPE, "content-length", "2000000");
      Buffer begun = UploadForm.form("m", 1_900_000, fileFirst).slice(0, 500_000);

      Answer answer = client.begin(PATH, begun, headers);

      contract(answer, ErrorCode.REQUEST_TOO_SLOW);
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aSecondModelIsRefusedWhereverItStands(boolean early) {
    Buffer body =
        Buffer.buffer()
            .appendBuffer(UploadForm.part("model", "sound"))
            .appendBuffer(early ? Buffer.buffer() : UploadForm.file(3_000_000))
            .appendBuffer(UploadForm.part("model", "other"))
            .appendString("--xyzzy--\r\n");

    contract(post(HttpVersion.HTTP_1_1, body, Map.of()), ErrorCode.VALIDATION_FAILED);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void anUploadThatIsTooLargeIsRefused(boolean fileFirst) {
    contract(
        post(HttpVersion.HTTP_1_1, UploadForm.form("sound", 9_000_000, fileFirst), Map.of()),
        ErrorCode.BODY_TOO_LARGE);
  }

  @Test
  void anUploadForWhichTheDiskHasNoRoomIsRefused() {
    contract(
        post(HttpVersion.HTTP_1_1, UploadForm.form("sound", 7_900_000, true), Map.of()),
        ErrorCode.UPLOAD_NOT_STORED);
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data, MALFORMED_MULTIPART",
    "multipart/form-data; boundary=other, MALFORMED_MULTIPART",
    "text/plain, CONTENT_TYPE_UNSUPPORTED",
  })
  void whatIsNoUploadIsSaidInTheContract(String type, ErrorCode expected) {
    Answer answer =
        client(HttpVersion.HTTP_1_1)
            .post(PATH, UploadForm.form("sound", 10, false), Map.of("content-type", type));

    contract(answer, expected);
  }

  @Test
  void onlyThoseEndpointsTakeFilesThatHaveThem() {
    Answer answer =
        client(HttpVersion.HTTP_1_1)
            .post(
                "/v1/chat/completions",
                UploadForm.form("sound", 10, false),
                Map.of("content-type", TYPE));

    contract(answer, ErrorCode.CONTENT_TYPE_UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_2, false", "HTTP_1_1, true"})
  void aClientThatLeavesStopsTheUploadAndLeavesNothingOnDisk(HttpVersion version, boolean fileFirst)
      throws IOException {
    int gone = GONE.get();
    HttpClientRequest request =
        done(client(version).open(PATH, Map.of("content-type", TYPE, "x-own", "1")));
    request.setChunked(version == HttpVersion.HTTP_1_1);
    Buffer half = UploadForm.form("sound", 2_000_000, fileFirst).slice(0, 1_000_000);
    done(request.write(half));
    await().atMost(SOON).until(() -> fileFirst ? stored() == 1 : true);

    request.reset();

    await().atMost(SOON).until(() -> fileFirst ? stored() == 0 : GONE.get() == gone + 1);
  }

  /**
   * The files of uploads that are open; they have no name any more, so that a crash leaves none.
   */
  private static long stored() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(link -> target(link).contains("plurence-upload-")).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static Answer post(HttpVersion version, Buffer body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-type", TYPE);
    return client(version).post(PATH, body, all);
  }

  private static VersionedClient client(HttpVersion version) {
    return Objects.requireNonNull(CLIENTS.get(version));
  }

  private static void contract(Answer answer, ErrorCode expected) {
    Contract.isError(
        answer.status(), name -> Optional.ofNullable(answer.headers().get(name)), answer.text());
    assertThat(answer.text()).contains("\"error_id\":\"" + expected.id() + "\"");
  }
}
