package com.plurence.gateway.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.anthropic.AnthropicClient;
import com.plurence.gateway.dialect.openai.OpenAiClient;
import com.plurence.gateway.dialect.openai.ResponsesClient;
import com.plurence.gateway.extension.StreamEditor;
import com.plurence.gateway.extension.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an editor gives at the end of a stream stands before the end, in every dialect. */
final class EndOfEditedStreamTest {
  private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  private static final String COMPLETED =
      "event: response.completed\ndata: {\"x\":[{\"type\":1}],\"type\":\"response.completed\"}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void theEndOfAnEditorComesBeforeTheEndOfTheStream() {
    assertThat(edited("data: {\"a\":1}\n\n" + DONE, new OpenAiClient()))
        .isEqualTo("data: {\"n\":1}\n\n" + DONE);
    assertThat(edited("event: ping\ndata: {}\n\n" + STOP, new AnthropicClient()))
        .isEqualTo("data: {\"n\":2}\n\n" + STOP);
    assertThat(edited("event: x\ndata: {}\n\n" + COMPLETED, new ResponsesClient()))
        .isEqualTo("data: {\"n\":2}\n\n" + COMPLETED);
  }

  /** Counts all events, and gives none of them. */
  private static String edited(String events, ClientDialect dialect) {
    List<StreamEvent> seen = new ArrayList<>();
    StreamEditor counting =
        new StreamEditor() {
          @Override
          public List<StreamEvent> edit(StreamEvent event) {
            seen.add(event);
            return List.of();
          }

          @Override
          public List<StreamEvent> end() {
            return List.of(new StreamEvent("", "{\"n\":" + seen.size() + "}"));
          }
        };
    return joined(events, counting, dialect);
  }

  @Test
  void theLastEventMayBeChangedIfItSaysSomething() {
    StreamEditor shouting =
        event -> List.of(new StreamEvent(event.name(), event.data().replace("\"x\"", "\"X\"")));

    assertThat(joined(COMPLETED, shouting, new ResponsesClient()))
        .isEqualTo(COMPLETED.replace("\"x\"", "\"X\""));
    assertThat(joined(STOP, shouting, new AnthropicClient())).isEqualTo(STOP);
  }

  private static String joined(String events, StreamEditor editor, ClientDialect dialect) {
    List<StreamItem> edited = new ArrayList<>();
    for (StreamItem item : StreamItem.split(Buffer.buffer(events), dialect)) {
      item.editInto(edited, editor, dialect);
    }
    return StreamItem.join(edited).toString();
  }
}
