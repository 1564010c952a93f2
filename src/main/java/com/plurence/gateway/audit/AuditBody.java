package com.plurence.gateway.audit;

import com.plurence.gateway.audit.redact.Redactor;
import com.plurence.gateway.record.BodyCopies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The bodies of one request, redacted and deflated.
 *
 * @param timestamp of the event that they belong to
 * @param request deflated; empty: there was none
 * @param response deflated; empty: there was none
 * @param truncated whether one of them was longer
 */
public record AuditBody(
    String requestId,
    long timestamp,
    String accountId,
    String projectId,
    byte[] request,
    byte[] response,
    boolean truncated) {

  /** What may be kept of {@code copies}. Takes long enough to be no work of an event loop. */
  static AuditBody of(AuditEvent event, BodyCopies copies, Redactor redactor) throws IOException {
    return new AuditBody(
        event.requestId(),
        event.timestamp(),
        String.valueOf(event.accountId()),
        String.valueOf(event.projectId()),
        deflated(copies.request(), copies.most(), redactor),
        deflated(copies.response(), copies.most(), redactor),
        copies.isCut());
  }

  private static byte[] deflated(byte[] body, int most, Redactor redactor) throws IOException {
    if (body.length == 0) {
      return body;
    }
    byte[] redacted =
        redactor.redact(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out)) {
      deflating.write(redacted, 0, Math.min(most, redacted.length));
    }
    return out.toByteArray();
  }

  /** As it stands in the spool. */
  byte[] write() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(request.length + response.length + 256);
    try (DataOutputStream data = new DataOutputStream(out)) {
      data.writeUTF(requestId);
      data.writeLong(timestamp);
      data.writeUTF(accountId);
      data.writeUTF(projectId);
      data.writeBoolean(truncated);
      data.writeInt(request.length);
      data.write(request);
      data.writeInt(response.length);
      data.write(response);
    }
    return out.toByteArray();
  }

  /** Reads what {@link #write} has written. */
  static AuditBody read(byte[] frame) throws IOException {
    try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(frame))) {
      String requestId = data.readUTF();
      long timestamp = data.readLong();
      String accountId = data.readUTF();
      String projectId = data.readUTF();
      boolean truncated = data.readBoolean();
      byte[] request = data.readNBytes(data.readInt());
      byte[] response = data.readNBytes(data.readInt());
      return new AuditBody(
          requestId, timestamp, accountId, projectId, request, response, truncated);
    }
  }

  /**
   * A deflated body as text; what is cut in the middle of a character ends with a replacement
   * character.
   */
  public static String text(byte[] deflated) throws IOException {
    if (deflated.length == 0) {
      return "";
    }
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
