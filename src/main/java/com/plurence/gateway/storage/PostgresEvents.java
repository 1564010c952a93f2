package com.plurence.gateway.storage;

import com.plurence.gateway.storage.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears, on a thread and a connection of its own, what the other gateways on the same PostgreSQL
 * announce. When the connection breaks it connects again for as long as it takes, and then says
 * that something may have been missed.
 */
public final class PostgresEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresEvents.class);
  private static final long RECONNECT_MILLIS = 250;

  /**
   * After so long a silence the connection is tried, as a dead peer looks just like a quiet one.
   */
  private static final int SILENCE_MILLIS = 5_000;

  private static final int ANSWER_SECONDS = 2;

  private final Database database;
  private final List<Channel> channels;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<@Nullable Connection> current = new AtomicReference<>();
  private final Thread thread = new Thread(this::listenUntilClosed, "plurence-store-events");

  /** What gateways tell one another under one name. Called on the thread that listens. */
  public interface Channel {
    /** The name of LISTEN and NOTIFY. */
    String name();

    /** Another gateway, or this one, has announced {@code payload}. */
    void hear(String payload);

    /** Something may be missed from now on. */
    void interrupted();

    /** Something may have been missed until now; nothing is missed from now on. */
    void resumed();
  }

  private PostgresEvents(Database database, List<Channel> channels) {
    this.database = database;
    this.channels = channels;
  }

  /** Begins to listen, if the store is shared; otherwise there is nobody else to hear of. */
  public static AutoCloseable start(Database database, Channel... channels) {
    if (!database.isShared()) {
      return () -> {};
    }
    PostgresEvents events = new PostgresEvents(database, List.of(channels));
    events.thread.setDaemon(true);
    events.thread.start();
    return events;
  }

  /** Stops listening; returns at once. */
  @Override
  public void close() {
    closed.countDown();
    Connection open = current.get();
    if (open != null) {
      abort(open);
    }
    thread.interrupt();
  }

  /** Unlike a close, this does not wait for the thread that is reading. */
  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.atDebug().addKeyValue("sqlState", e.getSQLState()).log("store events not closed");
    }
  }

  private void listenUntilClosed() {
    boolean retry = true;
    while (retry) {
      try (Connection connection = database.connect()) {
        current.set(connection);
        listen(connection);
      } catch (SQLException e) {
        LOG.atDebug().addKeyValue("sqlState", e.getSQLState()).log("store events interrupted");
      }
      channels.forEach(Channel::interrupted);
      retry = !closedWithin(RECONNECT_MILLIS);
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Channel channel : channels) {
        statement.execute("listen " + channel.name());
      }
    }
    channels.forEach(Channel::resumed);
    PGConnection notifications = connection.unwrap(PGConnection.class);
    while (closed.getCount() > 0) {
      PGNotification[] heard = notifications.getNotifications(SILENCE_MILLIS);
      if (heard == null || heard.length == 0) {
        if (!connection.isValid(ANSWER_SECONDS)) {
          return;
        }
      } else {
        for (PGNotification notification : heard) {
          tell(notification);
        }
      }
    }
  }

  private void tell(PGNotification notification) {
    for (Channel channel : channels) {
      if (channel.name().equals(notification.getName())) {
        tell(channel, notification.getParameter());
      }
    }
  }

  private static void tell(Channel channel, String payload) {
    try {
      channel.hear(payload);
    } catch (RuntimeException e) {
      // Whatever it was, the next one must still be heard.
      LOG.atWarn().addKeyValue("channel", channel.name()).setCause(e).log("event not understood");
    }
  }

  private boolean closedWithin(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return closed.getCount() == 0;
    }
  }
}
