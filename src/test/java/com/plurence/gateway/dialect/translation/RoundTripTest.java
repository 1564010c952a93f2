package com.plurence.gateway.dialect.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.testing.golden.Conversations;
import com.plurence.gateway.testing.golden.GoldenTranslators;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A conversation of ten turns with images, thoughts, two calls at once, an image as the result of a
 * tool and a system message in the middle, from each client to each provider and back: what is sent
 * for it is always the beginning of what is sent for a longer one, so that the prompt caches of
 * providers hit, and everything that a provider has signed comes back to it.
 */
final class RoundTripTest {
  private static final int TURNS = 10;

  private int made;

  static Stream<Arguments> pairs() {
    return GoldenTranslators.clients().stream()
        .flatMap(
            client -> GoldenTranslators.providers().stream().map(to -> Arguments.of(client, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aLongerConversationBeginsAsTheShorterOne(String client, String provider)
      throws MalformedAnswer {
    ObjectNode conversation = Conversations.begin(client);
    List<JsonNode> before = List.of();
    for (int turn = 0; turn < TURNS; turn++) {
      Conversations.say(client, conversation, turn);
      while (true) {
        ToolNames names = new ToolNames(GoldenTranslators.provider(provider).toolNames());
        ModelRequest request = read(client, conversation);
        List<JsonNode> sent = parts(provider, write(provider, request, names));

        assertThat(sent.subList(0, Math.min(before.size(), sent.size()))).isEqualTo(before);
        before = sent;
        JsonNode answer = Conversations.answer(provider, turn, sent.toString());
        ObjectNode response =
            GoldenTranslators.client(client)
                .write(
                    GoldenTranslators.provider(provider).read(answer, this::makeId),
                    ResponseContext.of(request, names, this::makeId, 1, 1));
        if (!Conversations.takeUp(client, conversation, response)) {
          break;
        }
      }
    }
    assertThat(before.toString()).contains(Conversations.remembered(provider));
  }

  private static ModelRequest read(String client, ObjectNode conversation) {
    Findings findings = new Findings();
    ModelRequest request = GoldenTranslators.client(client).read(conversation.deepCopy(), findings);
    assertThat(findings.wrong()).isEmpty();
    assertThat(findings.refused()).isEmpty();
    return request;
  }

  private static ObjectNode write(String provider, ModelRequest request, ToolNames names) {
    Findings findings = new Findings();
    ObjectNode body =
        GoldenTranslators.provider(provider)
            .write(request, names, TargetTraits.DEFAULT, "up", findings);
    assertThat(findings.refused()).isEmpty();
    return body;
  }

  /** Every part with the role in which it is said, as caches see a prompt. */
  private static List<JsonNode> parts(String provider, ObjectNode body) {
    String messages = provider.equals("google") ? "contents" : "messages";
    String content = provider.equals("google") ? "parts" : "content";
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode message : body.get(messages)) {
      JsonNode said = message.get(content);
      if (provider.equals("openai") || !said.isArray()) {
        parts.add(message);
      } else {
        for (JsonNode part : said) {
          ArrayNode one = body.arrayNode().add(message.get("role")).add(part);
          parts.add(one);
        }
      }
    }
    return parts;
  }

  private String makeId(String prefix) {
    return "%s%012d".formatted(prefix, made++);
  }
}
