package com.plurence.gateway.dialect.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.EndUser;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import com.plurence.gateway.error.FieldError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no golden case says of requests. */
final class ResponsesRequestTest {
  private final Findings findings = new Findings();

  private ModelRequest read(String body) {
    try {
      ObjectNode object = (ObjectNode) TranslationJson.read(body.replace('\'', '"'));
      return new ResponsesClientTranslator().read(object, findings);
    } catch (MalformedAnswer broken) {
      throw new AssertionError(body, broken);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'input': 5 | input",
        "'instructions': 'Be brief.' | input",
        "'input': [{'role': 'robot', 'content': 'x'}] | input[0].role",
        "'input': [{'content': 'x'}] | input[0].role",
        "'input': [{'role': 'user'}] | input[0].content",
        "'input': [{'role': 'user', 'content': 7}] | input[0].content",
        "'input': [{'type': 4, 'role': 'user', 'content': 'x'}] | input[0].type",
        "'input': [{'role': 'user', 'content': [{'text': 'x'}]}] | input[0].content[0].type",
        "'input': [{'role': 'user', 'content': [{'type': 'input_image'}]}] |"
            + " input[0].content[0].image_url",
        "'input': [{'role': 'user', 'content': [{'type': 'input_image', 'image_url': 'data:x'}]}] |"
            + " input[0].content[0].image_url",
        "'input': [{'role': 'user', 'content': [{'type': 'input_file', 'filename': 'a'}]}] |"
            + " input[0].content[0].file_data",
        "'input': [{'role': 'user', 'content': [{'type': 'input_audio'}]}] |"
            + " input[0].content[0].input_audio",
        "'input': [{'type': 'custom_tool_call', 'call_id': 'c', 'name': 'x'}] | input[0].input",
        "'input': [{'type': 'reasoning', 'summary': ['x']}] | input[0].summary[0]",
        "'input': 'x', 'tools': {} | tools",
        "'input': 'x', 'tools': [{'name': 'x'}] | tools[0].type",
        "'input': 'x', 'tools': [{'type': 'function', 'name': 'x', 'parameters': []}] |"
            + " tools[0].parameters",
        "'input': 'x', 'tool_choice': 7 | tool_choice",
        "'input': 'x', 'tool_choice': {'type': 'function'} | tool_choice.name",
        "'input': 'x', 'tool_choice': {'type': 'allowed_tools', 'mode': 'auto'} |"
            + " tool_choice.tools",
        "'input': 'x', 'include': 'reasoning.encrypted_content' | include",
        "'input': 'x', 'metadata': [] | metadata",
        "'input': 'x', 'reasoning': {'effort': 'much'} | reasoning.effort",
        "'input': 'x', 'text': {'format': {}} | text.format.type"
      })
  void namesWhatHasTheWrongType(String members, String field) {
    read("{" + members + "}");

    assertThat(findings.wrong()).extracting(FieldError::field).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'prompt': {'id': 'p'} | prompt",
        "'input': [{'id': 'msg_1'}] | input[0].type",
        "'input': [{'role': 'user', 'content': [{'type': 'input_video'}]}] |"
            + " input[0].content[0].type",
        "'input': [{'role': 'user', 'content': [{'type': 'input_image', 'file_id': 'f'}]}] |"
            + " input[0].content[0].file_id",
        "'input': [{'role': 'user', 'content': [{'type': 'input_file', 'file_id': 'f'}]}] |"
            + " input[0].content[0].file_id",
        "'input': [{'role': 'system', 'content': [{'type': 'input_image', 'image_url':"
            + " 'https://e.com/a.png'}]}] | input[0].content[0].image_url",
        "'input': 'x', 'tools': [{'type': 'web_search'}] | tools[0].type",
        "'input': 'x', 'tools': [{'type': 'custom', 'name': 'x', 'format': {'type': 'xml'}}] |"
            + " tools[0].format.type",
        "'input': 'x', 'tool_choice': 'perhaps' | tool_choice",
        "'input': 'x', 'tool_choice': {'type': 'web_search'} | tool_choice.type",
        "'input': 'x', 'tool_choice': {'type': 'allowed_tools', 'mode': 'required', 'tools':"
            + " [{'type': 'mcp'}]} | tool_choice.tools",
        "'input': 'x', 'text': {'format': {'type': 'grammar'}} | text.format.type"
      })
  void refusesWhatWouldChangeTheMeaning(String members, String field) {
    read("{" + members + "}");

    assertThat(findings.wrong()).isEmpty();
    assertThat(findings.refused()).extracting(FieldError::field).containsExactly(field);
  }

  @Test
  void namesNothingThatIsAtItsDefault() {
    read(
        """
        {'model': 'm', 'input': 'x', 'store': false, 'truncation': 'disabled', 'top_logprobs': 0,
         'background': false, 'service_tier': 'auto', 'include': [], 'previous_response_id': null,
         'stream_options': {'include_obfuscation': false}, 'metadata': {}, 'tools': null,
         'moderation': null, 'future': null, 'reasoning': {}, 'text': {'format': {'type': 'text'}}}
        """);

    assertThat(findings.isClean()).isTrue();
    assertThat(findings.dropped()).isEmpty();
  }

  @Test
  void namesWhatIsLeftOut() {
    read(
        """
        {'input': 'x', 'future': 1, 'top_k': 4, 'stream_options': {'include_obfuscation': true},
         'tools': [{'type': 'custom', 'name': 'x', 'format': {'type': 'text'}}, {'type': 'mcp'}]}
        """);

    assertThat(findings.dropped())
        .containsExactlyInAnyOrder(
            "future", "top_k", "stream_options.include_obfuscation", "tools[].mcp");
  }

  @Test
  void whatLeadsIsTheSystemPromptAndWhatFollowsStaysInItsPlace() {
    ModelRequest request =
        read(
            """
            {'instructions': 'A', 'input': [
              {'role': 'developer', 'content': 'B'}, {'role': 'user', 'content': 'x'},
              {'role': 'system', 'content': [{'type': 'input_text', 'text': 'C'}]},
              {'role': 'assistant', 'content': [{'type': 'refusal', 'refusal': 'No'}]}]}
            """);

    assertThat(request.system()).extracting(Part.Text::text).containsExactly("A", "B");
    assertThat(request.turns().toString())
        .isEqualTo(
            "[Turn[path=input[1], role=USER, parts=[%s]], Turn[path=input[2], role=SYSTEM,"
                + " parts=[%s]], Turn[path=input[3], role=ASSISTANT, parts=[%s]]]",
            Part.Text.of("input[1].content", "x"),
            Part.Text.of("input[2].content[0].text", "C"),
            Part.Text.of("input[3].content[0].refusal", "No"));
  }

  @Test
  void aThoughtGoesBackWithItsSealAndAForeignOneAsIfNobodyHadSealedIt() {
    ModelRequest request =
        read(
            """
            {'input': [
              {'type': 'reasoning', 'summary': [{'type': 'summary_text', 'text': 'A'},
                {'type': 'summary_text', 'text': 'B'}], 'encrypted_content': 'plr1.ar.DATA'},
              {'type': 'reasoning', 'summary': [], 'encrypted_content': 'gAAAA',
                'content': [{'type': 'reasoning_text', 'text': 'C'}]}]}
            """);

    assertThat(request.turns())
        .flatExtracting(turn -> turn.parts())
        .extracting(part -> ((Part.Reasoning) part).seal().orElseThrow().text())
        .containsExactly("plr1.ar.DATA", "plr1.n");
    assertThat(request.turns())
        .flatExtracting(turn -> turn.parts())
        .extracting(part -> ((Part.Reasoning) part).text())
        .containsExactly("A\n\nB", "C");
  }

  @Test
  void resultsMayHoldImages() {
    ModelRequest request =
        read(
            """
            {'input': [{'type': 'function_call_output', 'call_id': 'c', 'output': [
              {'type': 'input_image', 'image_url': 'data:image/png;base64,AA',
               'prompt_cache_breakpoint': {}}]}]}
            """);

    Part.Result result = (Part.Result) request.turns().get(0).parts().get(0);
    Part.Media image = (Part.Media) result.parts().get(0);
    assertThat(result.path()).isEqualTo("input[0].call_id");
    assertThat(image.path()).isEqualTo("input[0].output[0].image_url");
    assertThat(image.cacheMark().orElseThrow().control()).hasToString("{\"type\":\"ephemeral\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'none' | NONE",
        "{'type': 'custom', 'name': 'x'} | Named[name=x]",
        "{'type': 'allowed_tools', 'mode': 'auto', 'tools': [{'type': 'function', 'name': 'x'},"
            + " {'type': 'web_search'}]} | Allowed[names=[x], required=false]",
        "{'type': 'allowed_tools', 'mode': 'auto', 'tools': [{'type': 'web_search'}]} | NONE"
      })
  void readsWhichToolsMayBeCalled(String choice, String expected) {
    Optional<RequestField<ToolChoice>> read =
        read("{'input': 'x', 'tool_choice': " + choice + "}").toolChoice();

    assertThat(read.orElseThrow().value()).hasToString(expected);
    assertThat(findings.isClean()).isTrue();
  }

  @Test
  void aSummaryAloneIsAWishToThinkAsTheModelSeesFit() {
    assertThat(read("{'input': 'x', 'reasoning': {'summary': 'auto'}}").thinking())
        .contains(
            new RequestField<>(
                "reasoning.summary",
                new ThinkingWish(new ThinkingWish.Adaptive(Optional.empty()), Optional.of(true))));
    assertThat(read("{'input': 'x', 'reasoning': {'effort': 'xhigh'}}").thinking())
        .contains(
            new RequestField<>(
                "reasoning.effort",
                new ThinkingWish(new ThinkingWish.ByEffort(Effort.XHIGH), Optional.of(false))));
  }

  @Test
  void theNewerNameOfTheEndUserIsTaken() {
    ModelRequest request = read("{'input': 'x', 'user': 'a', 'safety_identifier': 'b'}");

    assertThat(request.endUser())
        .contains(new RequestField<>("safety_identifier", new EndUser("b", true)));
  }

  @Test
  void aResponseRepeatsWhatItMustWithAllThatSdksDemand() {
    ObjectNode echo =
        read("""
        {'input': 'x', 'text': {'verbosity': 'low'}, 'reasoning': {'effort': 'low'},
         'tools': [{'type': 'function', 'name': 'x'}, {'type': 'custom', 'name': 'y'}]}
        """)
            .echo()
            .orElseThrow();

    assertThat(TranslationJson.text(echo).replace('"', '\''))
        .isEqualTo(
            String.join(
                "",
                List.of(
                    "{'instructions':null,'metadata':{},'parallel_tool_calls':true,",
                    "'temperature':null,'tool_choice':'auto','tools':[{'type':'function',",
                    "'name':'x','parameters':null,'strict':null},{'type':'custom','name':'y'}],",
                    "'top_p':null,'max_output_tokens':null,'previous_response_id':null,",
                    "'reasoning':{'effort':'low','summary':null},",
                    "'text':{'format':{'type':'text'},'verbosity':'low'},",
                    "'truncation':'disabled'}")));
  }
}
