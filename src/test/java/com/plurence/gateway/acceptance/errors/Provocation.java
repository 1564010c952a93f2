package com.plurence.gateway.acceptance.errors;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chat;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.post;
import static com.plurence.gateway.testing.client.Requests.postAs;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * One request for every error that one request can provoke. Each row that concerns the provider has
 * a model of its own, since a target remembers how it fared. See {@link ProvokedErrorsTest} for the
 * settings.
 */
enum Provocation {
  NOBODY_THERE(ErrorCode.UPSTREAM_REFUSED, chat("nobody", false)),
  NAME_UNKNOWN(ErrorCode.UPSTREAM_NAME_UNKNOWN, chat("nowhere", false)),
  NO_TLS(ErrorCode.UPSTREAM_TLS, chat("tls", false)),
  SILENCE(ErrorCode.UPSTREAM_FIRST_BYTE_TIMEOUT, chat("m1", true, "x-demo-latency: 60000")),
  DEADLINE(ErrorCode.UPSTREAM_DEADLINE, chat("patient", false, "x-demo-latency: 60000")),
  RESET(ErrorCode.UPSTREAM_RESET, chat("m2", false, fault("reset-before-head"))),
  BROKEN_JSON(ErrorCode.UPSTREAM_MALFORMED, chat("m3", false, fault("malformed"))),
  HUGE_ANSWER(ErrorCode.UPSTREAM_TOO_LARGE, chat("m4", false, "x-demo-size: 200000")),
  STATUS_500(ErrorCode.UPSTREAM_ERROR, chat("m5", false, status(500))),
  STATUS_503(ErrorCode.UPSTREAM_OVERLOADED, chat("m6", false, status(503))),
  STATUS_401(ErrorCode.UPSTREAM_CREDENTIAL, chat("m7", false, status(401))),
  STATUS_402(ErrorCode.UPSTREAM_DENIED, chat("m27", false, status(402))),
  STATUS_407(ErrorCode.UPSTREAM_WAY_REFUSED, chat("m28", false, status(407))),
  STATUS_302(ErrorCode.UPSTREAM_REDIRECT, chat("m8", false, status(302), location())),
  HTML(ErrorCode.UPSTREAM_CONTENT_TYPE, chat("m9", false, fault("html"))),
  STATUS_404(
      ErrorCode.UPSTREAM_PATH_UNKNOWN,
      chat("m10", false, status(404), code(""), "x-demo-error-message: gone")),
  STATUS_504(ErrorCode.UPSTREAM_TIMED_OUT, chat("m11", false, status(504))),
  NO_EVENTS(ErrorCode.UPSTREAM_EMPTY, chat("m12", true, fault("empty"))),
  HALF_AN_ANSWER(ErrorCode.UPSTREAM_STALLED, chat("m13", false, fault("stall"), after(1))),

  STREAM_STALL(ErrorCode.STREAM_STALLED, chat("m14", true, fault("stall"), after(2))),
  STREAM_END(ErrorCode.STREAM_ENDED_EARLY, chat("m15", true, fault("close"), after(2))),
  STREAM_RESET(ErrorCode.STREAM_RESET, chat("m16", true, fault("reset"), after(2), interval(20))),
  STREAM_NONSENSE(ErrorCode.STREAM_MALFORMED, chat("m17", true, fault("malformed"), after(2))),
  STREAM_ERROR(ErrorCode.STREAM_PROVIDER_ERROR, chat("m18", true, fault("error-event"), after(2))),
  STREAM_TOO_LONG(
      ErrorCode.STREAM_DEADLINE, chat("patient", true, "x-demo-chunks: 1000", interval(50))),

  KEY_MISSING(ErrorCode.KEY_MISSING, head("GET /v1/models")),
  KEY_WRONG(ErrorCode.KEY_INVALID, head("GET /v1/models", key("plr_test_wrong"))),
  KEY_FORGED(ErrorCode.KEY_INVALID, head("GET /v1/models", key("plr_live_" + "f".repeat(43)))),
  KEY_OF_ANOTHER(
      ErrorCode.KEY_INVALID,
      post(CHAT, chatBody("m", false)).replace(GatewayUnderTest.KEY, "sk-a")),

  OTHER_MODEL(
      ErrorCode.KEY_MODEL_FORBIDDEN, postAs("FOR_ANOTHER_MODEL", CHAT, chatBody("m", false))),
  OTHER_ENDPOINT(
      ErrorCode.KEY_ENDPOINT_FORBIDDEN, postAs("FOR_EMBEDDINGS", CHAT, chatBody("m", false))),

  NO_MESSAGES(ErrorCode.VALIDATION_FAILED, post(CHAT, "{\"model\":\"m\"}")),
  NO_ROUTE(ErrorCode.ROUTE_NOT_FOUND, head("GET /v1/nothing")),
  NO_METHOD(ErrorCode.METHOD_NOT_ALLOWED_HERE, head("GET " + CHAT)),
  NO_JSON(ErrorCode.MALFORMED_JSON, post(CHAT, "{\"model\":]")),
  NO_BODY(ErrorCode.ENTITY_REQUIRED, post(CHAT, "")),
  BIG_BODY(ErrorCode.BODY_TOO_LARGE, post(CHAT, " ".repeat(70_000) + chatBody("m", false))),
  NO_TYPE(
      ErrorCode.CONTENT_TYPE_UNSUPPORTED,
      head(
              "POST " + CHAT,
              key(GatewayUnderTest.KEY),
              "Content-Length: 2",
              "Content-Type: text/plain")
          + "{}"),
  NO_MODEL(ErrorCode.MODEL_NOT_FOUND, chat("no-such-model", false)),
  NO_HOST(ErrorCode.MALFORMED_HTTP, "GET /livez HTTP/1.1\r\n\r\n"),
  LONG_URI(ErrorCode.URI_TOO_LONG, head("GET /" + "a".repeat(9000))),
  LONG_HEADER(ErrorCode.HEADERS_TOO_LARGE, head("GET /livez", "X: " + "a".repeat(40_000))),
  SLOW_HEAD(ErrorCode.REQUEST_TOO_SLOW, "GET /livez HTTP/1.1\r\nHost: a\r\n"),
  DEEP_JSON(
      ErrorCode.JSON_TOO_DEEP,
      post(CHAT, "{\"model\":\"m\",\"metadata\":" + "[".repeat(20) + "]".repeat(20) + "}")),
  UNKNOWN_CODING(
      ErrorCode.CONTENT_ENCODING_UNSUPPORTED,
      post(CHAT, chatBody("m", false), "Content-Encoding: compress")),
  EXPECTATION(
      ErrorCode.EXPECTATION_UNSUPPORTED,
      post(CHAT, chatBody("m", false), "Expect: the-unexpected")),
  TAGS(
      ErrorCode.TAGS_INVALID,
      post(CHAT, chatBody("m", false), "X-Plurence-Tags: team=search,team=ads")),
  VERSION(ErrorCode.HTTP_VERSION_UNSUPPORTED, "GET /livez HTTP/7.7\r\nHost: a\r\n\r\n"),

  STATUS_429(ErrorCode.PROVIDER_RATE_LIMITED, chat("m20", false, status(429))),
  FIELD(
      ErrorCode.PROVIDER_REJECTED_FIELDS,
      chat("m21", false, status(400), "x-demo-error-param: messages[0].content")),
  REJECTED(ErrorCode.PROVIDER_REJECTED, chat("m22", false, status(400), "x-demo-error-param;")),
  CONTEXT(
      ErrorCode.CONTEXT_LENGTH_EXCEEDED,
      chat("m23", false, status(400), code("context_length_exceeded"))),
  FILTER(ErrorCode.CONTENT_FILTERED, chat("m24", false, status(400), code("content_filter"))),
  MODEL_GONE(
      ErrorCode.PROVIDER_MODEL_UNKNOWN, chat("m25", false, status(404), code("model_not_found"))),
  STATUS_413(ErrorCode.PROVIDER_TOO_LARGE, chat("m26", false, status(413)));

  private final ErrorCode expected;
  private final String request;

  Provocation(ErrorCode expected, String request) {
    this.expected = expected;
    this.request = request.replace("x-demo-error-param;", "x-demo-error-param: ");
  }

  ErrorCode expected() {
    return expected;
  }

  /** What to send to {@code gateway}, which is asked for the keys that it takes. */
  String request(GatewayUnderTest gateway) {
    return switch (this) {
      case OTHER_MODEL ->
          request.replace("FOR_ANOTHER_MODEL", gateway.newKey(only("models", "other")));
      case OTHER_ENDPOINT ->
          request.replace("FOR_EMBEDDINGS", gateway.newKey(only("endpoints", "/v1/embeddings")));
      default -> request;
    };
  }

  private static JsonObject only(String limit, String value) {
    return new JsonObject().put(limit, new JsonArray().add(value));
  }

  /** A gateway on which every row gives what it expects. */
  static GatewayUnderTest gateway() {
    return GatewayUnderTest.with()
        .demoModels()
        .provider("nobody", "{ base_url: 'http://127.0.0.1:1' }")
        .provider("nowhere", "{ base_url: 'http://nowhere.invalid' }")
        .provider("tls", "{ base_url: 'demo-tls://demo' }")
        .provider(
            "patient",
            "{ base_url: 'demo://demo', upstream: { first_byte_timeout: 10s, total_timeout: 400ms }"
                + " }")
        .yaml(
            "limits_http: { body: 64KiB, json_depth: 8 }",
            "timeouts_http: { header: 300ms, body: 300ms }",
            "upstream:",
            "  first_byte_timeout: 1s",
            "  idle_timeout: 300ms",
            "  retry_time: 300ms",
            "  answer: 64KiB")
        .start();
  }

  private static String key(String key) {
    return "x-api-key: " + key;
  }

  private static String fault(String name) {
    return "x-demo-fault: " + name;
  }

  private static String after(int chunks) {
    return "x-demo-fault-after: " + chunks;
  }

  private static String interval(int millis) {
    return "x-demo-interval: " + millis;
  }

  private static String status(int status) {
    return "x-demo-status: " + status;
  }

  private static String code(String code) {
    return "x-demo-error-code: " + code;
  }

  private static String location() {
    return "x-demo-header: location: http://elsewhere.invalid/";
  }
}
