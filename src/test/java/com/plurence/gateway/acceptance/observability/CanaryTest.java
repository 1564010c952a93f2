package com.plurence.gateway.acceptance.observability;

import static com.plurence.gateway.testing.client.Requests.chat;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.postAs;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.plurence.gateway.testing.GatewaySettings;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.Requests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Secrets and prompts go through the gateway and show up nowhere. */
final class CanaryTest {
  private static final String PROMPT = "canary-of-the-prompt";
  private static final String UPSTREAM = "canary-of-the-upstream.internal";

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> recorder =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          String trace =
              event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy());
          log.add(event.getFormattedMessage() + event.getKeyValuePairs() + trace);
        }
      };
  private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger ours = loggers.getLogger("com.plurence");
  private final Logger access = loggers.getLogger("access");

  @BeforeEach
  void record() {
    recorder.start();
    root.addAppender(recorder);
    ours.setLevel(Level.TRACE);
    access.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    root.detachAppender(recorder);
    ours.setLevel(null);
    access.setLevel(null);
  }

  @Test
  void neitherLogNorMetricNorErrorTellsASecret() throws IOException {
    StringBuilder seen = new StringBuilder();
    try (GatewayUnderTest gateway = GatewayUnderTest.startWithDemoModels()) {
      for (String request : requests()) {
        RawClient.Answer answer = RawClient.send(gateway.port(), request);
        seen.append(answer.head());
        if (answer.status() >= 400) {
          seen.append(answer.text());
        }
      }
      seen.append(RawClient.send(gateway.port("ops"), head("GET /metrics")).text());
    }
    seen.append(log);

    assertThat(log).anyMatch(line -> line.startsWith("request["));
    assertThat(seen)
        .contains("m5")
        .doesNotContain(
            GatewayUnderTest.KEY,
            GatewaySettings.PROVIDER_KEY,
            PROMPT,
            UPSTREAM,
            "plr_test_wrong_but_secret");
  }

  private static List<String> requests() {
    return List.of(
        chat("m", false),
        chat("m", true),
        body("m1", PROMPT),
        chat("m2", false, "x-demo-status: 401", "x-demo-error-message: key " + leak()),
        chat(
            "m3",
            false,
            "x-demo-status: 500",
            "x-demo-error-message: at https://" + UPSTREAM + ":8443/v1"),
        chat("m4", false, "x-demo-fault: malformed"),
        chat("m5", true, "x-demo-fault: reset", "x-demo-fault-after: 2"),
        chat("m6", true, "x-demo-fault: error-event", "x-demo-error-message: " + leak()),
        postAs("plr_test_wrong_but_secret", Requests.CHAT, Requests.chatBody("m", false)),
        head("GET /v1/models?key=" + GatewayUnderTest.KEY + "&p=" + PROMPT),
        head("GET /" + PROMPT + "/" + GatewayUnderTest.KEY, "Cookie: " + PROMPT),
        "GET /" + PROMPT + " HTTP/1.1\r\nx-api-key: " + GatewayUnderTest.KEY + "\r\n\r\n",
        postAs(GatewayUnderTest.KEY, Requests.CHAT, "{\"" + PROMPT));
  }

  private static String leak() {
    return GatewaySettings.PROVIDER_KEY;
  }

  private static String body(String model, String content) {
    JsonObject body = new JsonObject(Requests.chatBody("m", false)).put("model", model);
    body.getJsonArray("messages").getJsonObject(0).put("content", content);
    return postAs(GatewayUnderTest.KEY, Requests.CHAT, body.encode());
  }
}
