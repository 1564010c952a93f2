package com.plurence.gateway.dialect.anthropic.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageEventReaderTest {
  private static final String START = "{'type':'message_start','message':{'id':'m','model':'x'}}";
  private static final String STOP = "{'type':'content_block_stop','index':0}";
  private static final String DELTA =
      "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':3}}";
  private static final String END = "{'type':'message_stop'}";

  private final List<String> heard = new ArrayList<>();
  private final MessageEventReader reader =
      new MessageEventReader(
          (AnswerEvents)
              Proxy.newProxyInstance(
                  AnswerEvents.class.getClassLoader(),
                  new Class<?>[] {AnswerEvents.class},
                  (proxy, method, said) -> heard.add(words(method.getName(), said))),
          prefix -> prefix + "1");

  private static String words(String event, Object... said) {
    return said == null ? event : event + Arrays.toString(said);
  }

  private void read(String... events) {
    for (String event : events) {
      byte[] data = event.replace('\'', '"').getBytes(UTF_8);
      reader.read(null, data, 0, data.length);
    }
  }

  private static String block(int index, String block) {
    return "{'type':'content_block_start','index':" + index + ",'content_block':" + block + "}";
  }

  private static String delta(int index, String delta) {
    return "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
  }

  @Test
  void tellsBlocksOneAfterTheOther() {
    read(
        START,
        "{'type':'ping'}",
        block(0, "{'type':'thinking','thinking':'Hm','signature':''}"),
        delta(0, "{'type':'thinking_delta','thinking':'.'}"),
        delta(0, "{'type':'signature_delta','signature':'EqQB'}"),
        STOP,
        block(1, "{'type':'redacted_thinking','data':'c2Vj'}"),
        block(2, "{'type':'server_tool_use','id':'s','name':'web_search','input':{}}"),
        delta(2, "{'type':'input_json_delta','partial_json':'{}'}"),
        block(3, "{'type':'text','text':'So'}"),
        delta(3, "{'type':'citations_delta','citation':{}}"),
        delta(3, "{'type':'text_delta','text':''}"),
        "{'type':'future'}",
        // Some servers have all arguments in the start of the block, or give a call no id.
        block(4, "{'type':'tool_use','name':'f','input':{'a':1}}"),
        block(5, "{'type':'tool_use','id':'c','name':'g','input':{}}"),
        DELTA,
        END,
        DELTA);

    assertThat(heard)
        .containsExactly(
            "start[m, x, Optional.empty]",
            "ping",
            "reasoning[Hm]",
            "reasoning[.]",
            "seal[Seal[kind=ANTHROPIC, value=EqQB]]",
            "seal[Seal[kind=ANTHROPIC_REDACTED, value=c2Vj]]",
            "text[So]",
            "call[0, call_1, f, Optional.empty]",
            "arguments[{\"a\":1}]",
            "callEnd",
            "call[1, c, g, Optional.empty]",
            "arguments[{}]",
            "callEnd",
            "finish[Finish[reason=CALLS, stopSequence=Optional.empty, explanation=Optional.empty]]",
            "usage[Usage[input=0, cacheRead=0, cacheWrite=0, output=3, reasoning=0,"
                + " consistent=true]]",
            "end");
  }

  @Test
  void aReasonToEndIsNotToldBeforeTheEnd() {
    read(
        START, DELTA, "{'type':'error','error':{'type':'overloaded_error','message':'Busy'}}", END);

    assertThat(heard).hasSize(2);
    assertThat(heard.get(1)).startsWith("fault[").contains("Busy");
  }

  @Test
  void whatIsNoStreamOfBlocksIsMalformed() {
    List<List<String>> broken =
        List.of(
            List.of("[]"),
            List.of("{'type':'message_start'"),
            List.of(START, START),
            List.of("{'type':'message_start'}"),
            List.of(block(0, "{'type':'text','text':''}")),
            List.of(START, delta(0, "{'type':'text_delta','text':'x'}")),
            List.of(
                START, block(0, "{'type':'text'}"), delta(1, "{'type':'text_delta','text':'x'}")),
            List.of(START, block(0, "{'type':'text'}"), delta(0, "{'type':'text_delta','text':7}")),
            List.of(START, block(0, "{'type':'tool_use','id':'c'}")),
            List.of(START, block(0, "{}")),
            List.of(
                START,
                block(0, "{'type':'text'}"),
                delta(0, "{'type':'input_json_delta','partial_json':'{}'}")),
            List.of(START, END),
            List.of(END));
    for (List<String> events : broken) {
      MessageEventReaderTest alone = new MessageEventReaderTest();
      alone.read(events.toArray(String[]::new));
      alone.read(START, END);

      assertThat(alone.heard).as(events.toString()).last().isEqualTo("malformed");
      assertThat(alone.heard).as(events.toString()).containsOnlyOnce("malformed");
    }
  }

  @Test
  void aLaterCountTakesThePlaceOfAnEarlierOneAndNullDoesNot() {
    read(
        "{'type':'message_start','message':{'usage':{'input_tokens':5,'cache_read_input_tokens':2,"
            + "'output_tokens':1}}}",
        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':null,"
            + "'cache_read_input_tokens':9,'output_tokens':4,"
            + "'output_tokens_details':{'thinking_tokens':30}}}",
        END);

    assertThat(heard.get(2))
        .isEqualTo(
            "usage[Usage[input=5, cacheRead=9, cacheWrite=0, output=0, reasoning=4,"
                + " consistent=false]]");
  }
}
