package com.plurence.gateway.usage.query.export;

import com.plurence.gateway.usage.UsageRecord;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** How records are written to a file. Safe on any thread. */
interface ExportFormat {
  String contentType();

  /** What the name of such a file ends with. */
  String ending();

  /** What stands before the first record. */
  Buffer head();

  /** The records, one after the other. */
  Buffer rows(List<UsageRecord> records);
}
