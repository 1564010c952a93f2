package com.plurence.gateway.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** The gateway as users of Spring AI see it: its exceptions say what went wrong, and where. */
final class SpringAiTest {
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
    assertThat(model(GatewayUnderTest.KEY, "m", Map.of()).call("Hi")).isNotBlank();
  }

  @Test
  void aStreamIsRead() {
    List<String> pieces =
        model(GatewayUnderTest.KEY, "m", Map.of()).stream("Hi")
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(String.join("", pieces)).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureTellsItsTextAndItsIds(
      ChatModel model, Class<? extends Exception> type, ErrorCode code) {
    Throwable failure = catchThrowable(() -> model.call("Hi"));

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
            NonTransientAiException.class,
            ErrorCode.KEY_INVALID),
        Arguments.of(
            model(GatewayUnderTest.KEY, "no-such-model", Map.of()),
            NonTransientAiException.class,
            ErrorCode.MODEL_NOT_FOUND),
        Arguments.of(
            model(GatewayUnderTest.KEY, "m", Map.of(), 9.0),
            NonTransientAiException.class,
            ErrorCode.VALIDATION_FAILED),
        Arguments.of(
            model(GatewayUnderTest.KEY, "m1", Map.of("x-demo-status", "429")),
            NonTransientAiException.class,
            ErrorCode.PROVIDER_RATE_LIMITED),
        Arguments.of(
            model(GatewayUnderTest.KEY, "m2", Map.of("x-demo-status", "500")),
            TransientAiException.class,
            ErrorCode.UPSTREAM_ERROR));
  }

  /** Before the first event a stream fails as a status, with the error in the body. */
  @Test
  void aStreamThatIsRefusedTellsTheTextAndTheIds() {
    Throwable failure =
        catchThrowable(
            () -> model("plr_test_wrong", "m", Map.of()).stream(new Prompt("Hi")).blockLast());

    assertThat(failure).isInstanceOf(WebClientResponseException.Unauthorized.class);
    assertThat(((WebClientResponseException) failure).getResponseBodyAsString())
        .contains(ErrorCode.KEY_INVALID.id(), "\"message\":\"", "\"request_id\":\"");
  }

  private static ChatModel model(String key, String model, Map<String, String> headers) {
    return model(key, model, headers, 1.0);
  }

  private static ChatModel model(
      String key, String model, Map<String, String> headers, double temperature) {
    OpenAiApi api =
        OpenAiApi.builder()
            .baseUrl("http://127.0.0.1:" + gateway.port())
            .apiKey(key)
            .headers(MultiValueMap.fromSingleValue(headers))
            .build();
    return OpenAiChatModel.builder()
        .openAiApi(api)
        .defaultOptions(OpenAiChatOptions.builder().model(model).temperature(temperature).build())
        .retryTemplate(RetryTemplate.builder().maxAttempts(1).build())
        .build();
  }
}
