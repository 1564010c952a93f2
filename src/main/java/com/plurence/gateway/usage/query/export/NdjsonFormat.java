package com.plurence.gateway.usage.query.export;

import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A line of JSON for each record. */
final class NdjsonFormat implements ExportFormat {
  @Override
  public String contentType() {
    return "application/x-ndjson";
  }

  @Override
  public String ending() {
    return "ndjson";
  }

  @Override
  public Buffer head() {
    return Buffer.buffer();
  }

  @Override
  public Buffer rows(List<UsageRecord> records) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try {
      for (UsageRecord usage : records) {
        UsageJson.write(usage, lines);
        lines.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(lines.toByteArray());
  }
}
