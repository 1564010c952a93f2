package com.plurence.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // what became of a write is looked at, or no matter
final class JoinedWritesTest {
  private final EmbeddedChannel wire = new EmbeddedChannel();

  JoinedWritesTest() {
    JoinedWrites.of(wire);
  }

  @AfterEach
  void close() {
    wire.finishAndReleaseAll();
  }

  private static ByteBuf heap(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static ByteBuf direct(String text) {
    return Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What has gone to the socket, a text for each piece. */
  private List<String> sent() {
    List<String> sent = new ArrayList<>();
    for (ByteBuf next = wire.readOutbound(); next != null; next = wire.readOutbound()) {
      sent.add(next.toString(StandardCharsets.UTF_8));
      next.release();
    }
    return sent;
  }

  @Test
  void aHeadAndItsBodyLeaveAsOnePieceWithTheFlush() {
    ByteBuf head = direct("head,");
    ByteBuf body = heap("body,");
    ByteBuf end = heap("end");
    ChannelFuture first = wire.write(head);
    ChannelFuture second = wire.write(body);
    ChannelFuture third = wire.write(end);
    assertThat(first.isDone() || second.isDone() || third.isDone()).isFalse();

    wire.flush();

    assertThat(sent()).containsExactly("head,body,end");
    assertThat(first.isSuccess() && second.isSuccess() && third.isSuccess()).isTrue();
    assertThat(List.of(head.refCnt(), body.refCnt(), end.refCnt())).containsOnly(0);
  }

  /** As the frames of HTTP/2 are written: head and bytes of one frame with one promise. */
  @Test
  void aPromiseThatCameWithTwoPiecesIsToldTwice() {
    CountingPromise frame = new CountingPromise(wire);
    wire.write(heap("another,"));
    wire.write(heap("head,"), frame);
    wire.write(heap("bytes"), frame);
    wire.flush();

    assertThat(sent()).containsExactly("another,head,bytes");
    assertThat(frame.told).isEqualTo(2);
  }

  private static final class CountingPromise extends DefaultChannelPromise {
    private int told;

    CountingPromise(EmbeddedChannel wire) {
      super(wire, wire.eventLoop());
    }

    @Override
    public boolean trySuccess(Void result) {
      told++;
      return told == 2 && super.trySuccess(null);
    }
  }

  @Test
  void nothingIsKeptBeyondAFlushAndAPieceAloneIsNotCopied() {
    ByteBuf token = direct("token");
    wire.writeAndFlush(token);

    assertThat(wire.<ByteBuf>readOutbound()).isSameAs(token);
    token.release();
    wire.flush();
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsLargeOrNoPieceOfMemoryPassesInItsOrder() {
    String large = "x".repeat(10_000);
    wire.write(heap("a"));
    wire.write(heap(large));
    wire.write(heap("b"));
    wire.write(Unpooled.EMPTY_BUFFER);
    wire.write(heap("c"), wire.voidPromise());
    ChannelFuture last = wire.write(heap("d"));
    wire.flush();

    assertThat(sent()).containsExactly("a", large, "b", "", "cd");
    assertThat(last.isSuccess()).isTrue();
  }

  @Test
  void manySmallPiecesFillOneBufferAfterTheOther() {
    for (int i = 0; i < 3000; i++) {
      wire.write(heap("12345678"), wire.voidPromise());
    }
    wire.flush();

    List<String> sent = sent();
    assertThat(String.join("", sent)).isEqualTo("12345678".repeat(3000));
    assertThat(sent).hasSize(3);
  }

  @Test
  void aCloseComesBehindWhatWasWritten() {
    ChannelFuture written = wire.write(heap("last words"));
    wire.close();

    assertThat(wire.isOpen()).isFalse();
    assertThat(written.isDone()).isTrue();
  }

  @Test
  void whatIsLostWithItsConnectionIsReleasedAndTold() {
    ByteBuf piece = direct("never flushed");
    ChannelFuture written = wire.write(piece);
    // Past the pipeline, as a connection is closed whose other end does not read.
    wire.unsafe().close(wire.newPromise());
    wire.runPendingTasks();

    assertThat(piece.refCnt()).isZero();
    assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
  }
}
