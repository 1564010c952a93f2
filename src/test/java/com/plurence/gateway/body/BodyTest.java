package com.plurence.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class BodyTest {

  @Test
  void holdsNothingOnceItIsReleased() {
    Body body = collected("{", "}");

    body.release();

    assertThat(body.pieces()).isEmpty();
  }

  @Test
  void isOneBufferOverItsPieces() {
    Body body = collected("{\"a\"", ":1", "}");

    Buffer joined = body.joined();

    assertThat(joined.toString()).isEqualTo("{\"a\":1}");
    assertThat(joined).isEqualTo(body.copy());
    assertThat(body.length()).isEqualTo(joined.length());
  }

  @Test
  void isThereWithoutAByte() {
    assertThat(Body.empty().joined().length()).isZero();
    assertThat(Body.empty().copy().length()).isZero();
  }

  @Test
  void smallPiecesAreCopiedTogetherFromTheFifthOn() {
    Body body = collected("a", "b", "c", "d", "e", "f", "g");

    assertThat(body.pieces()).hasSize(5);
    assertThat(body.copy().toString()).isEqualTo("abcdefg");
  }

  @Test
  void aCollectorBeginsAnewWhenItHasHandedOver() {
    BodyCollector collector = new BodyCollector();
    collector.add(Buffer.buffer("first"));
    Body first = collector.take();

    collector.add(Buffer.buffer("second"));

    assertThat(first.copy().toString()).isEqualTo("first");
    assertThat(collector.take().copy().toString()).isEqualTo("second");
  }

  private static Body collected(String... pieces) {
    BodyCollector collector = new BodyCollector();
    for (String piece : pieces) {
      collector.add(Buffer.buffer(piece));
    }
    return collector.take();
  }
}
