package com.plurence.gateway.audit;

import com.plurence.gateway.record.BodyCopies;

/**
 * Bodies too.
 *
 * @param copies as they passed, with whatever stands in them
 */
record FullRecording(AuditEvent event, BodyCopies copies) implements Recording {
  /** The same without bodies, for which there is no room. */
  MetadataRecording withoutBodies() {
    copies.drop();
    return new MetadataRecording(event.withBodies(false));
  }
}
