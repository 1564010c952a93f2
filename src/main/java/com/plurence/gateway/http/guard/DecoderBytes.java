package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.ByteToMessageDecoder.Cumulator;
import org.jspecify.annotations.Nullable;

/**
 * Collects the bytes of one decoder as Netty does, and knows whether it has used them up: nothing
 * comes out of a decoder without bytes, so nobody need call it to find out.
 */
final class DecoderBytes implements Cumulator {
  private @Nullable ByteBuf collected;

  @Override
  public ByteBuf cumulate(ByteBufAllocator alloc, ByteBuf cumulation, ByteBuf in) {
    ByteBuf all = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(alloc, cumulation, in);
    // The decoder lets go of bytes that it has used up; they can be looked at only while held.
    collected = all.retain();
    return all;
  }

  /** Whether bytes are left that were not decoded; asked once after each call of the decoder. */
  boolean anyLeft() {
    ByteBuf bytes = collected;
    if (bytes == null) {
      return false;
    }
    collected = null;
    boolean left = bytes.isReadable();
    bytes.release();
    return left;
  }
}
