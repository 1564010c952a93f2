package com.plurence.gateway.acceptance.inference;

import io.vertx.core.buffer.Buffer;
import java.util.Random;

/** Bodies of uploads, with the boundary {@code xyzzy}. */
final class UploadForm {
  private UploadForm() {}

  /** A file of random bytes and the model that shall read it, in one order or the other. */
  static Buffer form(String model, int size, boolean fileFirst) {
    Buffer form = Buffer.buffer();
    form.appendBuffer(fileFirst ? file(size) : part("model", model));
    form.appendBuffer(fileFirst ? part("model", model) : file(size));
    return form.appendBuffer(part("response_format", "json")).appendString("--xyzzy--\r\n");
  }

  /** A part that is text. */
  static Buffer part(String name, String value) {
    return Buffer.buffer(
        "--xyzzy\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(name, value));
  }

  /** A part that is a file of so many random bytes. */
  static Buffer file(int size) {
    byte[] sound = new byte[size];
    new Random(size).nextBytes(sound);
    String head =
        """
        --xyzzy
        Content-Disposition: form-data; name="file"; filename="a.mp3"
        Content-Type: audio/mpeg

        """;
    return Buffer.buffer(head.replace("\n", "\r\n")).appendBytes(sound).appendString("\r\n");
  }
}
