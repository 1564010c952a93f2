package com.plurence.gateway.overload;

/**
 * The place of one request among those in flight, from before its body to its last byte. Lives on
 * the event loop of its exchange.
 */
public final class Slot {
  private final Overload overload;
  private final ProjectLoad project;
  private final Priority priority;
  private boolean taken = true;

  Slot(Overload overload, ProjectLoad project, Priority priority) {
    this.overload = overload;
    this.project = project;
    this.priority = priority;
  }

  /**
   * The request holds more bytes.
   *
   * @param more negative when it gives some back
   */
  void hold(long more) {
    project.hold(more);
  }

  /** Whether the request may have some of the last of {@code all} bytes. */
  boolean mayHaveSpare(long all) {
    return switch (priority) {
      case CRITICAL -> true;
      case BATCH -> false;
      case NORMAL -> project.bytes() * overload.projects().count() < all;
    };
  }

  /** The request is refused after all, for want of room. */
  void countShed() {
    overload.shed().count(ShedReason.BUFFERED, priority);
  }

  /** The request is over; later calls do nothing. */
  void free() {
    if (taken) {
      taken = false;
      overload.slots().give(project, priority);
    }
  }
}
