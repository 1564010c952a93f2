package com.plurence.gateway.dialect.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Chunks as clients get them; quotes are single ones here. */
final class ChunkWritingTest {
  private static final String ROLE = chunk("{'role':'assistant','content':''}");

  /** What a provider cuts in the middle of a character is whole again once it is joined. */
  @Test
  void halfACharacterAndWhatMustBeEscaped() {
    AnswerEventWriter writer = writer(false);
    writer.start("i\"d", "m", Optional.empty());
    writer.text("\ud83d");
    writer.text("\ude00 \u2028\n\"ä\\");

    assertThat(taken(writer))
        .isEqualTo(
            (ROLE
                    + chunk("{'content':'\\ud83d'}")
                    + chunk("{'content':'\\ude00 \u2028\\n\\'ä\\\\'}"))
                .replace("'id':'i'", "'id':'i\\'d'")
                .replaceAll("(?i)\\\\ud(83d|e00)", "\\\\uD$1")
                .replace("83d", "83D")
                .replace("e00", "E00"));
  }

  @Test
  void allButTheLastSayThatUsageIsNull() {
    AnswerEventWriter writer = writer(true);
    writer.start("i", "m", Optional.empty());
    writer.ping();
    writer.finish(Finish.of(Finish.Reason.UNKNOWN));
    writer.usage(new Usage(1, 2, 3, 4, 5));
    writer.end();

    assertThat(taken(writer))
        .isEqualTo(
            ": keep-alive\n"
                + ROLE.replace("}]}", "}],'usage':null}")
                + chunk("{}").replace("null}]}", "'content_filter'}],'usage':null}")
                + "data: {'id':'i','object':'chat.completion.chunk','created':9,'model':'m',"
                + "'choices':[],'usage':{'prompt_tokens':6,'completion_tokens':9,'total_tokens':15,"
                + "'prompt_tokens_details':{'cached_tokens':2,'cache_write_tokens':3},"
                + "'completion_tokens_details':{'reasoning_tokens':5}}}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void aThoughtIsSealedAloneAndNobodysSealIsNone() {
    AnswerEventWriter writer = writer(false);
    writer.start("", "m", Optional.empty());
    writer.reasoning("A");
    writer.text("B");
    writer.reasoning("C");
    writer.seal(Seal.NONE);
    writer.seal(new Seal(Seal.Kind.ANTHROPIC, "s"));
    writer.reasoning("D");
    writer.seal(new Seal(Seal.Kind.ANTHROPIC, "t"));

    assertThat(taken(writer))
        .contains("'id':'chatcmpl-1'")
        .contains(
            "'reasoning_content':'C'},'finish_reason':null}]}\n\n"
                + "data: {'id':'chatcmpl-1','object':'chat.completion.chunk','created':9,"
                + "'model':'m','choices':[{'index':0,'delta':{'reasoning_details':[{'index':0,"
                + "'type':'reasoning.encrypted','data':'plr1.a.s'}]}")
        .contains("{'index':1,'type':'reasoning.text','text':'D','signature':'plr1.a.t'}");
  }

  @Test
  void whatWasNotTakenComesBeforeTheFailure() {
    AnswerEventWriter writer = writer(false);
    writer.start("i", "m", Optional.empty());
    writer.call(0, "c", "f", Optional.of("sig"));
    writer.callEnd();

    String all =
        writer
            .failure(new ErrorBody(ErrorCode.UNEXPECTED.toException(), "r"))
            .toString()
            .replace('"', '\'');

    assertThat(all)
        .startsWith(
            ROLE
                + chunk(
                    "{'tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'f',"
                        + "'arguments':''},'extra_content':{'google':{'thought_signature':'sig'}}}]}")
                + chunk("{'tool_calls':[{'index':0,'function':{'arguments':'{}'}}]}")
                + "event: error\ndata: {'error_id':'DAT000001'")
        .endsWith("}}\n\n");
    assertThat(taken(writer)).isEmpty();
  }

  /** What this dialect says of itself is the same behind both halves. */
  @Test
  void aStreamOfTheSameDialectStaysTheSame() {
    String stream = ROLE + chunk("{'content':'a'}") + chunk("{'refusal':'b'}");
    AnswerEventWriter writer = writer(false);
    AnswerEventReader reader = new ChatProviderTranslator().events(writer, prefix -> prefix, 1000);
    stream
        .lines()
        .filter(line -> !line.isEmpty())
        .map(line -> line.substring("data: ".length()).replace('\'', '"').getBytes(UTF_8))
        .forEach(data -> reader.read(null, data, 0, data.length));

    assertThat(taken(writer)).isEqualTo(stream);
  }

  private static AnswerEventWriter writer(boolean usageWanted) {
    return new ChatClientTranslator()
        .events(
            new ResponseContext(
                new ToolNames(ToolNames.Rule.USUAL),
                Set.of(),
                usageWanted,
                true,
                Optional.empty(),
                prefix -> prefix + 1,
                9,
                1));
  }

  private static String taken(AnswerEventWriter writer) {
    return writer.take().toString().replace('"', '\'');
  }

  private static String chunk(String delta) {
    return "data: {'id':'i','object':'chat.completion.chunk','created':9,'model':'m','choices':"
        + "[{'index':0,'delta':"
        + delta
        + ",'finish_reason':null}]}\n\n";
  }
}
