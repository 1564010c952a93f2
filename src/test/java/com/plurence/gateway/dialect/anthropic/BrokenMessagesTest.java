package com.plurence.gateway.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.translation.call.TranslatedStream;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenEvents;
import com.plurence.gateway.testing.golden.GoldenTranslators;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Plays broken requests, messages and streams: there are findings or a malformed answer, and never
 * another exception; what a client of the Messages dialect gets is a message all the same.
 */
final class BrokenMessagesTest {
  private static final int TIMES_EACH = 40;
  private static final ErrorBody FAILURE =
      new ErrorBody(ErrorCode.STREAM_MALFORMED.toException(), "id");

  private final Mutations mutations = new Mutations(new Random(42));
  private int ids;

  private static List<GoldenCase> cases() {
    return GoldenCase.all()
        .filter(golden -> golden.from().equals("messages") || golden.to().equals("anthropic"))
        .filter(golden -> GoldenTranslators.client(golden).isPresent())
        .filter(golden -> GoldenTranslators.provider(golden).isPresent())
        .toList();
  }

  @Test
  void requestsGiveFindingsOrARequest() {
    for (GoldenCase golden : cases()) {
      if (golden.requestIn().path("body") instanceof ObjectNode body) {
        TargetTraits traits = GoldenTranslators.traits(golden);
        for (int i = 0; i < TIMES_EACH; i++) {
          translate(golden, traits, mutations.of(body));
        }
      }
    }
  }

  private static void translate(GoldenCase golden, TargetTraits traits, ObjectNode body) {
    Findings findings = new Findings();
    try {
      ModelRequest request = GoldenTranslators.client(golden).orElseThrow().read(body, findings);
      if (findings.wrong().isEmpty()) {
        ProviderTranslator provider = GoldenTranslators.provider(golden).orElseThrow();
        ObjectNode written =
            provider.write(request, new ToolNames(provider.toolNames()), traits, "model", findings);
        assertThat(TranslationJson.write(written)).isNotEmpty();
      }
    } catch (RuntimeException | StackOverflowError bug) {
      throw new AssertionError(golden + ": " + body, bug);
    }
  }

  @Test
  void messagesAreMalformedOrAResponse() {
    for (GoldenCase golden : cases()) {
      if (golden.answerIn().path("body") instanceof ObjectNode body) {
        for (int i = 0; i < TIMES_EACH; i++) {
          answer(golden, mutations.of(body));
        }
      }
    }
  }

  private void answer(GoldenCase golden, ObjectNode body) {
    try {
      ObjectNode written =
          GoldenTranslators.client(golden)
              .orElseThrow()
              .write(
                  GoldenTranslators.provider(golden).orElseThrow().read(body, this::makeId),
                  context());
      assertThat(TranslationJson.write(written)).isNotEmpty();
    } catch (MalformedAnswer expected) {
      assertThat(expected).hasMessageNotContaining("{");
    } catch (RuntimeException | StackOverflowError bug) {
      throw new AssertionError(golden + ": " + body, bug);
    }
  }

  @Test
  void streamsEndOnceHoweverBroken() {
    for (GoldenCase golden : cases()) {
      if (golden.answerIn().path("events") instanceof ArrayNode events) {
        for (int i = 0; i < TIMES_EACH; i++) {
          stream(golden, mutations.of(events));
        }
      }
    }
  }

  private void stream(GoldenCase golden, ArrayNode events) {
    ClientTranslator client = GoldenTranslators.client(golden).orElseThrow();
    ProviderTranslator provider = GoldenTranslators.provider(golden).orElseThrow();
    AnswerEventWriter writer = client.events(context());
    TranslatedStream stream =
        new TranslatedStream(to -> provider.events(to, this::makeId, 1 << 16), writer);
    Buffer out = Buffer.buffer();
    try {
      for (JsonNode event : events) {
        JsonNode data = event.path("data");
        byte[] bytes =
            data.isTextual() ? data.textValue().getBytes(UTF_8) : TranslationJson.write(data);
        stream.read(event.path("event").textValue(), bytes, 0, bytes.length);
        out.appendBuffer(stream.take());
      }
      stream.bodyEnded();
      out.appendBuffer(stream.isEnded() ? stream.take() : stream.failure(FAILURE));
    } catch (RuntimeException | StackOverflowError bug) {
      throw new AssertionError(golden + ": " + events, bug);
    }
    if (golden.from().equals("messages")) {
      checkMessage(GoldenEvents.of(out.toString()), stream.isEnded());
    }
  }

  /** Blocks stand one after the other between the start and the end, or the error. */
  private static void checkMessage(ArrayNode events, boolean whole) {
    int open = -1;
    int blocks = 0;
    boolean started = false;
    for (JsonNode event : events) {
      String name = event.path("event").asText();
      int index = event.path("data").path("index").asInt(-1);
      switch (name) {
        case "message_start" -> {
          assertThat(started).isFalse();
          started = true;
        }
        case "content_block_start" -> {
          assertThat(started).isTrue();
          assertThat(open).isEqualTo(-1);
          assertThat(index).isEqualTo(blocks++);
          open = index;
        }
        case "content_block_delta" -> assertThat(index).isEqualTo(open).isNotEqualTo(-1);
        case "content_block_stop" -> {
          assertThat(index).isEqualTo(open).isNotEqualTo(-1);
          open = -1;
        }
        case "message_delta", "message_stop" -> assertThat(open).isEqualTo(-1);
        default -> assertThat(name).isIn("ping", "error");
      }
    }
    String last = events.get(events.size() - 1).path("event").asText();
    assertThat(last).isEqualTo(whole ? "message_stop" : "error");
  }

  private ResponseContext context() {
    return new ResponseContext(
        new ToolNames(ToolNames.Rule.USUAL),
        Set.of(),
        true,
        true,
        Optional.empty(),
        this::makeId,
        1,
        7);
  }

  private String makeId(String prefix) {
    return prefix + ids++;
  }
}
