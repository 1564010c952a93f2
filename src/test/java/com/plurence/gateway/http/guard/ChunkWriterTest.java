package com.plurence.gateway.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChunkWriterTest {
  private static final List<Integer> SIZES =
      List.of(1, 9, 15, 16, 200, 255, 256, 4095, 4096, 16_384, 16_385, 70_000);

  private final EmbeddedChannel wire = new EmbeddedChannel(new HttpResponseEncoder());
  private final EmbeddedChannel client =
      new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(1 << 20));
  private int buffers;

  ChunkWriterTest() {
    ChannelHandlerContext encoder = wire.pipeline().context(HttpResponseEncoder.class);
    wire.pipeline().addLast(new Writing(new ChunkWriter(encoder)));
  }

  @AfterEach
  void close() {
    wire.finishAndReleaseAll();
    client.finishAndReleaseAll();
  }

  private static final class Writing extends ChannelDuplexHandler {
    private final ChunkWriter chunks;

    Writing(ChunkWriter chunks) {
      this.chunks = chunks;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise is told
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (!chunks.write(message, promise)) {
        ctx.write(message, promise);
      }
    }
  }

  @Test
  void chunksOfEverySizeArriveAsTheyWere() {
    send("text/event-stream", SIZES);

    assertThat(received()).isEqualTo(text(SIZES));
  }

  @Test
  void aTokenIsOneBuffer() {
    send("text/event-stream; charset=utf-8", List.of(200, 300));

    // The head, two chunks and the end.
    assertThat(buffers).isEqualTo(4);
  }

  @Test
  void whatIsNoEventStreamIsLeftToTheEncoder() {
    send("application/json", List.of(200, 300));

    assertThat(received()).isEqualTo(text(List.of(200, 300)));
    assertThat(buffers).isGreaterThan(4);
  }

  @Test
  void oneAnswerAfterTheOtherIsWritten() {
    send("text/event-stream", List.of(20));
    send("application/json", List.of(30));
    send("text/event-stream", List.of(40));

    assertThat(received()).isEqualTo(text(List.of(20)));
    assertThat(received()).isEqualTo(text(List.of(30)));
    assertThat(received()).isEqualTo(text(List.of(40)));
  }

  private void send(String contentType, List<Integer> sizes) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    wire.writeOutbound(head);
    for (int size : sizes) {
      wire.writeOutbound(
          new DefaultHttpContent(Unpooled.copiedBuffer(text(size), StandardCharsets.UTF_8)));
    }
    wire.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    for (ByteBuf bytes = wire.readOutbound(); bytes != null; bytes = wire.readOutbound()) {
      buffers++;
      client.writeInbound(bytes);
    }
  }

  private String received() {
    FullHttpResponse answer = client.readInbound();
    try {
      return answer.content().toString(StandardCharsets.UTF_8);
    } finally {
      answer.release();
    }
  }

  private static String text(int size) {
    return "x".repeat(size - 1) + "\n";
  }

  private static String text(List<Integer> sizes) {
    return sizes.stream().map(ChunkWriterTest::text).collect(Collectors.joining());
  }
}
