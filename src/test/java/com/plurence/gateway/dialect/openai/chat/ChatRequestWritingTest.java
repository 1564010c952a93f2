package com.plurence.gateway.dialect.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as providers get them; quotes are single ones here. */
final class ChatRequestWritingTest {
  private static final TargetTraits NEEDY =
      new TargetTraits(
          1,
          Set.of(TargetTraits.Dropped.values()),
          false,
          false,
          false,
          true,
          true,
          true,
          JsonNodeFactory.instance.objectNode());

  private final Findings findings = new Findings();

  /** What both dialects have comes out as it went in. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'max_tokens':5,'n':1,'seed':7,'stop':'END'} |"
            + " {'max_completion_tokens':5,'seed':7,'stop':['END']}",
        "{'temperature':0.50,'top_p':1,'frequency_penalty':0.1,'presence_penalty':0,'n':2} |",
        "{'safety_identifier':'s','user':'u','reasoning_effort':'none'}"
            + " | {'safety_identifier':'s','reasoning_effort':'none'}",
        "{'response_format':{'type':'json_object'}} |",
        "{'response_format':{'type':'json_schema','json_schema':{'name':'x','description':'d',"
            + "'schema':{'type':'string'},'strict':true}}} |",
        "{'tool_choice':'auto','parallel_tool_calls':false} | {}",
        "{'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object',"
            + "'properties':{},'additionalProperties':false},'strict':true}}],'tool_choice':"
            + "{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function',"
            + "'function':{'name':'f'}}]}}} |",
      })
  void fields(String request, String written) throws MalformedAnswer {
    ObjectNode read = json(request);
    read.putArray("messages").addObject().put("role", "user").put("content", "x");

    ObjectNode body = write(read(read), TargetTraits.DEFAULT);

    assertThat(findings.isClean()).isTrue();
    assertThat(body.remove("model").textValue()).isEqualTo("up");
    body.remove("messages");
    assertThat(body).isEqualTo(json(written == null ? request : written));
  }

  @Test
  void whatAModelRefusesIsLeftOutAndNamed() throws MalformedAnswer {
    ObjectNode body =
        write(
            read(
                json(
                    "{'temperature':1,'top_p':1,'top_k':1,'reasoning_effort':'low','max_tokens':5,"
                        + "'messages':[{'role':'user','content':'x'},{'role':'assistant',"
                        + "'content':'y','reasoning_content':'z'}],'user':'"
                        + "u".repeat(65)
                        + "'}")),
            NEEDY);

    assertThat(findings.dropped())
        .containsExactlyInAnyOrder(
            "temperature",
            "top_p",
            "top_k",
            "reasoning_effort",
            "user",
            "messages[].reasoning_content");
    assertThat(body)
        .isEqualTo(
            json(
                "{'model':'up','max_tokens':5,'messages':[{'role':'user','content':'x'},"
                    + "{'role':'assistant','content':'y','reasoning_content':'z'}]}"));
  }

  @Test
  void moreThanFourStopsAreRefused() throws MalformedAnswer {
    write(
        read(json("{'stop':['a','b','c','d','e'],'messages':[{'role':'user','content':''}]}")),
        TargetTraits.DEFAULT);

    assertThat(findings.refused()).hasSize(1);
    assertThat(findings.refused().get(0).field()).isEqualTo("stop");
  }

  @Test
  void mediaOfEveryKind() throws MalformedAnswer {
    List<Part> parts =
        List.of(
            media(MediaKind.IMAGE, new MediaSource.Url("http://x/a")),
            media(MediaKind.AUDIO, new MediaSource.Data("audio/mpeg", "QQ")),
            media(MediaKind.DOCUMENT, new MediaSource.Data("application/pdf", "QQ")),
            media(MediaKind.DOCUMENT, new MediaSource.Data("text/csv", "QQ")),
            media(MediaKind.DOCUMENT, new MediaSource.PlainText("words")));

    assertThat(messages(new Turn("", Role.USER, parts)))
        .isEqualTo(
            json("{'m':[{'role':'user','content':["
                    + "{'type':'image_url','image_url':{'url':'http://x/a'}},"
                    + "{'type':'input_audio','input_audio':{'data':'QQ','format':'mp3'}},"
                    + "{'type':'file','file':{'filename':'document.pdf',"
                    + "'file_data':'data:application/pdf;base64,QQ'}},"
                    + "{'type':'file','file':{'filename':'document',"
                    + "'file_data':'data:text/csv;base64,QQ'}},"
                    + "{'type':'text','text':'words'}]}]}")
                .get("m"));
    messages(
        new Turn(
            "", Role.USER, List.of(media(MediaKind.DOCUMENT, new MediaSource.Url("https:/")))));
    assertThat(findings.refused()).hasSize(1);
  }

  /**
   * Each longer conversation begins with the shorter one, part by part: results with attachments,
   * words of the system and of the user behind them.
   */
  @Test
  void whatWasSentStaysTheBeginning() throws MalformedAnswer {
    Part image = media(MediaKind.IMAGE, new MediaSource.Url("https://x/a.png"));
    List<Turn> turns =
        List.of(
            new Turn("", Role.USER, List.of(Part.Text.of("", "A"))),
            new Turn("", Role.USER, List.of(Part.Text.of("", "B"))),
            new Turn(
                "",
                Role.ASSISTANT,
                List.of(new Part.Call("", "c", "f", json("{}"), Optional.empty()))),
            new Turn("", Role.USER, List.of(result("c", true, image, Part.Text.of("", "Broken")))),
            new Turn("", Role.SYSTEM, List.of(Part.Text.of("", "S"))),
            new Turn("", Role.USER, List.of(Part.Text.of("", "C"))),
            new Turn("", Role.ASSISTANT, List.of()),
            new Turn("", Role.USER, List.of(Part.Text.of("", "D"))));

    List<String> before = new ArrayList<>();
    for (int length = 1; length <= turns.size(); length++) {
      if (length == 3) {
        continue; // a call without a result is refused
      }
      List<String> now = parts(messages(turns.subList(0, length).toArray(Turn[]::new)));
      assertThat(now.subList(0, before.size())).isEqualTo(before);
      before = now;
    }

    assertThat(findings.isClean()).isTrue();
    assertThat(before)
        .containsExactly(
            "user \"A\"",
            "user \"B\"",
            "assistant null c",
            "tool \"Error: Broken\\n(attachments follow)\"",
            "user \"Attachments of tool result c:\"",
            "user {\"url\":\"https://x/a.png\"}",
            "system \"S\"",
            "user \"C\"",
            "user \"D\"");
  }

  private static List<String> parts(JsonNode messages) {
    List<String> parts = new ArrayList<>();
    for (JsonNode message : messages) {
      String role = message.get("role").textValue() + " ";
      JsonNode content = message.get("content");
      if (content.isArray()) {
        content.forEach(
            part ->
                parts.add(role + (part.has("text") ? part.get("text") : part.get("image_url"))));
      } else {
        String call = message.path("tool_calls").path(0).path("id").asText("");
        parts.add((role + content + " " + call).strip());
      }
    }
    return parts;
  }

  private static Part.Media media(MediaKind kind, MediaSource source) {
    return new Part.Media("", kind, source, Optional.empty(), Optional.empty());
  }

  private static Part.Result result(String id, boolean error, Part... parts) {
    return new Part.Result("", id, Optional.empty(), List.of(parts), error, Optional.empty());
  }

  private JsonNode messages(Turn... turns) throws MalformedAnswer {
    ModelRequest some = read(json("{'messages':[{'role':'user','content':'x'}]}"));
    ModelRequest request =
        new ModelRequest(
            some.system(),
            List.of(turns),
            some.tools(),
            some.toolChoice(),
            some.parallelToolCalls(),
            some.maxOutput(),
            some.sampling(),
            some.stop(),
            some.choices(),
            some.format(),
            some.thinking(),
            some.endUser(),
            some.stream(),
            some.usageWanted(),
            some.sealsWanted(),
            some.hints(),
            some.echo());
    return write(request, TargetTraits.DEFAULT).get("messages");
  }

  private ModelRequest read(ObjectNode body) {
    return new ChatClientTranslator().read(body, findings);
  }

  private ObjectNode write(ModelRequest request, TargetTraits traits) throws MalformedAnswer {
    ObjectNode body =
        new ChatProviderTranslator()
            .write(request, new ToolNames(ToolNames.Rule.USUAL), traits, "up", findings);
    // Numbers and texts as a provider reads them.
    return (ObjectNode) TranslationJson.read(TranslationJson.text(body));
  }

  private static ObjectNode json(String text) throws MalformedAnswer {
    return (ObjectNode) TranslationJson.read(text.replace('\'', '"'));
  }
}
