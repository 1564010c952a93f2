package com.plurence.gateway.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Responses API as the official SDK of OpenAI for Java sees it, over models of any dialect. */
final class ResponsesSdkTest {
  private static final String TASK =
      """
      Find out where it is warm.
      demo:call get_weather {"city":"Oslo"}
      demo:call get_weather {"city":"Rome"}
      """;

  private static GatewayUnderTest gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers: { lab: { kind: demo } }
            models:
              gpt: { targets: [ { provider: lab } ] }
              claude: { targets: [ { provider: lab, dialect: anthropic } ] }
              gemini: { targets: [ { provider: lab, dialect: google } ] }
              native: { targets: [ { provider: lab, dialect: responses } ] }
              limited-gpt: { targets: [ { provider: lab } ] }
              limited-claude: { targets: [ { provider: lab, dialect: anthropic } ] }
              limited-gemini: { targets: [ { provider: lab, dialect: google } ] }
            """);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
            .apiKey(GatewayUnderTest.KEY)
            .maxRetries(0)
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt", "claude", "gemini", "native"})
  void anAgentFinishesItsTask(String model) {
    Response last = finish(model, params -> client.responses().create(params));

    assertThat(text(last)).isNotBlank();
    assertThat(last.usage().orElseThrow().inputTokens()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt", "claude", "gemini", "native"})
  void anAgentThatReadsStreamsFinishesItsTask(String model) {
    Response last = finish(model, ResponsesSdkTest::streamed);

    assertThat(text(last)).isNotBlank();
    assertThat(last.usage().orElseThrow().outputTokens()).isPositive();
  }

  /** What a stream has grown to must be what its last event says. */
  private static Response streamed(ResponseCreateParams params) {
    ResponseAccumulator accumulator = ResponseAccumulator.createWithSnapshots();
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }
    assertThat(accumulator.reconstructedResponse().output())
        .isEqualTo(accumulator.response().output());
    return accumulator.response();
  }

  /** Sends back whatever it gets, as an agent does, until there is no call any more. */
  private static Response finish(String model, Function<ResponseCreateParams, Response> ask) {
    List<ResponseInputItem> input = new ArrayList<>();
    input.add(
        ResponseInputItem.ofEasyInputMessage(
            EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(TASK).build()));
    for (int calls = 0; calls <= 2; calls++) {
      Response response = ask.apply(params(model).inputOfResponse(input).build());
      response.validate();
      assertThat(response.status()).hasValue(ResponseStatus.COMPLETED);
      boolean called = false;
      for (ResponseOutputItem item : response.output()) {
        if (item.isReasoning()) {
          input.add(ResponseInputItem.ofReasoning(item.asReasoning()));
        } else if (item.isFunctionCall()) {
          called = true;
          ResponseFunctionToolCall call = item.asFunctionCall();
          assertThat(call.name()).isEqualTo("get_weather");
          assertThat(call.arguments()).contains(calls == 0 ? "Oslo" : "Rome");
          input.add(ResponseInputItem.ofFunctionCall(call));
          input.add(
              ResponseInputItem.ofFunctionCallOutput(
                  ResponseInputItem.FunctionCallOutput.builder()
                      .callId(call.callId())
                      .output("20 degrees")
                      .build()));
        } else {
          input.add(ResponseInputItem.ofResponseOutputMessage(item.asMessage()));
        }
      }
      if (!called) {
        assertThat(calls).isEqualTo(2);
        return response;
      }
    }
    throw new AssertionError("it calls and calls");
  }

  private static ResponseCreateParams.Builder params(String model) {
    return ResponseCreateParams.builder()
        .model(model)
        .instructions("Be brief.")
        .store(false)
        .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
        .reasoning(
            Reasoning.builder().effort(ReasoningEffort.LOW).summary(Reasoning.Summary.AUTO).build())
        .addTool(
            FunctionTool.builder()
                .name("get_weather")
                .description("Looks.")
                .strict(true)
                .parameters(
                    FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                            "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                        .build())
                .build());
  }

  private static String text(Response response) {
    StringBuilder text = new StringBuilder();
    response.output().stream()
        .filter(ResponseOutputItem::isMessage)
        .flatMap(item -> item.asMessage().content().stream())
        .forEach(part -> text.append(part.asOutputText().text()));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt", "claude", "gemini", "native"})
  void aStreamThatFailsMidwayIsRaised(String model) {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model(model)
            .input("Hi")
            .putAdditionalHeader("x-demo-chunks", "5")
            .putAdditionalHeader("x-demo-fault", "error-event")
            .putAdditionalHeader("x-demo-fault-after", "2")
            .build();
    StringBuilder text = new StringBuilder();

    SseException failure;
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      failure =
          catchThrowableOfType(
              SseException.class,
              () ->
                  stream.stream()
                      .forEach(
                          event ->
                              event
                                  .outputTextDelta()
                                  .ifPresent(delta -> text.append(delta.delta()))));
    }

    assertThat(text).hasToString("1 2 ");
    assertThat(failure)
        .hasMessageContaining("The model provider reported an error during the stream");
  }

  @Test
  void stateIsRefusedByName() {
    BadRequestException failure =
        catchThrowableOfType(
            BadRequestException.class,
            () ->
                client
                    .responses()
                    .create(
                        ResponseCreateParams.builder()
                            .model("claude")
                            .input("Hi")
                            .previousResponseId("resp_1")
                            .build()));

    assertThat(failure.param()).hasValue("previous_response_id");
    assertThat(failure).hasMessageContaining("previous_response_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limited-gpt", "limited-claude", "limited-gemini"})
  void aRateLimitIsReadable(String model) {
    RateLimitException failure =
        catchThrowableOfType(
            RateLimitException.class,
            () ->
                client
                    .responses()
                    .create(
                        ResponseCreateParams.builder()
                            .model(model)
                            .input("Hi")
                            .putAdditionalHeader("x-demo-status", "429")
                            .build()));

    assertThat(failure.code()).hasValue(ErrorCode.PROVIDER_RATE_LIMITED.messageCode().name());
    assertThat(failure.headers().values("x-request-id")).hasSize(1);
  }
}
