package com.plurence.gateway.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;

/** Who may import whom. Whoever needs another package changes it here first. */
final class House {
  /** Each package and the packages it may import. {@code Gateway}, in the root, sees everything. */
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("address", Set.of()),
          Map.entry("config", Set.of("address", "limit", "price")),
          Map.entry("json", Set.of()),
          Map.entry("sse", Set.of()),
          Map.entry("demo", Set.of()),
          Map.entry("observability", Set.of()),
          Map.entry("timing", Set.of()),
          Map.entry("logging", Set.of()),
          Map.entry("overload", Set.of("error", "config", "timing")),
          Map.entry("body", Set.of()),
          Map.entry("limit", Set.of()),
          Map.entry("limit.memory", Set.of("limit", "timing")),
          Map.entry("sharedstate", Set.of("config")),
          Map.entry("limit.redis.script", Set.of("limit", "sharedstate")),
          Map.entry(
              "limit.redis",
              Set.of(
                  "error",
                  "config",
                  "timing",
                  "limit",
                  "limit.memory",
                  "limit.redis.script",
                  "sharedstate")),
          Map.entry(
              "limit.admission",
              Set.of(
                  "error",
                  "config",
                  "auth",
                  "record",
                  "price",
                  "catalog",
                  "dialect",
                  "limit",
                  "limit.setting")),
          Map.entry(
              "limit.setting",
              Set.of("error", "config", "limit", "auth", "overload", "http", "management")),
          Map.entry("price", Set.of()),
          Map.entry("usage", Set.of("error", "record", "price")),
          Map.entry("audit.redact", Set.of("config")),
          Map.entry(
              "audit.query", Set.of("error", "http", "auth", "account", "management", "audit")),
          Map.entry("usage.query", Set.of("error", "price", "http", "auth", "management", "usage")),
          Map.entry("usage.spool", Set.of()),
          Map.entry(
              "usage.shipping",
              Set.of("error", "config", "timing", "price", "usage", "usage.spool")),
          Map.entry("record", Set.of("error", "address", "config", "price")),
          Map.entry(
              "audit",
              Set.of(
                  "error",
                  "address",
                  "config",
                  "timing",
                  "management",
                  "audit.redact",
                  "record",
                  "usage.spool",
                  "usage.shipping")),
          Map.entry("http.coding", Set.of("error")),
          Map.entry("http.guard", Set.of("address", "overload")),
          Map.entry(
              "http.exchange",
              Set.of(
                  "error",
                  "address",
                  "dialect",
                  "observability",
                  "timing",
                  "logging",
                  "overload",
                  "record")),
          Map.entry(
              "http.body",
              Set.of("error", "timing", "overload", "body", "http.exchange", "http.coding")),
          Map.entry(
              "http.error",
              Set.of(
                  "error", "config", "timing", "record", "dialect", "http.exchange", "http.guard")),
          Map.entry(
              "http",
              Set.of(
                  "error",
                  "address",
                  "config",
                  "dialect",
                  "observability",
                  "timing",
                  "overload",
                  "body",
                  "record",
                  "http.exchange",
                  "http.body",
                  "http.error",
                  "http.guard")),
          Map.entry(
              "server", Set.of("error", "address", "config", "http", "http.error", "http.guard")),
          Map.entry("auth", Set.of("error", "config", "record", "http", "http.exchange")),
          Map.entry("auth.key", Set.of("error", "timing", "auth")),
          Map.entry(
              "auth.token",
              Set.of(
                  "error",
                  "config",
                  "timing",
                  "record",
                  "http",
                  "auth",
                  "auth.key",
                  "http.exchange")),
          Map.entry("auth.issuer", Set.of("error", "config", "timing", "auth.key", "auth.token")),
          Map.entry("cli", Set.of()),
          Map.entry("idempotency", Set.of("error")),
          Map.entry(
              "management",
              Set.of(
                  "error",
                  "address",
                  "json",
                  "body",
                  "http",
                  "auth",
                  "idempotency",
                  "record",
                  "http.exchange",
                  "http.body")),
          Map.entry("account.password", Set.of("error", "timing", "auth.key")),
          Map.entry(
              "account",
              Set.of("error", "http", "auth", "auth.token", "management", "account.password")),
          Map.entry(
              "project",
              Set.of(
                  "error",
                  "config",
                  "http",
                  "auth",
                  "auth.key",
                  "management",
                  "account",
                  "account.password",
                  "limit",
                  "limit.setting")),
          Map.entry("storage.database", Set.of("error", "config")),
          Map.entry(
              "storage.query",
              Set.of(
                  "error",
                  "auth",
                  "price",
                  "management",
                  "usage",
                  "usage.query",
                  "audit",
                  "audit.query",
                  "storage",
                  "storage.database")),
          Map.entry(
              "storage",
              Set.of(
                  "error",
                  "config",
                  "auth",
                  "auth.key",
                  "auth.token",
                  "idempotency",
                  "management",
                  "account",
                  "project",
                  "limit",
                  "limit.setting",
                  "price",
                  "usage",
                  "usage.shipping",
                  "audit",
                  "storage.database")),
          Map.entry("catalog", Set.of("config", "price")),
          Map.entry("dialect", Set.of("body", "error", "config", "json", "sse", "price", "record")),
          Map.entry(
              "upstream",
              Set.of(
                  "timing",
                  "overload",
                  "body",
                  "price",
                  "record",
                  "error",
                  "config",
                  "sse",
                  "observability",
                  "catalog",
                  "dialect",
                  "extension.bus")),
          Map.entry("extension", Set.of("error")),
          Map.entry("extension.bus", Set.of()),
          Map.entry(
              "extension.host",
              Set.of(
                  "error",
                  "address",
                  "config",
                  "timing",
                  "body",
                  "price",
                  "record",
                  "json",
                  "sse",
                  "http",
                  "auth",
                  "extension",
                  "extension.bus",
                  "http.exchange",
                  "http.body")),
          Map.entry(
              "inference",
              Set.of(
                  "timing",
                  "error",
                  "config",
                  "overload",
                  "body",
                  "record",
                  "http",
                  "auth",
                  "idempotency",
                  "catalog",
                  "dialect",
                  "upstream",
                  "http.exchange",
                  "http.body",
                  "limit.admission")),
          Map.entry(
              "inference.stage",
              Set.of(
                  "error",
                  "timing",
                  "config",
                  "json",
                  "sse",
                  "overload",
                  "body",
                  "record",
                  "auth",
                  "idempotency",
                  "catalog",
                  "dialect",
                  "upstream",
                  "extension",
                  "extension.host",
                  "inference",
                  "http.exchange",
                  "http.error",
                  "limit",
                  "limit.admission")));

  private House() {}

  /** The key of {@link #MAY_IMPORT} that names the package of {@code type}, or one above it. */
  static String feature(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(Production.ROOT + ".")) {
      return "";
    }
    String rest = name.substring(Production.ROOT.length() + 1);
    while (!MAY_IMPORT.containsKey(rest) && rest.contains(".")) {
      rest = rest.substring(0, rest.lastIndexOf('.'));
    }
    return rest;
  }
}
