package com.plurence.gateway.dialect.anthropic.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.testing.golden.GoldenCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MessagesRequestReaderTest {
  private final Findings findings = new Findings();

  /** Requests of clients that the provider's half would have to read, too, are not among them. */
  static Stream<GoldenCase> ofWrongTypes() {
    return GoldenCase.all()
        .filter(golden -> golden.from().equals("messages") && !golden.isNative())
        .filter(golden -> golden.toString().startsWith("shape-"));
  }

  @ParameterizedTest
  @MethodSource("ofWrongTypes")
  void tellsEveryWrongType(GoldenCase golden) {
    MessagesRequestReader.read((ObjectNode) golden.requestIn().get("body"), true, findings);

    assertThat(findings.wrong().stream().map(FieldError::field))
        .containsExactlyElementsOf(
            golden
                .answerOut()
                .at("/body/details")
                .valueStream()
                .map(MessagesRequestReaderTest::field)
                .toList());
  }

  private static String field(JsonNode detail) {
    return detail.get("field").textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'max_tokens':0}|max_tokens",
        "{'max_tokens':1,'mcp_servers':[{}],'thread':'t','compaction':null}|mcp_servers thread",
        "{'thinking':{'type':'future'},'output_config':{'effort':'huge','format':{'type':'xml'}}}"
            + "|output_config.effort thinking.type output_config.format.type",
        "{'tool_choice':{'type':'some'}}|tool_choice.type",
        "{'tools':[{'type':'custom','name':'a','input_schema':{}},{'type':'bash_20250124','name':'bash'}],"
            + "'tool_choice':{'type':'tool','name':'bash'}}|tools[1].type",
        "{'system':[{'type':'image','source':{'type':'url','url':'https://a/b'}}]}|system[0].type",
        "{'messages':[{'role':'assistant','content':[{'type':'image','source':{'type':'url','url':'u'}},"
            + "{'type':'server_tool_use'}]},{'role':'system','content':[{'type':'thinking','thinking':'x'}]}]}|messages[0].content[0].type"
            + " messages[0].content[1].type messages[1].content[0].type",
        "{'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a',"
            + "'content':[{'type':'tool_reference','tool_name':'x'}]},"
            + "{'type':'image','source':{'type':'text','data':'x'}},"
            + "{'type':'document','source':{'type':'file','file_id':'f'}}]}]}"
            + "|messages[0].content[0].content[0].type messages[0].content[1].source.type"
            + " messages[0].content[2].source.file_id",
      })
  void refusesWhatWouldChangeTheMeaning(String body, String fields) throws MalformedAnswer {
    ObjectNode request = json(body);
    if (!request.has("messages")) {
      request.set("messages", json("{'m':[{'role':'user','content':'Hello'}]}").get("m"));
    }

    MessagesRequestReader.read(request, false, findings);

    assertThat(findings.wrong()).isEmpty();
    assertThat(findings.refused().stream().map(FieldError::field))
        .containsExactly(fields.split(" "));
  }

  @Test
  void namesWhatIsLostAndNoDefaults() throws MalformedAnswer {
    MessagesRequestReader.read(
        json(
            "{'model':'m','service_tier':'auto','speed':'standard','future':{},'other':null,"
                + "'cache_control':{'type':'ephemeral'},"
                + "'thinking':{'type':'disabled'},'output_config':{'effort':'low'},"
                + "'messages':[{'role':'user','content':'Hello'}]}"),
        false,
        findings);

    assertThat(findings.isClean()).isTrue();
    assertThat(findings.dropped())
        .containsExactlyInAnyOrder("future", "cache_control", "output_config.effort");
  }

  @Test
  void readsWordsInWhateverBlocksTheyStand() throws MalformedAnswer {
    ModelRequest request =
        MessagesRequestReader.read(
            json(
                "{'output_config':{'effort':'max'},'system':'One','messages':["
                    + "{'role':'system','content':'Two'},{'role':'user','content':["
                    + "{'type':'search_result','title':'T','source':'https://s','content':"
                    + "[{'type':'text','text':'a'},{'type':'text','text':'b'}]},{'type':'document','title':'D','context':'Of"
                    + " yesterday.','source':{'type':'content',"
                    + "'content':[{'type':'text','text':'c'},"
                    + "{'type':'image','source':{'type':'url','url':'https://i'}}]}}]}]}"),
            false,
            findings);

    assertThat(findings.isClean()).isTrue();
    assertThat(request.system().stream().map(Part.Text::text)).containsExactly("One", "Two");
    List<Part> parts = request.turns().get(0).parts();
    assertThat(
            parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text()))
        .containsExactly("T\nhttps://s\na\nb", "Of yesterday.", "D\nc");
    assertThat(parts.get(3)).isInstanceOf(Part.Media.class);
    assertThat(request.thinking().orElseThrow().path()).isEqualTo("output_config.effort");
    assertThat(request.thinking().orElseThrow().value().amount())
        .isEqualTo(new ThinkingWish.ByEffort(ThinkingWish.Effort.MAX));
  }

  private static ObjectNode json(String text) throws MalformedAnswer {
    return (ObjectNode) TranslationJson.read(text.replace('\'', '"'));
  }
}
