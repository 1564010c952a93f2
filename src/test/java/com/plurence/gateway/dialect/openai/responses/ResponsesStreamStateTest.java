package com.plurence.gateway.dialect.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.openai.OpenAiProvider;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.golden.GoldenEvents;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Streams of providers that speak the Responses API themselves, and break. */
final class ResponsesStreamStateTest {
  private final EventReader reader = new OpenAiProvider().events(Operation.RESPONSE);

  private void read(String... events) {
    for (String event : events) {
      byte[] data = event.replace('\'', '"').getBytes(UTF_8);
      assertThat(reader.read(data, 0, data.length)).isNotEqualTo(EventKind.MALFORMED);
    }
  }

  private JsonNode failure() {
    ErrorBody failure =
        new ErrorBody(ErrorCode.STREAM_RESET.toException(), UUID.randomUUID().toString());
    ArrayNode events = GoldenEvents.of(reader.failure().orElseThrow().event(failure).toString());
    assertThat(events).hasSize(1);
    return events.get(0).get("data");
  }

  @Test
  void itEndsWithTheNextNumberAndTheResponseThatWasCreated() {
    read(
        "{'type':'response.created','sequence_number':0,'response':{'id':'r','status':'in_progress','output':[],'instructions':'Be"
            + " brief.'}}",
        "{'type':'response.in_progress','sequence_number':1,'response':{'id':'r'}}",
        "{'type':'response.output_text.delta','sequence_number':41,'delta':'x'}");

    JsonNode failed = failure();

    assertThat(failed.get("sequence_number").intValue()).isEqualTo(42);
    assertThat(failed.get("response").toString().replace('"', '\''))
        .isEqualTo(
            "{'id':'r','status':'failed','output':[],'instructions':'Be"
                + " brief.','error':{'code':'server_error','message':'The model provider broke the"
                + " stream'}}");
  }

  @Test
  void theProvidersOwnFailureTakesNoNumberAndKeepsItsItemsButNotItsWords() {
    read(
        "{'type':'response.created','sequence_number':0,'response':{'id':'r','output':[]}}",
        "{'type':'response.failed','sequence_number':1,'response':{'id':'r','output':[{'id':'m'}],'error':{'code':'x','message':'host"
            + " db-7'}}}");

    JsonNode failed = failure();

    assertThat(failed.get("sequence_number").intValue()).isEqualTo(1);
    assertThat(failed.at("/response/output/0/id").textValue()).isEqualTo("m");
    assertThat(failed.toString()).doesNotContain("db-7");
  }

  @Test
  void aServerThatCountsNothingIsCountedFor() {
    read("{'type':'response.created'}", "{'type':'response.output_text.delta','delta':'x'}");

    JsonNode failed = failure();

    assertThat(failed.get("sequence_number").intValue()).isEqualTo(2);
    assertThat(failed.at("/response/status").textValue()).isEqualTo("failed");
    assertThat(failed.at("/response/output").isArray()).isTrue();
  }

  @Test
  void whatALongRequestRepeatsIsNotHeldForAllOfTheStream() {
    read(
        "{'type':'response.created','sequence_number':0,'response':{'id':'r','model':'m','output':[],'instructions':'"
            + "x".repeat(20_000)
            + "','tools':[{'type':'function'}]}}");

    JsonNode response = failure().get("response");

    assertThat(response.get("id").textValue()).isEqualTo("r");
    assertThat(response.get("instructions").isNull()).isTrue();
    assertThat(response.get("tools")).isEmpty();
  }

  @Test
  void numbersThatNoStreamReachesAreNotCountedOnFrom() {
    for (String number : List.of("1e300", "9223372036854775807", "-5", "'7'")) {
      read("{'type':'response.output_text.delta','sequence_number':" + number + "}");
    }

    assertThat(failure().get("sequence_number").longValue()).isPositive();
  }
}
