package com.plurence.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineEndsTest {
  @ParameterizedTest
  @ValueSource(bytes = {'\n', '\r'})
  void aLineEndIsFoundWhateverItsPlaceAndItsNeighbours(byte lineEnd) {
    byte[] text = new byte[40];
    for (int neighbour = Byte.MIN_VALUE; neighbour <= Byte.MAX_VALUE; neighbour++) {
      if (neighbour == '\n' || neighbour == '\r') {
        continue;
      }
      for (int place = 3; place < 37; place++) {
        Arrays.fill(text, (byte) neighbour);
        text[0] = '\n';
        text[39] = '\r';
        text[place] = lineEnd;

        int found = LineEnds.next(text, 3, 37);

        assertThat(found).as("byte %d, place %d", neighbour, place).isEqualTo(place);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 16, 23})
  void theLimitIsReturnedWhenThereIsNone(int length) {
    byte[] text = new byte[32];
    Arrays.fill(text, length, 32, (byte) '\n');

    assertThat(LineEnds.next(text, 0, length)).isEqualTo(length);
  }
}
