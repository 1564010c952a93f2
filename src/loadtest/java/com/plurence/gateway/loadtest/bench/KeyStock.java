package com.plurence.gateway.loadtest.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * API keys by the thousand, written straight into the embedded store while no gateway has it open:
 * to make them one by one through the API would take longer than the load test.
 */
public final class KeyStock {
  private static final String INSERT =
      """
      insert into api_key (id, project_id, name, key_hash, prefix, models, endpoints, expires_at, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, 0)\
      """;

  private static final String INSERT_PROJECT =
      """
      insert into project (id, account_id, name, slug, created_at, version)
      select ?, account_id, ?, ?, 0, 1 from project where id = ?\
      """;

  /** Of every second key, whose limits are looked at with each request. */
  private static final String MODELS = "[\"demo-chat\"]";

  private static final String ENDPOINTS = "[\"/v1/chat/completions\"]";
  private static final long EXPIRY = 4_000_000_000_000L;

  private static final int BATCH = 1_000;

  private KeyStock() {}

  /**
   * The first {@code count} keys; number 0 is the one that the gateway makes at its first start.
   */
  public static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj("plr_test_%032d"::formatted).toList();
  }

  /**
   * Adds all but the first of {@code keys} to the store.
   *
   * @param count of projects that they belong to, in turn; the first is there
   */
  static void fill(Path store, List<String> keys, int count) {
    String url = "jdbc:h2:file:" + store + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
      connection.setAutoCommit(false);
      List<String> projects = projects(connection, count);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (int i = 1; i < keys.size(); i++) {
          String key = keys.get(i);
          insert.setString(1, "key_load_%07d".formatted(i));
          insert.setString(2, projects.get(i % count));
          insert.setString(3, "load " + i);
          insert.setString(4, sha256(key));
          insert.setString(5, key.substring(0, 13));
          limit(insert, i % 2 == 0);
          insert.addBatch();
          if (i % BATCH == 0) {
            insert.executeBatch();
          }
        }
        insert.executeBatch();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void limit(PreparedStatement insert, boolean limited) throws SQLException {
    insert.setString(6, limited ? MODELS : null);
    insert.setString(7, limited ? ENDPOINTS : null);
    if (limited) {
      insert.setLong(8, EXPIRY);
    } else {
      insert.setNull(8, Types.BIGINT);
    }
  }

  private static String project(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from project")) {
      row.next();
      return row.getString(1);
    }
  }

  /** The project that is there, and copies of it. */
  private static List<String> projects(Connection connection, int count) throws SQLException {
    List<String> ids = new ArrayList<>();
    ids.add(project(connection));
    try (PreparedStatement insert = connection.prepareStatement(INSERT_PROJECT)) {
      for (int i = 1; i < count; i++) {
        String id = "proj_load_%07d".formatted(i);
        insert.setString(1, id);
        insert.setString(2, "load " + i);
        insert.setString(3, "load-" + i);
        insert.setString(4, ids.get(0));
        insert.executeUpdate();
        ids.add(id);
      }
    }
    return ids;
  }

  private static String sha256(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
