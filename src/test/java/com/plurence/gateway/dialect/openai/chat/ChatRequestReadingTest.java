package com.plurence.gateway.dialect.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.error.FieldError;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the fields of a request, of which {@code messages} says hello if it is left. */
final class ChatRequestReadingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // What changes cost, bookkeeping or taste is named, unless it says nothing.
        "'future':1,'older':null | future",
        "'store':false,'logit_bias':{},'metadata':{},'prediction':null,'verbosity':'medium' |",
        "'service_tier':'default','functions':[],'function_call':'none','modalities':['text'] |",
        "'prompt_cache_key':'k','prompt_cache_retention':'24h' | prompt_cache_key"
            + " prompt_cache_retention",
        "'service_tier':'priority','verbosity':'high' | service_tier verbosity",
        "'reasoning_effort':'ultra' | reasoning_effort",
        "'tools':[{'type':'function','function':{'name':'f'}},{'type':'web_search'}]"
            + " | tools[].web_search",
        "'messages':[{'role':'user','content':'x','name':'b'},{'role':'assistant','tool_calls':[],"
            + "'cache_control':{}}] | messages[].name messages[].cache_control",
        "'messages':[{'role':'assistant','content':'x','reasoning_content':'y'}]"
            + " | messages[].reasoning_content",
        "'messages':[{'role':'assistant','content':'x','reasoning_content':'y','reasoning_details':"
            + "[{'type':'reasoning.encrypted','data':'plr1.ar.x'},{'type':'other'}]}] |",
      })
  void namesWhatItDrops(String fields, String names) throws MalformedAnswer {
    Findings findings = read(fields);

    assertThat(findings.isClean()).isTrue();
    assertThat(findings.dropped()).containsExactlyInAnyOrderElementsOf(words(names));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'audio':{},'web_search_options':{},'moderation':{} | audio web_search_options moderation",
        "'functions':[{}],'function_call':{'name':'f'} | functions function_call",
        "'modalities':['text','audio'],'logprobs':true | modalities logprobs",
        "'tools':[{'type':'custom','custom':{}}] | tools[0].type",
        "'tools':[{'type':'web_search'},{'type':'shell'}] | tools[0].type tools[1].type",
        "'tools':[{'type':'function','function':{'name':'f'}},{'type':'shell'}],"
            + "'tool_choice':{'type':'function','function':{'name':'shell'}} | tools[1].type",
        "'tool_choice':'perhaps' | tool_choice",
        "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'never','tools':["
            + "{'type':'web_search'}]}} | tool_choice.allowed_tools.tools[0].type"
            + " tool_choice.allowed_tools.mode",
        "'messages':[{'role':'function','content':'x'}] | messages[0].role",
        "'messages':[{'role':'assistant','function_call':{},'audio':{'id':'a'}}]"
            + " | messages[0].function_call messages[0].audio",
        "'messages':[{'role':'assistant','content':[{'type':'image_url','image_url':{'url':'x'}}]}]"
            + " | messages[0].content[0].image_url.url",
        "'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}]"
            + " | messages[0].content[0].file.file_id",
      })
  void refusesWhatWouldChangeTheMeaning(String fields, String paths) throws MalformedAnswer {
    Findings findings = read(fields);

    assertThat(findings.wrong()).isEmpty();
    assertThat(paths(findings.refused())).containsExactlyInAnyOrderElementsOf(words(paths));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'messages':'x' | messages",
        "'messages':{'a':1} | messages",
        "'messages':[[]] | messages[0]",
        "'messages':[{'content':'x'}] | messages[0].role",
        "'messages':[{'role':'user','content':5}] | messages[0].content",
        "'messages':[{'role':'assistant','tool_calls':{}}] | messages[0].tool_calls",
        "'messages':[{'role':'assistant','content':'','reasoning_details':[1],'refusal':1}]"
            + " | messages[0].reasoning_details[0] messages[0].refusal",
        "'messages':[{'role':'tool','tool_call_id':'c'}] | messages[0].content",
        "'messages':[{'role':'user','content':[{'type':'file','file':{}}]}]"
            + " | messages[0].content[0].file.file_data",
        "'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{}}]}]"
            + " | messages[0].content[0].input_audio.data"
            + " messages[0].content[0].input_audio.format",
        "'max_tokens':0,'max_completion_tokens':-1 | max_tokens max_completion_tokens",
        "'n':1.5,'stream':'yes','stream_options':1,'stop':{} | n stream stream_options stop",
        "'response_format':'json' | response_format",
        "'response_format':{'type':'json_schema','json_schema':{'strict':1}}"
            + " | response_format.json_schema.name response_format.json_schema.strict"
            + " response_format.json_schema.schema",
        "'tools':[{'function':{}},{'type':'function','function':{'parameters':[]}}]"
            + " | tools[0].type tools[1].function.name tools[1].function.parameters",
        "'tool_choice':{'type':'function'} | tool_choice.function",
      })
  void tellsEveryWrongType(String fields, String paths) throws MalformedAnswer {
    assertThat(paths(read(fields).wrong())).containsExactlyInAnyOrderElementsOf(words(paths));
  }

  private static Findings read(String fields) throws MalformedAnswer {
    String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],";
    String all = (fields.contains("'messages'") ? "" : messages) + fields.replace('\'', '"');
    Findings findings = new Findings();
    new ChatClientTranslator()
        .read((ObjectNode) TranslationJson.read("{\"model\":\"m\"," + all + "}"), findings);
    return findings;
  }

  private static List<String> paths(List<FieldError> problems) {
    return problems.stream().map(FieldError::field).toList();
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : Stream.of(text.split(" ")).toList();
  }
}
