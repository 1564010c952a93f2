package com.plurence.gateway.audit;

import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.management.Change;
import com.plurence.gateway.management.ChangeListener;
import com.plurence.gateway.record.RequestRecord;
import java.time.InstantSource;

/** Records each change through the management API when it is over, on its event loop. */
public final class ChangeAudit implements ChangeListener {
  private final AuditRecorder recorder;
  private final AuditConfig.Address address;
  private final InstantSource clock;

  ChangeAudit(AuditRecorder recorder, AuditConfig.Address address, InstantSource clock) {
    this.recorder = recorder;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public void changed(Change change, RequestRecord request) {
    recorder.record(Recording.of(change, request, address, clock.millis()));
  }
}
