package com.plurence.gateway.dialect.google;

import static com.plurence.gateway.dialect.google.Asked.json;
import static com.plurence.gateway.dialect.google.Asked.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.anthropic.MessagesClientTranslator;
import com.plurence.gateway.dialect.openai.chat.ChatClientTranslator;
import com.plurence.gateway.dialect.openai.responses.ResponsesClientTranslator;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A conversation of ten turns with parallel calls, images, thoughts and system reminders, in which
 * clients send back what they were answered.
 */
final class GoogleRoundTripTest {
  private static final int TURNS = 10;

  /** What Google answers each time; its calls have no ids. */
  private static final String ANSWER =
      "{'responseId':'r','modelVersion':'m','candidates':[{'finishReason':'STOP','content':{'parts':["
          + "{'text':'Hm.','thought':true},{'text':'Looking.'},"
          + "{'functionCall':{'name':'look','args':{'at':%1$d}},'thoughtSignature':'Sign%1$d'},"
          + "{'functionCall':{'name':'look','args':{}}}]}}]}";

  private final GoogleProviderTranslator google = new GoogleProviderTranslator();
  private int made;

  static Stream<Client> clients() {
    return Stream.of(new Chat(), new Messages(), new Responses());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatIsSentIsTheBeginningOfWhatIsSentLater(Client client) throws MalformedAnswer {
    List<String> before = List.of();
    for (int turn = 0; turn < TURNS; turn++) {
      Findings findings = new Findings();
      ToolNames names = new ToolNames(google.toolNames());
      ModelRequest request = client.translator.read(client.body(), findings);
      JsonNode sent = google.write(request, names, TargetTraits.DEFAULT, "m", findings);

      List<String> parts = parts(sent);
      assertThat(findings.refused()).isEmpty();
      assertThat(findings.wrong()).isEmpty();
      assertThat(parts).hasSizeGreaterThan(before.size());
      assertThat(parts.subList(0, before.size())).isEqualTo(before);
      assertThat(sent.findParents("thoughtSignature"))
          .extracting(
              part -> part.path("thoughtSignature").textValue() + part.at("/functionCall/args"))
          .isEqualTo(signed(turn));
      before = parts;

      JsonNode answer = json(ANSWER.formatted(turn).replace('\'', '"'));
      ResponseContext context = ResponseContext.of(request, names, prefix -> prefix + made++, 1, 1);
      client.goOn(client.translator.write(google.read(answer, prefix -> prefix + made++), context));
    }
  }

  private static List<String> signed(int turns) {
    List<String> signed = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      signed.add("Sign" + i + "{\"at\":" + i + "}");
    }
    return signed;
  }

  /** Each with who says it. */
  private static List<String> parts(JsonNode sent) {
    List<String> parts = new ArrayList<>();
    for (JsonNode content : sent.get("contents")) {
      content.get("parts").forEach(part -> parts.add(content.get("role").textValue() + part));
    }
    return parts;
  }

  /** An application. */
  private abstract static class Client {
    private final ClientTranslator translator;
    private final String history;
    private final ObjectNode body;

    Client(ClientTranslator translator, String history, String body) {
      this.translator = translator;
      this.history = history;
      this.body = object(body.replace('\'', '"'));
    }

    /** Sends back what was answered, and goes on. */
    abstract void goOn(ObjectNode response);

    /** A copy, as every request is read anew. */
    final ObjectNode body() {
      return body.deepCopy();
    }

    @Override
    public final String toString() {
      return getClass().getSimpleName();
    }

    final ArrayNode history() {
      return (ArrayNode) body.get(history);
    }

    final ObjectNode add(String message) {
      ObjectNode added = object(message.replace('\'', '"'));
      history().add(added);
      return added;
    }

    final void add(String message, JsonNode id) {
      history().add(read(message, id));
    }

    static ObjectNode read(String message, JsonNode id) {
      return object(message.replace('\'', '"').formatted(id.textValue()));
    }
  }

  private static final class Chat extends Client {
    private Chat() {
      super(
          new ChatClientTranslator(),
          "messages",
          "{'model':'g','messages':[{'role':'system','content':'S'},{'role':'user','content':'U'}],"
              + "'tools':[{'type':'function','function':{'name':'look'}}]}");
    }

    @Override
    void goOn(ObjectNode response) {
      JsonNode message = response.at("/choices/0/message");
      history().add(message);
      for (JsonNode call : message.get("tool_calls")) {
        add("{'role':'tool','tool_call_id':'%s','content':'seen'}", call.get("id"));
      }
      add("{'role':'system','content':'Hurry.'}");
      add(
          "{'role':'user','content':[{'type':'text','text':'And?'},{'type':'image_url',"
              + "'image_url':{'url':'data:image/png;base64,AAAA'}}]}");
    }
  }

  private static final class Messages extends Client {
    private Messages() {
      super(
          new MessagesClientTranslator(Operation.MESSAGES),
          "messages",
          "{'model':'g','max_tokens':9,'system':'S','messages':[{'role':'user','content':'U'}],"
              + "'tools':[{'name':'look','input_schema':{'type':'object'}}]}");
    }

    @Override
    void goOn(ObjectNode response) {
      add("{'role':'assistant'}").set("content", response.get("content"));
      ArrayNode said = add("{'role':'user'}").putArray("content");
      for (JsonNode block : response.get("content")) {
        if (block.path("type").asText().equals("tool_use")) {
          said.add(
              read(
                  "{'type':'tool_result','tool_use_id':'%s','content':[{'type':'image','source':"
                      + "{'type':'base64','media_type':'image/png','data':'AAAA'}}]}",
                  block.get("id")));
        }
      }
      said.addObject().put("type", "text").put("text", "And?");
      add("{'role':'system','content':'Hurry.'}");
    }
  }

  private static final class Responses extends Client {
    private Responses() {
      super(
          new ResponsesClientTranslator(),
          "input",
          "{'model':'g','instructions':'S','include':['reasoning.encrypted_content'],'store':false,"
              + "'input':[{'role':'user','content':'U'}],"
              + "'tools':[{'type':'function','name':'look','parameters':null,'strict':false}]}");
    }

    @Override
    void goOn(ObjectNode response) {
      response.get("output").forEach(history()::add);
      for (JsonNode item : response.get("output")) {
        if (item.path("type").asText().equals("function_call")) {
          add(
              "{'type':'function_call_output','call_id':'%s','output':'seen'}",
              item.get("call_id"));
        }
      }
      add("{'role':'developer','content':'Hurry.'}");
      add("{'role':'user','content':'And?'}");
    }
  }
}
