package com.plurence.gateway.audit;

/** Everything but bodies. */
record MetadataRecording(AuditEvent event) implements Recording {}
