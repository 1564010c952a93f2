package com.plurence.gateway.dialect.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams as servers really send them; quotes are single ones here. */
final class ChunkReadingTest {
  private static final long ENOUGH = 10_000;
  private static final String STOP = chunk("{},'finish_reason':'stop'");
  private static final String DONE = "[DONE]";

  @Test
  void wordsAndThoughtsHaveSeveralNames() {
    assertThat(
            told(
                "{'id':'','choices':[],'prompt_filter_results':[]}",
                chunk("{'role':'assistant','content':''}"),
                chunk("{'reasoning':'Hm','content':null}"),
                chunk("{'reasoning_content':'!','reasoning':'!','content':'A'}"),
                chunk("{'content':[{'type':'text','text':'B'},{'type':'image'}]}"),
                "{'id':'c','choices':[{'index':1,'delta':{'content':'other'}}]}",
                "{'id':'c','choices':[{'message':{'refusal':'No'},'finish_reason':'stop'}]}",
                "{'choices':[],'usage':{'prompt_tokens':5,'completion_tokens':2}}",
                DONE,
                chunk("{'content':'late'}")))
        .containsExactly(
            "start c m",
            "reasoning Hm",
            "reasoning !",
            "text A",
            "text B",
            "refusal No",
            "finish REFUSAL",
            "usage Usage[input=5, cacheRead=0, cacheWrite=0, output=2, reasoning=0,"
                + " consistent=true]",
            "end");
  }

  /** One index for all; no index; an id too late, or none; a name too late. */
  @Test
  void callsAreToldApartByWhateverThereIs() {
    assertThat(
            told(
                call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}"),
                call("'index':0,'id':'b','function':{'name':'f','arguments':' {'}"),
                call("'index':0,'id':'b','function':{'name':'f','arguments':'}'}"),
                call("'id':'c','function':{'name':'g','arguments':{'x':1}}"),
                call("'function':{'name':'h'}"),
                call("'function':{'arguments':'{'}"),
                call("'index':7,'id':'d'"),
                call("'index':7,'function':{'name':'i','arguments':'  '}"),
                chunk("{},'finish_reason':'stop'"),
                DONE))
        .containsExactly(
            "start c m",
            "call 0 a f",
            "arguments {}",
            "callEnd",
            "call 1 b f",
            "arguments  {",
            "arguments }",
            "callEnd",
            "call 2 c g",
            "arguments {\"x\":1}",
            "callEnd",
            "call 3 call_0 h",
            "arguments {",
            "callEnd",
            "call 4 d i",
            "arguments {}",
            "callEnd",
            "finish CALLS",
            "end");
  }

  @Test
  void bracketsInStringsDoNotEndACall() {
    assertThat(
            told(
                call("'index':0,'id':'a','function':{'name':'f','arguments':'{\\'}\\\\'}"),
                chunk("{'content':'waits'}"),
                call("'index':1,'id':'b','function':{'name':'g','arguments':'[]'}"),
                call("'index':0,'function':{'arguments':'\\'}\\\\\\\\\\':1}'}"),
                chunk("{'content':'goes'}"),
                DONE))
        .containsExactly(
            "start c m",
            "call 0 a f",
            "arguments {\"}\\",
            "arguments \"}\\\\\":1}",
            "callEnd",
            "text waits",
            "call 1 b g",
            "arguments []",
            "callEnd",
            "text goes",
            "finish CALLS",
            "end");
  }

  @Test
  void aFragmentOfACallThatIsOverIsNotLostInSilence() {
    String over = call("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}");

    assertThat(told(over, chunk("{'content':'x'}"), call("'index':0,'id':'a'"), STOP, DONE))
        .endsWith("finish CALLS", "end");
    assertThat(
            told(
                over,
                chunk("{'content':'x'}"),
                call("'index':0,'function':{'arguments':'{'}"),
                DONE))
        .endsWith("text x", "malformed");
  }

  @Test
  void onlySoMuchMayWait() {
    List<String> events = new ArrayList<>();
    events.add(call("'index':0,'id':'a','function':{'name':'f','arguments':'{'}"));
    for (int i = 0; i < 100; i++) {
      events.add(chunk("{'content':'äää'}"));
    }
    events.add(call("'index':0,'function':{'arguments':'}'}"));
    events.add(DONE);

    assertThat(ToldLines.by(664, json(events))).contains("text " + "äää".repeat(100));
    assertThat(ToldLines.by(663, json(events))).endsWith("arguments {", "malformed");
  }

  @Test
  void manyServersForgetTheMarker() {
    assertThat(told(chunk("{'content':'x'}"), STOP)).endsWith("finish STOP", "end");
    assertThat(told(chunk("{'content':'x'}"))).endsWith("text x");
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stop,STOP",
    "length,LENGTH",
    "content_filter,FILTER",
    "tool_calls,CALLS",
    "eos,UNKNOWN",
    "'',STOP"
  })
  void aReasonThatNobodyKnowsIsNoOrdinaryStop(String reason, String finish) {
    assertThat(told(chunk("{'content':'x'},'finish_reason':'" + reason + "'"), STOP, DONE))
        .endsWith("finish " + finish, "end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'error':{'message':'Slow','code':'rate_limit_exceeded'}} | 429",
        "{'error':'Boom'} | 500",
        "{'object':'error','message':'Too long','code':400} | 400",
        "{'code':'server_busy','message':'Busy'} | 503",
        "error:{'message':'Boom','code':'429'} | 429",
        "error:Boom | 500",
      })
  void errorsHaveSeveralForms(String event, int status) {
    assertThat(told(event, chunk("{'content':'x'}"), DONE)).containsExactly("fault " + status);
  }

  @Test
  void someThatLookLikeErrorsAreNone() {
    String chunk = chunk("{'content':'x'}").replace("{'id'", "{'error':{},'code':null,'id'");

    assertThat(told(chunk, "{'type':'ping'}", "ping:", "{'future':1}", STOP, DONE))
        .containsExactly("start c m", "text x", "ping", "ping", "finish STOP", "end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DONE,
        "{'choices'",
        "[]",
        "{'choices':{}}",
        "{'choices':[1]}",
        "{'choices':[{'delta':'x'}]}",
        "{'choices':[{'delta':{'content':5}}]}",
        "{'choices':[{'delta':{'tool_calls':{}}}]}",
        "{'choices':[{'delta':{'tool_calls':[null]}}]}"
      })
  void whatIsNoChunkBreaksTheStream(String event) {
    assertThat(told(event, chunk("{'content':'late'}"))).endsWith("malformed");
  }

  private static List<String> told(String... events) {
    return ToldLines.by(ENOUGH, json(List.of(events)));
  }

  private static List<String> json(List<String> events) {
    return events.stream().map(event -> event.replace('\'', '"')).toList();
  }

  private static String chunk(String delta) {
    return "{'id':'c','model':'m','choices':[{'index':0,'delta':" + delta + "}]}";
  }

  private static String call(String members) {
    return chunk("{'tool_calls':[{" + members + "}]}");
  }
}
