package com.plurence.gateway.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway as users of LangChain4j see it: their exceptions say what went wrong, and where. */
final class LangChain4jTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aChatIsCompleted() {
    assertThat(model(GatewayUnderTest.KEY, "m", Map.of()).build().chat("Hi")).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureTellsItsTextAndItsIds(
      OpenAiChatModel.OpenAiChatModelBuilder model,
      Class<? extends Exception> type,
      ErrorCode code) {
    Throwable failure = catchThrowable(() -> model.build().chat("Hi"));

    assertThat(failure)
        .isInstanceOf(type)
        .hasMessageContaining(code.id())
        .hasMessageContaining("\"message\":\"")
        .hasMessageContaining("\"request_id\":\"");
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            model("plr_test_wrong", "m", Map.of()),
            AuthenticationException.class,
            ErrorCode.KEY_INVALID),
        Arguments.of(
            model(GatewayUnderTest.KEY, "no-such-model", Map.of()),
            ModelNotFoundException.class,
            ErrorCode.MODEL_NOT_FOUND),
        Arguments.of(
            model(GatewayUnderTest.KEY, "m", Map.of()).temperature(9.0),
            InvalidRequestException.class,
            ErrorCode.VALIDATION_FAILED),
        Arguments.of(
            model(GatewayUnderTest.KEY, "m1", Map.of("x-demo-status", "429")),
            RateLimitException.class,
            ErrorCode.PROVIDER_RATE_LIMITED),
        Arguments.of(
            model(GatewayUnderTest.KEY, "m2", Map.of("x-demo-status", "500")),
            InternalServerException.class,
            ErrorCode.UPSTREAM_ERROR));
  }

  @Test
  void aStreamThatFailsMidwayIsReported() {
    AtomicReference<Throwable> told = new AtomicReference<>();

    OpenAiStreamingChatModel.builder()
        .baseUrl(url())
        .apiKey(GatewayUnderTest.KEY)
        .modelName("m3")
        .customHeaders(Map.of("x-demo-fault", "error-event", "x-demo-fault-after", "2"))
        .build()
        .chat("Hi", new Listener(told));

    await().until(() -> told.get() != null);
    assertThat(told.get())
        .hasStackTraceContaining("The model provider reported an error during the stream");
  }

  private record Listener(AtomicReference<Throwable> told) implements StreamingChatResponseHandler {
    @Override
    public void onPartialResponse(String text) {}

    /** Is told of what had come, too, whether there was an error or not. */
    @Override
    public void onCompleteResponse(ChatResponse response) {}

    @Override
    public void onError(Throwable error) {
      told.set(error);
    }
  }

  private static OpenAiChatModel.OpenAiChatModelBuilder model(
      String key, String model, Map<String, String> headers) {
    return OpenAiChatModel.builder()
        .baseUrl(url())
        .apiKey(key)
        .modelName(model)
        .customHeaders(headers)
        .maxRetries(0);
  }

  private static String url() {
    return "http://127.0.0.1:" + gateway.port() + "/v1";
  }
}
