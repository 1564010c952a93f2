package com.plurence.gateway.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventScanTest {
  private static final String STREAM =
      """
      data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

      data: {"choices":[{"delta":{"content":"123"}}]}

      data: {"choices":[{"delta":{"content":"4567"}}]}

      data: [DONE]

      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11, 1_000})
  void findsTheTimesAndTheEndInEventsCutAnywhere(int piece) {
    List<Long> stamps = new ArrayList<>();
    EventScan scan = new EventScan(stamps::add);
    ByteBuf bytes = Unpooled.copiedBuffer(STREAM, StandardCharsets.US_ASCII);

    for (int from = 0; from < bytes.readableBytes(); from += piece) {
      scan.read(bytes, from, Math.min(piece, bytes.readableBytes() - from));
    }

    assertThat(stamps).containsExactly(123L, 4567L);
    assertThat(scan.done()).isTrue();
  }

  @Test
  void sawNoEndWhereThereIsNone() {
    EventScan scan = new EventScan(stamp -> {});
    ByteBuf bytes = Unpooled.copiedBuffer("data: [DON", StandardCharsets.US_ASCII);

    scan.read(bytes, 0, bytes.readableBytes());

    assertThat(scan.done()).isFalse();
  }
}
