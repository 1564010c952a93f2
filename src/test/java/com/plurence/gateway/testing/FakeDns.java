package com.plurence.gateway.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A name server on the loopback, to whom every name has the same address, for no time at all. */
public final class FakeDns {
  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int NO_ERROR = 0x8180;
  private static final int NO_SUCH_NAME = 0x8183;

  private final DatagramSocket socket;
  private volatile String address;

  private FakeDns(DatagramSocket socket, String address) {
    this.socket = socket;
    this.address = address;
    socket.handler(this::answer);
  }

  /** Starts one on a free port. */
  public static Future<FakeDns> start(Vertx vertx, String address) {
    DatagramSocket socket = vertx.createDatagramSocket();
    return socket.listen(0, "127.0.0.1").map(listening -> new FakeDns(socket, address));
  }

  /** Where it listens, as {@code host:port}. */
  public String server() {
    return "127.0.0.1:" + socket.localAddress().port();
  }

  /** Gives every name another address. */
  public void move(String next) {
    address = next;
  }

  /** Knows no name any more. */
  public void forget() {
    address = "";
  }

  private void answer(DatagramPacket packet) {
    Buffer query = packet.data();
    int end = HEADER;
    while (query.getUnsignedByte(end) != 0) {
      end += query.getUnsignedByte(end) + 1;
    }
    int type = query.getUnsignedShort(end + 1);
    int afterQuestion = end + 5;
    boolean known = !address.isEmpty();
    boolean answers = known && type == TYPE_A;
    Buffer reply =
        Buffer.buffer()
            .appendUnsignedShort(query.getUnsignedShort(0))
            .appendUnsignedShort(known ? NO_ERROR : NO_SUCH_NAME)
            .appendUnsignedShort(1)
            .appendUnsignedShort(answers ? 1 : 0)
            .appendInt(0)
            .appendBuffer(query.slice(HEADER, afterQuestion));
    if (answers) {
      // The name of the question, type A, class IN, no time to live, four bytes.
      reply
          .appendUnsignedShort(0xC000 | HEADER)
          .appendUnsignedShort(TYPE_A)
          .appendUnsignedShort(1)
          .appendInt(0)
          .appendUnsignedShort(4)
          .appendBytes(bytes());
    }
    socket.send(reply, packet.sender().port(), packet.sender().host());
  }

  private byte[] bytes() {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
