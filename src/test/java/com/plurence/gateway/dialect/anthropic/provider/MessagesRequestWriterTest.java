package com.plurence.gateway.dialect.anthropic.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.anthropic.client.MessagesRequestReader;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no golden case says, written for requests as this dialect's own reader reads them. */
final class MessagesRequestWriterTest {
  private static final String HELLO = "'messages':[{'role':'user','content':'Hello'}]";

  private Findings findings = new Findings();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "none",
      value = {
        "'temperature':0.5,'top_p':1|temperature|none",
        "'temperature':0.5,'top_p':0.9|temperature|top_p",
        "'top_p':0.9,'top_k':3|top_p top_k|none",
        "'temperature':1,'top_k':3,'thinking':{'type':'adaptive'}|temperature thinking|top_k",
        "'top_p':0.9,'thinking':{'type':'adaptive'}|thinking|top_p",
        "'top_p':1,'thinking':{'type':'disabled'}|top_p thinking|none",
        "'top_k':3,'thinking':{'type':'disabled'}|top_k thinking|none",
        "'thinking':{'type':'adaptive'},'output_config':{'effort':'low'}|thinking"
            + " output_config|none",
        "'stop_sequences':[' ']|none|stop_sequences",
        "'tools':[{'name':'a','input_schema':{}}],'tool_choice':{'type':'any'},"
            + "'thinking':{'type':'adaptive'},'output_config':{'effort':'low'}"
            + "|tools tool_choice|thinking output_config.effort",
        "'tools':[{'name':'a','input_schema':{}}],'tool_choice':{'type':'none'},"
            + "'thinking':{'type':'enabled','budget_tokens':2000}|tools tool_choice thinking|none",
        "'tool_choice':{'type':'any'},'thinking':{'type':'adaptive'}|thinking|none",
      })
  void sendsWhatGoesTogetherAndNamesTheRest(String members, String sent, String dropped)
      throws MalformedAnswer {
    ObjectNode body = write("{" + members + "," + HELLO + "}", false);

    body.remove(List.of("model", "max_tokens", "messages"));
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactlyInAnyOrder(sent == null ? new String[0] : sent.split(" "));
    assertThat(findings.dropped())
        .containsExactlyInAnyOrder(dropped == null ? new String[0] : dropped.split(" "));
    assertThat(findings.isClean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Nothing is left of the assistant's turn, so that two of the user's meet.
        "[{'role':'user','content':'a'},{'role':'system','content':'s'},"
            + "{'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'plr1.g.y'}]},{'role':'user','content':'b'}]|user:a"
            + " user:b system:s",
        // No turn of the user's is left before which it could stand.
        "[{'role':'user','content':'a'},{'role':'assistant','content':'b'},"
            + "{'role':'system','content':'s'},{'role':'user','content':' '}]"
            + "|user:a assistant:b user:<system-reminder>s</system-reminder>",
        "[{'role':'assistant','content':'a '},{'role':'user','content':' '},"
            + "{'role':'assistant','content':'b \\n'}]|user:. assistant:a_ user:. assistant:b",
      })
  void systemMessagesStandBehindTheUserTurn(String messages, String expected)
      throws MalformedAnswer {
    ObjectNode body = write("{'messages':" + messages + "}", true);

    assertThat(String.join(" ", said((ArrayNode) body.get("messages")))).isEqualTo(expected);
  }

  private static List<String> said(ArrayNode messages) {
    List<String> said = new ArrayList<>();
    for (JsonNode message : messages) {
      for (JsonNode block : message.get("content")) {
        String words = block.has("text") ? block.get("text").textValue() : block.toString();
        said.add(message.get("role").textValue() + ":" + words.replace("\n", "").replace(' ', '_'));
      }
    }
    return said;
  }

  /** Or no prompt cache would ever hit. */
  @Test
  void aConversationIsTheBeginningOfALongerOne() throws MalformedAnswer {
    List<String> messages = new ArrayList<>();
    for (int turn = 0; turn < 10; turn++) {
      messages.add("{'role':'user','content':'Question " + turn + "'}");
      messages.add("{'role':'system','content':'It is " + turn + " o clock.'}");
      messages.add(
          "{'role':'assistant','content':[{'type':'thinking','thinking':'Hm','signature':'S'},"
              + "{'type':'tool_use','id':'a%d','name':'f','input':{}},".formatted(turn)
              + "{'type':'tool_use','id':'b%d','name':'g','input':{}}]}".formatted(turn));
      messages.add(
          "{'role':'user','content':[{'type':'tool_result','tool_use_id':'b%d','content':'x'}]}"
              .formatted(turn));
      messages.add("{'role':'system','content':'Hurry.'}");
      messages.add(
          "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a%d','content':'y'},"
                  .formatted(turn)
              + "{'type':'image','source':{'type':'url','url':'https://i'}}]}");
      messages.add("{'role':'assistant','content':'Answer'}");
    }

    List<String> before = List.of();
    for (int length = 1; length <= messages.size(); length++) {
      findings = new Findings();
      String part = String.join(",", messages.subList(0, length));
      ObjectNode body = write("{'messages':[" + part + "]}", false);
      if (findings.isClean()) {
        List<String> now = said((ArrayNode) body.get("messages"));
        assertThat(now.subList(0, before.size())).isEqualTo(before);
        before = now;
      }
    }
    assertThat(before).hasSize(10 * 10);
  }

  private ObjectNode write(String request, boolean systemInMessages) throws MalformedAnswer {
    TargetTraits traits =
        new TargetTraits(
            TargetTraits.DEFAULT_MAX_OUTPUT,
            Set.of(),
            false,
            systemInMessages,
            false,
            true,
            false,
            false,
            JsonNodeFactory.instance.objectNode());
    ObjectNode body = (ObjectNode) TranslationJson.read(request.replace('\'', '"'));
    return new MessagesRequestWriter(
            MessagesRequestReader.read(body, false, findings),
            new ToolNames(ToolNames.Rule.USUAL),
            traits,
            findings)
        .write("m");
  }
}
