package com.plurence.gateway.storage;

import com.plurence.gateway.auth.key.KeyFeed;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes on which keys come and go. This gateway's own changes are told as soon as they are
 * committed; on PostgreSQL they are also announced in the transaction that makes them, so that the
 * other gateways hear of them if and only if it is committed.
 */
public final class KeyChanges implements KeyFeed, PostgresEvents.Channel {
  private static final String CHANNEL = "plurence_keys";

  private final boolean shared;
  private final List<KeyChangeListener> listeners = new CopyOnWriteArrayList<>();

  public KeyChanges(Database database) {
    this.shared = database.isShared();
  }

  /** One key made, to be read again, or removed. */
  record Change(boolean made, String keyId, KeyHash hash) {
    String payload() {
      return (made ? "+ " : "- ") + keyId + ' ' + hash.hex();
    }

    /** Reads what {@link #payload()} wrote. */
    static Change parse(String payload) {
      String[] parts = payload.split(" ", 3);
      return new Change(parts[0].equals("+"), parts[1], KeyHash.fromHex(parts[2]));
    }
  }

  @Override
  public void subscribe(KeyChangeListener listener) {
    listeners.add(listener);
  }

  /** What is known of the key at {@code row} is to be read again. */
  static Change changed(ResultSet row) throws SQLException {
    return new Change(true, row.getString("id"), KeyHash.fromHex(row.getString("key_hash")));
  }

  /** The removal of the key at {@code row}. */
  static Change removed(ResultSet row) throws SQLException {
    return new Change(false, row.getString("id"), KeyHash.fromHex(row.getString("key_hash")));
  }

  /** Lets the other gateways know, once the transaction is committed. */
  void announce(Sql sql, List<Change> changes) throws SQLException {
    if (shared) {
      for (Change change : changes) {
        sql.list(row -> Boolean.TRUE, "select pg_notify(?, ?)", CHANNEL, change.payload());
      }
    }
  }

  /** Lets this gateway know, after the commit; the number of changes told. */
  int tell(List<Change> changes) {
    for (Change change : changes) {
      for (KeyChangeListener listener : listeners) {
        if (change.made()) {
          listener.created(change.hash());
        } else {
          listener.removed(change.keyId(), change.hash());
        }
      }
    }
    return changes.size();
  }

  @Override
  public String name() {
    return CHANNEL;
  }

  @Override
  public void hear(String payload) {
    tell(List.of(Change.parse(payload)));
  }

  @Override
  public void interrupted() {
    listeners.forEach(KeyChangeListener::interrupted);
  }

  @Override
  public void resumed() {
    listeners.forEach(KeyChangeListener::resumed);
  }
}
