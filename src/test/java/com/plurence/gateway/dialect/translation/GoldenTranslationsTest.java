package com.plurence.gateway.dialect.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.sse.SseEvent;
import com.plurence.gateway.sse.SseFilter;
import com.plurence.gateway.sse.SseParser;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenEvents;
import com.plurence.gateway.testing.golden.GoldenMatch;
import com.plurence.gateway.testing.golden.GoldenTranslators;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the golden cases through the translators alone: what goes out, and what comes back. */
final class GoldenTranslationsTest {
  private static final int OK = 200;
  private static final int MOST_HELD = 1 << 20;

  /** Longer streams are not cut at every byte, for the time it takes. */
  private static final int LONGEST_CUT = 4096;

  private int made;

  /** The cases of which both halves translate. */
  static Stream<GoldenCase> translated() {
    return GoldenCase.all()
        .filter(golden -> !golden.isNative())
        .filter(golden -> golden.requestIn().has("body"))
        .filter(golden -> GoldenTranslators.client(golden).isPresent())
        .filter(golden -> GoldenTranslators.provider(golden).isPresent());
  }

  /** The cases whose response is translated, too. */
  static Stream<GoldenCase> answered() {
    return translated()
        .filter(golden -> golden.requestOut().isObject())
        .filter(golden -> golden.answerIn().path("status").asInt() == OK)
        .filter(golden -> golden.answerOut().path("status").asInt() == OK);
  }

  static Stream<GoldenCase> whole() {
    return answered().filter(golden -> golden.answerOut().has("body"));
  }

  /** Those that end well: what is said of a failure is not a translator's alone. */
  static Stream<GoldenCase> streamed() {
    return answered()
        .filter(golden -> golden.answerIn().has("events"))
        .filter(golden -> golden.answerOut().has("events"))
        .filter(golden -> !golden.answerOut().get("events").toString().contains("\"error_id\""));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("translated")
  void theProviderGetsWhatTheCaseWants(GoldenCase golden) {
    Findings findings = new Findings();
    ObjectNode body = write(golden, read(golden, findings), names(golden), findings);

    if (golden.requestOut().isObject()) {
      assertThat(findings.wrong()).isEmpty();
      assertThat(findings.refused()).isEmpty();
      assertThat(new GoldenMatch().differences(golden.requestOut().get("body"), body)).isEmpty();
      assertThat(new TreeSet<>(findings.dropped())).isEqualTo(dropped(golden, findings));
    } else if (golden.answerOut().path("body").has("details")) {
      List<FieldError> problems =
          findings.wrong().isEmpty() ? findings.refused() : findings.wrong();
      assertThat(problems.stream().map(FieldError::field))
          .containsExactlyInAnyOrderElementsOf(
              golden
                  .answerOut()
                  .get("body")
                  .get("details")
                  .valueStream()
                  .map(detail -> detail.get("field").textValue())
                  .toList());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("whole")
  void theClientGetsWhatTheCaseWants(GoldenCase golden) throws MalformedAnswer {
    ToolNames names = names(golden);
    ResponseContext context = context(golden, names);

    ObjectNode response =
        GoldenTranslators.client(golden)
            .orElseThrow()
            .write(
                GoldenTranslators.provider(golden)
                    .orElseThrow()
                    .read(golden.answerIn().get("body"), this::makeId),
                context);

    assertThat(new GoldenMatch().differences(golden.answerOut().get("body"), response)).isEmpty();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("streamed")
  void theClientGetsTheStreamThatTheCaseWants(GoldenCase golden) {
    byte[] stream = GoldenEvents.text(golden.answerIn()).getBytes(UTF_8);

    assertThat(differences(golden, play(golden, stream, stream.length))).isEmpty();
    if (stream.length <= LONGEST_CUT) {
      String whole = joined(play(golden, stream, stream.length));
      for (int cut = 1; cut < stream.length; cut++) {
        assertThat(joined(play(golden, stream, cut))).as("cut at byte %d", cut).isEqualTo(whole);
      }
    }
  }

  private static String joined(String stream) {
    return GoldenEvents.joined(GoldenEvents.of(stream)).toString();
  }

  private static List<String> differences(GoldenCase golden, String stream) {
    ArrayNode events = GoldenEvents.of(stream);
    List<String> all = new ArrayList<>(GoldenEvents.sequenceFaults(events));
    all.addAll(
        new GoldenMatch()
            .differences(
                GoldenEvents.joined(golden.answerOut().get("events")),
                GoldenEvents.joined(events)));
    return all;
  }

  /** The stream as the client gets it if the provider's comes in two pieces. */
  private String play(GoldenCase golden, byte[] stream, int cut) {
    made = 0;
    AnswerEventWriter writer =
        GoldenTranslators.client(golden).orElseThrow().events(context(golden, names(golden)));
    AnswerEventReader reader =
        GoldenTranslators.provider(golden).orElseThrow().events(writer, this::makeId, MOST_HELD);
    Buffer out = Buffer.buffer();
    SseParser parser = new SseParser(MOST_HELD);
    SseFilter filter =
        new SseFilter() {
          @Override
          public boolean keep(SseEvent event) {
            if (event.hasData()) {
              String name = event.name();
              reader.read(
                  name.isEmpty() ? null : name,
                  event.dataArray(),
                  event.dataStart(),
                  event.dataStart() + event.dataLength());
              out.appendBuffer(writer.take());
            }
            return false;
          }

          @Override
          public boolean isEnd(SseEvent event) {
            return event.dataText().equals("[DONE]");
          }
        };
    parser.feed(Buffer.buffer(stream).slice(0, cut), filter);
    parser.feed(Buffer.buffer(stream).slice(cut, stream.length), filter);
    parser.finish(filter);
    reader.bodyEnded();
    return out.appendBuffer(writer.take()).toString();
  }

  private static ModelRequest read(GoldenCase golden, Findings findings) {
    return GoldenTranslators.client(golden)
        .orElseThrow()
        .read((ObjectNode) golden.requestIn().get("body"), findings);
  }

  private static ObjectNode write(
      GoldenCase golden, ModelRequest request, ToolNames names, Findings findings) {
    ProviderTranslator provider = GoldenTranslators.provider(golden).orElseThrow();
    TargetTraits traits = GoldenTranslators.traits(golden);
    ObjectNode body =
        provider.write(request, names, traits, golden.target().get("model").textValue(), findings);
    addMissing(body, traits.extra());
    return body;
  }

  private static void addMissing(ObjectNode body, ObjectNode extra) {
    for (var member : extra.properties()) {
      JsonNode there = body.get(member.getKey());
      if (there == null) {
        body.set(member.getKey(), member.getValue());
      } else if (there instanceof ObjectNode inner
          && member.getValue() instanceof ObjectNode more) {
        addMissing(inner, more);
      }
    }
  }

  private static ToolNames names(GoldenCase golden) {
    return new ToolNames(GoldenTranslators.provider(golden).orElseThrow().toolNames());
  }

  private ResponseContext context(GoldenCase golden, ToolNames names) {
    Findings findings = new Findings();
    ModelRequest request = read(golden, findings);
    write(golden, request, names, findings);
    return ResponseContext.of(request, names, this::makeId, 1_767_225_600, 7);
  }

  private String makeId(String prefix) {
    return "%s%020d".formatted(prefix, made++);
  }

  /** The names that the case wants; what it says nothing of is as it is. */
  private static Set<String> dropped(GoldenCase golden, Findings found) {
    JsonNode header = golden.answerOut().path("headers").path("x-plurence-dropped");
    if (header.isMissingNode()) {
      return new TreeSet<>(found.dropped());
    }
    return header.isNull()
        ? new TreeSet<>()
        : new TreeSet<>(List.of(header.textValue().split(", ")));
  }
}
