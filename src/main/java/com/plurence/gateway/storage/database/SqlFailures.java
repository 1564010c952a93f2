package com.plurence.gateway.storage.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

/** What a failure of the database means, by SQLSTATE: the same for both databases. */
public final class SqlFailures {
  private static final String UNIQUE = "23505";

  private static final String CANCELLED = "57014";

  private static final String NO_SUCH_DATABASE = "3D000";

  /** H2's own: database may be already in use. */
  private static final String H2_IN_USE = "90020";

  /** H2's own: connection broken, database closed, input or output failed, out of memory. */
  private static final Set<String> H2_GONE =
      Set.of("90067", "90098", "90121", "90028", "90031", "90108");

  /** What lies behind H2's "general error" when its file cannot be written; closed ever after. */
  private static final String H2_FILE = "org.h2.mvstore.MVStoreException";

  private SqlFailures() {}

  /** Whether the database could not be reached, or could not serve anyone. */
  static boolean unreachable(Throwable failure) {
    if (failure instanceof SQLTransientConnectionException
        || failure.getClass().getName().equals(H2_FILE)) {
      return true;
    }
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      String state = sql.getSQLState();
      return state.startsWith("08")
          || state.startsWith("53")
          || state.startsWith("57P")
          || H2_GONE.contains(state);
    }
    return failure.getCause() != null && unreachable(failure.getCause());
  }

  /** Whether the server does not let this user in, or not into this database. */
  static boolean refused(Throwable failure) {
    return failure instanceof SQLException sql
        && sql.getSQLState() != null
        && (sql.getSQLState().startsWith("28") || sql.getSQLState().equals(NO_SUCH_DATABASE));
  }

  /** Whether the file belongs to another process. */
  static boolean inUse(Throwable failure) {
    return failure instanceof SQLException sql && H2_IN_USE.equals(sql.getSQLState());
  }

  /** Whether the transaction lost against another one and can simply be done again. */
  static boolean lostARace(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith("40");
  }

  /** Whether the statement was given up because it took longer than it was to. */
  public static boolean tookTooLong(SQLException failure) {
    return CANCELLED.equals(failure.getSQLState());
  }

  /** Whether {@code constraint} would have been violated: a value is taken. */
  public static boolean violates(SQLException failure, String constraint) {
    return UNIQUE.equals(failure.getSQLState())
        && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
  }
}
