package com.plurence.gateway.http.guard.http2;

import com.plurence.gateway.http.guard.EarlyResponse;
import com.plurence.gateway.http.guard.PlainResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the frames of an HTTP/2 connection. What comes in is bounded by {@link Http2Intake}.
 * To headers over the limit Netty's codec answers by itself, with a 431 and nothing else, and
 * resets the stream: that response is replaced by the contract's.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
public final class Http2Guard {
  private static final int WHOLE_HEAD = 0x5; // END_STREAM and END_HEADERS
  private static final int STREAM_ID_AT = 5;
  private static final int GO_AWAY_CODE_AT = 13;

  /** A status alone, and what may stand before it; any response of ours has a long request id. */
  private static final int SHORT_BLOCK = 16;

  private static final ByteBuf STATUS =
      Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[] {'4', '3', '1'}));

  private final Http2ConnectionHandler codec;
  private final EarlyResponse headersTooLarge;
  private final FrameCredit credit = new FrameCredit(System::nanoTime);
  private final StreamLimit streams;
  private final Http2Intake intake;
  private @Nullable ByteBuf frameHeader;
  private @Nullable ChannelPromise frameHeaderPromise;
  private int answered;
  private boolean saidError;

  /**
   * @param preface bytes of the preface that are still to come
   * @param stoppedStreams of the process, which wait for their clients
   */
  public Http2Guard(
      Http2ConnectionHandler codec,
      EarlyResponse headersTooLarge,
      int preface,
      AtomicInteger stoppedStreams) {
    this.codec = codec;
    this.headersTooLarge = headersTooLarge;
    this.streams = new StreamLimit(codec, stoppedStreams);
    this.intake = new Http2Intake(streams, credit, preface);
  }

  /** Passes on what has come in; a connection that has had enough is told so and closed. */
  public void read(ChannelHandlerContext ctx, ByteBuf bytes) {
    boolean waits = intake.hasMore();
    try {
      intake.read(ctx, bytes);
    } catch (Http2Exception tooMuch) {
      codec.onError(ctx.pipeline().context(codec), false, tooMuch);
    }
    if (!waits && intake.hasMore()) {
      ctx.channel().config().setAutoRead(false);
      ctx.executor().execute(() -> goOn(ctx));
    }
  }

  /** Whether no more is to be read, as what has come has not had its turn. */
  public boolean hasMore() {
    return intake.hasMore();
  }

  /** What comes after a turn is not followed by the end of a read. */
  private void goOn(ChannelHandlerContext ctx) {
    if (!intake.hasMore() || ctx.isRemoved()) {
      return;
    }
    try {
      intake.goOn(ctx);
    } catch (Http2Exception tooMuch) {
      intake.forget();
      codec.onError(ctx.pipeline().context(codec), false, tooMuch);
    }
    ctx.fireChannelReadComplete();
    if (intake.hasMore()) {
      ctx.executor().execute(() -> goOn(ctx));
    } else {
      ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    }
  }

  /** Whether the client was told that the connection ends for something it did. */
  public boolean saidError() {
    return saidError;
  }

  /** The connection has ended. */
  public void forget() {
    streams.forget();
    intake.forget();
  }

  /** Whether any request has not been answered whose client could read a response. */
  public boolean isBusy() {
    streams.count();
    if (windowSize(codec.connection().connectionStream()) <= 0) {
      return false;
    }
    try {
      return codec.connection().forEachActiveStream(this::isAnsweredOrStopped) != null;
    } catch (Http2Exception e) {
      throw new IllegalStateException("looking at streams does not change them", e);
    }
  }

  private boolean isAnsweredOrStopped(Http2Stream stream) {
    return stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL || windowSize(stream) <= 0;
  }

  private int windowSize(Http2Stream stream) {
    return codec.encoder().flowController().windowSize(stream);
  }

  /** Passes {@code bytes} on, or what has to leave instead. */
  public void write(ChannelHandlerContext ctx, ByteBuf bytes, ChannelPromise promise) {
    ByteBuf held = frameHeader;
    ChannelPromise heldPromise = frameHeaderPromise;
    if (held != null && heldPromise != null) {
      frameHeader = null;
      frameHeaderPromise = null;
      if (isTooLarge(bytes)) {
        replace(ctx, held.getInt(held.readerIndex() + STREAM_ID_AT));
        held.release();
        bytes.release();
        heldPromise.trySuccess();
        promise.trySuccess();
        return;
      }
      ctx.write(held, heldPromise);
    }
    if (isHeaderOfData(bytes)) {
      credit.progress();
    }
    saidError |= isGoAwayWithError(bytes);
    if (beginsShortHead(bytes)) {
      frameHeader = bytes;
      frameHeaderPromise = promise;
    } else {
      ctx.write(isResetAfterAnswer(bytes) ? resetWithoutError(bytes) : bytes, promise);
    }
  }

  private static boolean isGoAwayWithError(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return bytes.readableBytes() == Http2CodecUtil.GO_AWAY_FRAME_HEADER_LENGTH
        && bytes.getByte(at + 3) == Http2FrameTypes.GO_AWAY
        && bytes.getInt(at + GO_AWAY_CODE_AT) != Http2Error.NO_ERROR.code();
  }

  private static boolean isHeaderOfData(ByteBuf bytes) {
    return bytes.readableBytes() == Http2CodecUtil.FRAME_HEADER_LENGTH
        && bytes.getByte(bytes.readerIndex() + 3) == Http2FrameTypes.DATA;
  }

  /** The codec writes the header of a frame and its block one after the other. */
  private static boolean beginsShortHead(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return bytes.readableBytes() == Http2CodecUtil.FRAME_HEADER_LENGTH
        && bytes.getUnsignedMedium(at) <= SHORT_BLOCK
        && bytes.getByte(at + 3) == Http2FrameTypes.HEADERS
        && bytes.getByte(at + 4) == WHOLE_HEAD;
  }

  /** Whether the block says nothing but the status 431, which the gateway itself never sends. */
  private static boolean isTooLarge(ByteBuf block) {
    return block.readableBytes() <= SHORT_BLOCK && ByteBufUtil.indexOf(STATUS, block) >= 0;
  }

  /** Without room in the client's windows there is no response; the codec's reset says enough. */
  private void replace(ChannelHandlerContext ctx, int streamId) {
    forgetTable();
    PlainResponse answer = headersTooLarge.on(ctx.channel());
    Http2Connection connection = codec.connection();
    Http2RemoteFlowController windows = codec.encoder().flowController();
    Http2Stream whole = connection.connectionStream();
    int length = answer.body().length;
    if (windows.windowSize(whole) >= length && windows.initialWindowSize() >= length) {
      ctx.write(answer.http2(streamId));
      answered = streamId;
      try {
        windows.incrementWindowSize(whole, -length);
      } catch (Http2Exception e) {
        throw new IllegalStateException("a smaller window is always possible", e);
      }
    }
  }

  /**
   * The codec believes that the client has seen its block, and both keep a table of what they have
   * seen (RFC 7541, section 2.3.2). A table of size zero, announced with the next headers, makes
   * both forget.
   */
  private void forgetTable() {
    Http2HeadersEncoder.Configuration table =
        codec.encoder().configuration().headersConfiguration();
    try {
      long size = table.maxHeaderTableSize();
      table.maxHeaderTableSize(0);
      table.maxHeaderTableSize(size);
    } catch (Http2Exception e) {
      throw new IllegalStateException("both sizes are within what HTTP/2 allows", e);
    }
  }

  private boolean isResetAfterAnswer(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return answered != 0
        && bytes.readableBytes() == Http2CodecUtil.FRAME_HEADER_LENGTH + Integer.BYTES
        && bytes.getByte(at + 3) == Http2FrameTypes.RST_STREAM
        && bytes.getInt(at + STREAM_ID_AT) == answered;
  }

  /** Such a reset only says that the rest of the request is not wanted (RFC 9113, section 8.1). */
  private static ByteBuf resetWithoutError(ByteBuf frame) {
    int code = frame.readerIndex() + Http2CodecUtil.FRAME_HEADER_LENGTH;
    return frame.setInt(code, (int) Http2Error.NO_ERROR.code());
  }
}
