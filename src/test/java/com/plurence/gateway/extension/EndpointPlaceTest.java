package com.plurence.gateway.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.extension.EndpointPlace.Access;
import com.plurence.gateway.extension.EndpointPlace.Listener;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an endpoint of an extension can be. */
final class EndpointPlaceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/models", "/x", "/x/", "/x/a/", "/x//a", "/x/:", "/x/:1", "/x/:a-b", "/x/a b"})
  void aPathBeginsWithXAndHasNoEmptySegment(String path) {
    assertThatThrownBy(() -> at("GET", path)).hasMessageContaining(path);
  }

  @Test
  void theParametersOfAPathHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> at("GET", "/x/:a/:a"))
        .hasMessage("two parameters of one name: /x/:a/:a");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /x/a, GET, /x/a, true",
    "GET, /x/a, POST, /x/a, false",
    "GET, /x/:a, GET, /x/:b, true",
    "GET, /x/:a, POST, /x/:b, true",
    "GET, /x/:a, POST, /x/:a, false",
    "GET, /x/a, GET, /x/:a, false",
  })
  void twoPlacesAreOneWhenNoRequestCouldTellThem(
      String method, String path, String otherMethod, String other, boolean excluded) {
    assertThat(at(method, path).excludes(at(otherMethod, other))).isEqualTo(excluded);
  }

  @Test
  void aPathThatSaysMoreOfItselfComesFirst() {
    assertThat(
            Stream.of("/x/:a/:b", "/x/:a/z", "/x/z/:b", "/x/z/z", "/x/:a", "/x/_")
                .map(path -> at("GET", path))
                .sorted(Comparator.comparing(EndpointPlace::shape)))
        .extracting(EndpointPlace::path)
        .containsExactly("/x/_", "/x/z/z", "/x/z/:b", "/x/:a", "/x/:a/z", "/x/:a/:b");
  }

  private static EndpointPlace at(String method, String path) {
    return new EndpointPlace(Listener.GATEWAY, method, path, Access.ANYONE);
  }
}
