package com.plurence.gateway.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the frames of one connection and what they make of responses. */
final class Http2Witness implements Witness {
  private static final int FRAME_HEADER = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PRIORITY = 0x20;
  private static final int PRIORITY_LENGTH = 5;

  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(true);
  private final ByteBuf unread = Unpooled.buffer();
  private final ByteBuf block = Unpooled.buffer();
  private final Map<Integer, Answer> answers = new HashMap<>();
  private final List<String> ended = new ArrayList<>();
  private int errors;

  private static final class Answer {
    final Map<String, List<String>> headers = new HashMap<>();
    final ByteBuf body = Unpooled.buffer();
    int status;
    boolean endsWithHead;
  }

  @Override
  public void read(byte[] bytes) {
    unread.writeBytes(bytes);
    while (unread.readableBytes() >= FRAME_HEADER) {
      int length = unread.getUnsignedMedium(unread.readerIndex());
      if (unread.readableBytes() < FRAME_HEADER + length) {
        break;
      }
      ByteBuf frame = unread.readSlice(FRAME_HEADER + length);
      frame.skipBytes(3);
      int type = frame.readUnsignedByte();
      int flags = frame.readUnsignedByte();
      take(type, flags, frame.readInt(), frame);
    }
    unread.discardReadBytes();
  }

  private void take(int type, int flags, int stream, ByteBuf payload) {
    Answer answer = answers.computeIfAbsent(stream, first -> new Answer());
    switch (type) {
      case HEADERS, CONTINUATION -> {
        block.writeBytes(payload.skipBytes((flags & PRIORITY) == 0 ? 0 : PRIORITY_LENGTH));
        answer.endsWithHead |= type == HEADERS && (flags & END_STREAM) != 0;
        if ((flags & END_HEADERS) != 0) {
          decode(stream, answer);
        }
      }
      case DATA -> {
        answer.body.writeBytes(payload);
        if ((flags & END_STREAM) != 0) {
          ended(stream, answer);
        }
      }
      case RESET -> answers.remove(stream);
      default -> {}
    }
  }

  private void decode(int stream, Answer answer) {
    try {
      Http2Headers decoded = headers.decodeHeaders(stream, block);
      for (Map.Entry<CharSequence, CharSequence> header : decoded) {
        answer
            .headers
            .computeIfAbsent(header.getKey().toString(), name -> new ArrayList<>())
            .add(header.getValue().toString());
      }
      answer.status = Integer.parseInt(decoded.status().toString());
    } catch (Http2Exception e) {
      throw new AssertionError("headers that nobody can read", e);
    }
    block.clear();
    if (answer.status < 200) {
      answer.headers.clear();
    } else if (answer.endsWithHead) {
      ended(stream, answer);
    }
  }

  private void ended(int stream, Answer answer) {
    answers.remove(stream);
    ended.add(stream + " " + answer.status);
    errors += answer.status >= 400 ? 1 : 0;
    assertThat(answer.headers.getOrDefault(":status", List.of())).hasSize(1);
    Judge.check(answer.status, answer.headers, ByteBufUtil.getBytes(answer.body));
  }

  /** A connection that breaks the rules of HTTP/2 may end at any moment. */
  @Override
  public void closed() {
    answers.clear();
  }

  /** Responses whose head has come, and whose end has not. */
  int open() {
    return (int) answers.values().stream().filter(answer -> answer.status > 0).count();
  }

  /** Streams and statuses of whole responses, in the order in which they ended. */
  List<String> ended() {
    return List.copyOf(ended);
  }

  @Override
  public int errors() {
    return errors;
  }
}
