package com.plurence.gateway.acceptance.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to spoil bytes. */
final class Bytes {
  private static final String[] TOKENS = {
    "\r\n",
    "\n",
    "\r",
    "\0",
    " ",
    "\t",
    ":",
    ",",
    ";",
    "/",
    "//",
    "/../",
    "%",
    "%00",
    "%2e%2e",
    "%zz",
    "HTTP/1.1",
    "HTTP/9.9",
    "GET ",
    "POST ",
    "OPTIONS ",
    "CONNECT ",
    "TRACE ",
    "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Content-Length: 10\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: xchunked\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: h2c\r\n",
    "Upgrade: websocket\r\nConnection: upgrade\r\n",
    "Connection: close\r\n",
    "Connection: keep-alive\r\n",
    "Host: b\r\n",
    "Range: bytes=0-\r\n",
    "Accept-Encoding: gzip\r\n",
    "Content-Encoding: gzip\r\n",
    "Origin: null\r\n",
    "x-request-id: a\r\n",
    "\u00ff",
    "\u0080",
    "\u00c3(",
    "0\r\n\r\n",
    "-1\r\n",
    "ffffffffffffffff\r\n",
  };

  private Bytes() {}

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] random(SplittableRandom random, int longest) {
    byte[] bytes = new byte[1 + random.nextInt(longest)];
    random.nextBytes(bytes);
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** {@code bytes} after one to six small accidents. */
  static byte[] spoilt(byte[] bytes, SplittableRandom random) {
    byte[] spoilt = bytes;
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      spoilt = accident(spoilt, random);
    }
    return spoilt;
  }

  private static byte[] accident(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> replaced(bytes, at, to, new byte[0]);
      case 1 -> replaced(bytes, at, at, latin1(TOKENS[random.nextInt(TOKENS.length)]));
      case 2 -> replaced(bytes, at, to, latin1(TOKENS[random.nextInt(TOKENS.length)]));
      case 3 -> replaced(bytes, at, at, random(random, 4));
      case 4 -> replaced(bytes, at, at, slice(bytes, at, to));
      default -> flipped(bytes, at, random);
    };
  }

  private static byte[] flipped(byte[] bytes, int at, SplittableRandom random) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
    return join(slice(bytes, 0, from), with, slice(bytes, to, bytes.length));
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  /** {@code bytes} as a network might deliver them. */
  static List<byte[]> pieces(byte[] bytes, SplittableRandom random) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    while (random.nextInt(3) == 0 && from < bytes.length && pieces.size() < 3) {
      int to = from + 1 + random.nextInt(Math.min(40, bytes.length - from));
      pieces.add(slice(bytes, from, to));
      from = to;
    }
    pieces.add(slice(bytes, from, bytes.length));
    return pieces;
  }

  /** {@code bytes} so that a person can read and a test can send them again. */
  static String shown(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      int value = b & 0xff;
      if (value == '\r') {
        text.append("\\r");
      } else if (value == '\n') {
        text.append("\\n\n");
      } else if (value >= ' ' && value < 127) {
        text.append((char) value);
      } else {
        text.append("\\x").append(Integer.toHexString(0x100 + value).substring(1));
      }
    }
    return text.length() > 1500 ? text.substring(0, 1500) + "..." : text.toString();
  }
}
