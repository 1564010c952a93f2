package com.plurence.gateway.dialect.google;

import static com.plurence.gateway.dialect.google.Asked.OLDER;
import static com.plurence.gateway.dialect.google.Asked.call;
import static com.plurence.gateway.dialect.google.Asked.google;
import static com.plurence.gateway.dialect.google.Asked.object;
import static com.plurence.gateway.dialect.google.Asked.result;
import static com.plurence.gateway.dialect.google.Asked.text;
import static com.plurence.gateway.dialect.google.Asked.thought;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import com.plurence.gateway.error.FieldError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of requests where no golden case says so. */
final class GoogleRequestTest {
  private final Asked asked = new Asked();

  @Test
  void aSealGoesBackWithTheNextCallElseWithTheTextAndNoOtherKindDoes() {
    asked
        .model(thought(google("A")), text("So."), call("1", "f"), call("2", "f"))
        .user(result("1"), result("2"))
        .model(thought(google("B")), thought(Seal.NONE), text("Hm."), text("Well."))
        .user(text("Go on"))
        .model(thought(new Seal(Seal.Kind.ANTHROPIC, "C")), call("3", "f"), call("4", "f"))
        .user(result("3"), result("4"));

    List<JsonNode> signed = asked.body().findParents("thoughtSignature");

    assertThat(signed)
        .extracting(part -> part.path("thoughtSignature").textValue())
        .containsExactly("A", "B", "skip_thought_signature_validator");
    assertThat(signed.get(0).at("/functionCall/id").textValue()).isEqualTo("1");
    assertThat(signed.get(1).at("/text").textValue()).isEqualTo("Hm.");
    assertThat(signed.get(2).at("/functionCall/id").textValue()).isEqualTo("3");
  }

  @Test
  void olderModelsGetNeitherSignaturesNorIds() {
    asked
        .of(OLDER)
        .model(thought(google("A")), call("1", "f"))
        .user(result("1"), text("And?"))
        .model(thought(google("B")), text("Well."));

    assertThat(asked.body().toString()).doesNotContain("ignature").doesNotContain("\"id\"");
  }

  @Test
  void aTurnWithoutAWordIsLeftOutAndTheUsersBesideItAreOne() {
    asked
        .model(text(" "))
        .user(text("A"))
        .model(thought(Seal.NONE), text("\n"))
        .turn(Role.SYSTEM, text("Hurry."), text(" "))
        .user(text("B"));

    assertThat(asked.at("/contents"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"text\":\"A\"},"
                + "{\"text\":\"<system-reminder>\\nHurry.\\n</system-reminder>\"},"
                + "{\"text\":\"B\"}]}]");
  }

  @Test
  void whoHasNothingToSaySaysAPoint() {
    assertThat(asked.system(" ").system("S").body().toString())
        .isEqualTo(
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\".\"}]}],"
                + "\"systemInstruction\":{\"parts\":[{\"text\":\"S\"}]}}");
    assertThat(new Asked().user(text("")).model(text("B")).user(text(" ")).at("/contents"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"text\":\".\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"B\"}]},"
                + "{\"role\":\"user\",\"parts\":[{\"text\":\".\"}]}]");
  }

  @Test
  void whatAToolShowsFollowsAllResultsUnderItsName() {
    Part image = media(MediaKind.IMAGE, new MediaSource.Data("image/png", "AAAA"));
    asked
        .model(call("1", "f"), call("2", "g"))
        .turn(Role.SYSTEM, text("Hurry."))
        .user(result("2", text("a"), image, text("b")), result("1", image));

    JsonNode parts = asked.body().at("/contents/2/parts");

    assertThat(parts.findValuesAsText("name")).containsExactly("f", "g");
    assertThat(parts.findValuesAsText("output")).containsExactly("", "a\nb");
    assertThat(parts.findValuesAsText("text"))
        .containsExactly(
            "Attachments of tool result 1:",
            "Attachments of tool result 2:",
            "<system-reminder>\nHurry.\n</system-reminder>");
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE, https://h/a.PNG?x=.gif, image/png",
    "IMAGE, https://h/a.b/c#d.gif, image/jpeg",
    "IMAGE, HTTPS://h/a.heic, image/heic",
    "DOCUMENT, https://h/a.png, application/pdf",
  })
  void whatIsElsewhereIsNamedByItsEnding(MediaKind kind, String url, String type) {
    asked.user(media(kind, new MediaSource.Url(url)));

    assertThat(asked.at("/contents/0/parts/0/fileData/mimeType")).isEqualTo('"' + type + '"');
    assertThat(asked.findings.isClean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE, http://h/a.png",
    "IMAGE, gs://b/a.png",
    "AUDIO, https://h/a.mp3",
    "IMAGE, ''"
  })
  void whatNobodyCanFetchIsRefused(MediaKind kind, String url) {
    asked.user(media(kind, new MediaSource.Url(url))).body();

    assertThat(asked.findings.refused()).extracting(FieldError::field).containsExactly("media");
  }

  @Test
  void plainTextIsADocument() {
    asked.user(media(MediaKind.DOCUMENT, new MediaSource.PlainText("é")));

    assertThat(asked.at("/contents/0/parts/0"))
        .isEqualTo("{\"inlineData\":{\"mimeType\":\"text/plain\",\"data\":\"w6k=\"}}");
  }

  @Test
  void aReferenceHasFewNeighboursAndWhatOnlyLooksLikeOneIsLeftAlone() {
    String schema =
        "{\"type\":\"object\",\"properties\":{"
            + "\"$ref\":{\"type\":\"string\",\"title\":\"T\"},"
            + "\"default\":{\"$ref\":\"#/a\",\"title\":\"T\",\"default\":1,\"$comment\":\"c\"},"
            + "\"list\":{\"items\":[{\"$ref\":\"#/a\",\"type\":\"string\",\"description\":\"d\"}]},"
            + "\"one\":{\"const\":{\"$ref\":\"x\",\"title\":\"T\"}}}}";
    String left =
        "{\"type\":\"object\",\"properties\":{"
            + "\"$ref\":{\"type\":\"string\",\"title\":\"T\"},"
            + "\"default\":{\"$ref\":\"#/a\"%s,\"$comment\":\"c\"},"
            + "\"list\":{\"items\":[{\"$ref\":\"#/a\"%s}]},"
            + "\"one\":{\"const\":{\"$ref\":\"x\",\"title\":\"T\"}}}}";
    asked
        .user(text("A"))
        .tool("f", schema)
        .format(
            new OutputFormat.Schema(
                Optional.empty(), Optional.empty(), object(schema), Optional.empty()));

    assertThat(asked.at("/tools/0/functionDeclarations/0/parametersJsonSchema"))
        .isEqualTo(left.formatted(",\"default\":1", ",\"description\":\"d\""));
    assertThat(asked.at("/generationConfig/responseJsonSchema")).isEqualTo(left.formatted("", ""));
  }

  @Test
  void namesAreTheSameInDeclarationsChoicesAndHistory() {
    asked
        .model(call("1", "1.f"))
        .user(result("1"))
        .tool("1.f", "{}")
        .choice(new ToolChoice.Named("1.f"));

    JsonNode body = asked.body();

    String name = body.at("/tools/0/functionDeclarations/0/name").textValue();
    assertThat(name).matches("_1_f_[0-9a-f]{8}");
    assertThat(body.at("/toolConfig/functionCallingConfig/allowedFunctionNames/0").textValue())
        .isEqualTo(name);
    assertThat(body.get("contents").findValuesAsText("name")).containsExactly(name, name);
  }

  @Test
  void aChoiceWithoutToolsIsLeftOut() {
    asked.user(text("A")).choice(ToolChoice.Mode.REQUIRED);

    assertThat(asked.body().has("toolConfig")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, MINIMAL, 0",
    "MINIMAL, MINIMAL, 1024",
    "LOW, LOW, 2048",
    "MEDIUM, MEDIUM, 8192",
    "HIGH, HIGH, 16384",
    "XHIGH, HIGH, 24576",
    "MAX, HIGH, 24576",
  })
  void effortsAreLevelsOrBudgets(Effort effort, String level, long budget) {
    String thoughts = effort == Effort.NONE ? "" : ",\"includeThoughts\":true";

    assertThat(thinking(TargetTraits.DEFAULT, new ThinkingWish.ByEffort(effort)))
        .isEqualTo("{\"thinkingLevel\":\"" + level + "\"" + thoughts + "}");
    assertThat(thinking(OLDER, new ThinkingWish.ByEffort(effort)))
        .isEqualTo("{\"thinkingBudget\":" + budget + thoughts + "}");
  }

  @ParameterizedTest
  @CsvSource({"4095, LOW", "4096, MEDIUM", "16383, MEDIUM", "16384, HIGH", "100, LOW"})
  void budgetsAreLevelsOrBudgets(long budget, String level) {
    assertThat(thinking(TargetTraits.DEFAULT, new ThinkingWish.ByBudget(budget)))
        .isEqualTo("{\"thinkingLevel\":\"" + level + "\",\"includeThoughts\":true}");
    assertThat(thinking(OLDER, new ThinkingWish.ByBudget(budget)))
        .isEqualTo("{\"thinkingBudget\":" + budget + ",\"includeThoughts\":true}");
  }

  @Test
  void whatTheModelSeesFitIsLeftToItAndOffIsTheLeast() {
    ThinkingWish.Amount fit = new ThinkingWish.Adaptive(Optional.empty());
    ThinkingWish.Amount high =
        new ThinkingWish.Adaptive(Optional.of(new RequestField<>("e", Effort.HIGH)));

    assertThat(thinking(TargetTraits.DEFAULT, fit)).isEqualTo("{\"includeThoughts\":true}");
    assertThat(thinking(OLDER, fit)).contains("\"thinkingBudget\":-1,");
    assertThat(thinking(TargetTraits.DEFAULT, high)).contains("\"thinkingLevel\":\"HIGH\",");
    assertThat(thinking(OLDER, high)).contains("\"thinkingBudget\":16384,");
    assertThat(thinking(TargetTraits.DEFAULT, new ThinkingWish.Off()))
        .isEqualTo("{\"thinkingLevel\":\"MINIMAL\"}");
    assertThat(thinking(OLDER, new ThinkingWish.Off())).isEqualTo("{\"thinkingBudget\":0}");
  }

  @Test
  void thoughtsThatNobodyWantsToReadAreNotAskedFor() {
    asked.user(text("A")).thinking(new ThinkingWish.ByEffort(Effort.LOW), Optional.of(false));

    assertThat(asked.at("/generationConfig/thinkingConfig"))
        .isEqualTo("{\"thinkingLevel\":\"LOW\"}");
  }

  @Test
  void whatTheModelRefusesIsLeftOutAndNamed() {
    asked
        .of(
            new TargetTraits(
                0, Set.of(Dropped.values()), false, false, false, true, false, false, object("{}")))
        .user(text("A"))
        .thinking(
            new ThinkingWish.Adaptive(
                Optional.of(new RequestField<>("output_config.effort", Effort.HIGH))),
            Optional.empty())
        .sampling(
            new Sampling(
                Optional.of(new RequestField<>("temperature", BigDecimal.ONE)),
                Optional.of(new RequestField<>("top_p", BigDecimal.ONE)),
                Optional.of(new RequestField<>("top_k", 5L)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(asked.body().has("generationConfig")).isFalse();
    assertThat(asked.findings.dropped())
        .containsExactlyInAnyOrder(
            "temperature", "top_p", "top_k", "thinking", "output_config.effort");
  }

  @Test
  void severalAnswersAreNotStreamedAndNothingIsNoStopSequence() {
    asked.user(text("A")).streamed().choices(2).stop("a", "", "b", "c", "d", "e");

    assertThat(asked.at("/generationConfig/stopSequences"))
        .isEqualTo("[\"a\",\"b\",\"c\",\"d\",\"e\"]");
    assertThat(asked.findings.refused()).extracting(FieldError::field).containsExactly("n");
  }

  private static String thinking(TargetTraits traits, ThinkingWish.Amount amount) {
    return new Asked()
        .of(traits)
        .user(text("A"))
        .thinking(amount, Optional.empty())
        .at("/generationConfig/thinkingConfig");
  }

  private static Part media(MediaKind kind, MediaSource source) {
    return new Part.Media("media", kind, source, Optional.empty(), Optional.empty());
  }
}
