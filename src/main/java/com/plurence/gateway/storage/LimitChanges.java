package com.plurence.gateway.storage;

import com.plurence.gateway.limit.setting.LimitFeed;
import com.plurence.gateway.limit.setting.LimitOwner;
import com.plurence.gateway.limit.setting.LimitPlace;
import com.plurence.gateway.limit.setting.LimitSetting;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes on whose limits have changed. This gateway's own changes are told as soon as they are
 * committed; on PostgreSQL they are also announced in the transaction that makes them.
 */
public final class LimitChanges implements LimitFeed, PostgresEvents.Channel {
  private static final String CHANNEL = "plurence_limits";

  private final boolean shared;
  private final List<LimitChangeListener> listeners = new CopyOnWriteArrayList<>();

  public LimitChanges(Database database) {
    this.shared = database.isShared();
  }

  @Override
  public void subscribe(LimitChangeListener listener) {
    listeners.add(listener);
  }

  /** Writes what somebody who is made in this transaction has from the beginning, if anything. */
  void begin(Sql sql, String accountId, LimitPlace place, OwnLimits limits) throws SQLException {
    if (!limits.equals(OwnLimits.NONE)) {
      SqlLimitStore.insert(sql, accountId, place, limits);
      announce(sql, place.owner());
    }
  }

  /** Lets this gateway know what {@link #begin} wrote, after the commit. */
  void tellOfNew(LimitPlace place, OwnLimits limits) {
    if (!limits.equals(OwnLimits.NONE)) {
      tell(new LimitSetting(place.owner(), 1, limits));
    }
  }

  /** Lets the other gateways know, once the transaction is committed. */
  void announce(Sql sql, LimitOwner owner) throws SQLException {
    if (shared) {
      sql.list(row -> Boolean.TRUE, "select pg_notify(?, ?)", CHANNEL, owner.text());
    }
  }

  /** Lets this gateway know, after the commit. */
  void tell(LimitSetting setting) {
    listeners.forEach(listener -> listener.changed(setting));
  }

  @Override
  public String name() {
    return CHANNEL;
  }

  @Override
  public void hear(String payload) {
    LimitOwner owner = LimitOwner.parse(payload);
    listeners.forEach(listener -> listener.changed(owner));
  }

  @Override
  public void interrupted() {
    // What is missed is read when the connection is back.
  }

  @Override
  public void resumed() {
    listeners.forEach(LimitChangeListener::missed);
  }
}
