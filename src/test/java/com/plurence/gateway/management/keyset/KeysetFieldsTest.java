package com.plurence.gateway.management.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list that grows can be asked. */
final class KeysetFieldsTest {
  private static final KeysetFields FIELDS =
      new KeysetFields(
          Map.of(
              "timestamp", FieldKind.TIME,
              "model", FieldKind.TEXT,
              "status", FieldKind.NUMBER,
              "stream", FieldKind.FLAG),
          true,
          Set.of("timestamp", "status"));

  @Property(tries = 300)
  void aTokenLeadsBackToItsPlace(
      @ForAll @LongRange(min = 0) long timestamp, @ForAll long most, @ForAll long least) {
    Position position = new Position(timestamp, new UUID(most, least).toString());

    assertThat(Position.of(position.token())).contains(position);
  }

  @Property(tries = 300)
  void whateverElseIsSentIsNoPlace(@ForAll String text) {
    assertThat(Position.of(text)).isEmpty();
  }

  @Test
  void saysWhatIsWantedOfTheList() {
    KeysetQuery query =
        parse(
            "limit=1000&offset=10000&order_asc=status&model=a&status=ge=400&status=le=499"
                + "&stream=true&tags.team=x&timestamp=ge=1970-01-01T00:00:01Z");

    assertThat(query)
        .isEqualTo(
            new KeysetQuery(
                100,
                10_000,
                List.of(
                    new Filter("model", Comparison.EQUAL, "a"),
                    new Filter("status", Comparison.AT_LEAST, 400L),
                    new Filter("status", Comparison.AT_MOST, 499L),
                    new Filter("stream", Comparison.EQUAL, true),
                    new Filter("tags.team", Comparison.EQUAL, "x"),
                    new Filter("timestamp", Comparison.AT_LEAST, 1000L)),
                new Order("status", true),
                java.util.Optional.empty()));
    assertThat(parse("").order()).isEqualTo(new Order("timestamp", false));
    assertThat(parse("model=ge=a").filters())
        .containsExactly(new Filter("model", Comparison.EQUAL, "ge=a"));
  }

  @ParameterizedTest
  @CsvSource({
    "colour=red, colour is unknown",
    "tags.=x, tags. is unknown",
    "tags.TEAM=x, tags.TEAM is unknown",
    "limit=-1, limit is invalid",
    "offset=10001, offset is invalid",
    "offset=999999999999, offset is invalid",
    "order_desc=model, order_desc is invalid",
    "order_desc=status&order_asc=timestamp, order_asc is invalid",
    "status=4x, status is invalid",
    "status=ge=, status is invalid",
    "stream=yes, stream is invalid",
    "timestamp=yesterday, timestamp is invalid",
    "after=x, after is invalid",
    "after=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&order_asc=status, after is invalid",
    "after=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&offset=1, after is invalid",
  })
  void whatCannotBeAskedIsNamed(String query, String message) {
    assertThatThrownBy(() -> parse(query)).hasMessageContaining("Query parameter " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/usage | /v1/usage?limit=20&after=",
        "/v1/usage?after=x&model=a%20b&limit=5&offset=1 | /v1/usage?limit=20&model=a%20b&after=",
        "/v1/usage?model=a>b | /v1/usage?limit=20&model=a%3Eb&after=",
      })
  void theLinkKeepsWhatWasAsked(String uri, String expected) {
    Position end = new Position(0, new UUID(0, 0).toString());

    assertThat(KeysetLink.next(uri, 20, end))
        .isEqualTo("<" + expected + end.token() + ">; rel=\"next\"");
  }

  private static KeysetQuery parse(String query) {
    List<Map.Entry<String, String>> parameters =
        query.isEmpty()
            ? List.of()
            : List.of(query.split("&", -1)).stream()
                .map(part -> part.split("=", 2))
                .map(part -> Map.entry(part[0], part[1]))
                .toList();
    return FIELDS.parse(new Parameters(parameters));
  }
}
