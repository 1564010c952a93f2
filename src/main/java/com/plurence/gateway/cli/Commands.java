package com.plurence.gateway.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one command of the operator: results go to standard output, one a line and with tabs, so
 * that a shell can use them; everything else goes to standard error.
 */
public final class Commands {
  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int MISTAKE = 2;
  private static final Set<String> NOUNS = Set.of("projects", "keys", "accounts");

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  public Commands(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Whether a command line is a command, rather than the start of a gateway. */
  public static boolean knows(String[] arguments) {
    return arguments.length > 0 && NOUNS.contains(arguments[0]);
  }

  /** Runs the command; 0 when it is done, 1 when the gateway refused it, 2 when it is none. */
  public int run(String[] arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      out.println(CommandLine.USAGE);
      return DONE;
    }
    try {
      CommandLine command = CommandLine.parse(Arrays.asList(arguments));
      run(command, signedIn(command));
      return DONE;
    } catch (Management.Refusal refusal) {
      err.println(refusal.getMessage());
      return REFUSED;
    } catch (IllegalArgumentException mistake) {
      err.println(mistake.getMessage());
      return MISTAKE;
    }
  }

  private void run(CommandLine command, Management api) {
    switch (command.name()) {
      case "projects list" -> list(api, "/v1/projects?", List.of("id", "slug", "name"));
      case "projects create" -> createProject(api, command);
      case "projects delete" -> api.delete(project(api, command));
      case "keys list" ->
          list(
              api,
              project(api, command) + "/api-keys?",
              List.of("id", "prefix", "name", "expires_at", "last_used_at"));
      case "keys create" -> createKey(api, command);
      case "keys delete" ->
          api.delete(project(api, command) + "/api-keys/" + encoded(command.required("key")));
      case "accounts list" ->
          list(api, "/v1/accounts?all=true&", List.of("id", "name", "created_at"));
      case "accounts create" -> out.println(NewAccounts.create(api, command, environment));
      case "accounts delete" -> api.delete("/v1/accounts/" + encoded(command.required("account")));
      default -> throw new IllegalArgumentException(CommandLine.USAGE);
    }
  }

  private Management signedIn(CommandLine command) {
    String url =
        command
            .optional("url")
            .orElse(environment.getOrDefault("PLURENCE_MANAGEMENT_URL", "http://127.0.0.1:8081"));
    if (!url.matches("https?://[^/?#]+/?")) {
      throw new IllegalArgumentException(
          "--url or PLURENCE_MANAGEMENT_URL must be such as http://127.0.0.1:8081");
    }
    String token = environment.getOrDefault("PLURENCE_TOKEN", "");
    Management api = new Management(url, token);
    if (token.isEmpty()) {
      String email =
          command.optional("email").orElse(environment.getOrDefault("PLURENCE_EMAIL", ""));
      String password = environment.getOrDefault("PLURENCE_PASSWORD", "");
      if (email.isEmpty() || password.isEmpty()) {
        throw new IllegalArgumentException(
            "set PLURENCE_TOKEN, or PLURENCE_EMAIL and PLURENCE_PASSWORD");
      }
      api.signIn(email, password);
    }
    return api;
  }

  /**
   * @param path to which the query can be added
   */
  private void list(Management api, String path, List<String> columns) {
    int offset = 0;
    JsonArray page;
    do {
      page = api.list(path + "limit=100&order_asc=id&offset=" + offset);
      for (Object item : page) {
        JsonObject row = (JsonObject) item;
        out.println(String.join("\t", columns.stream().map(name -> text(row, name)).toList()));
      }
      offset += page.size();
    } while (page.size() == 100);
  }

  private void createProject(Management api, CommandLine command) {
    JsonObject body = new JsonObject().put("name", command.required("name"));
    command.optional("slug").ifPresent(slug -> body.put("slug", slug));
    out.println(api.create("/v1/projects", body).getString("id"));
  }

  /** The key alone on standard output, for {@code KEY=$(... keys create ...)}. */
  private void createKey(Management api, CommandLine command) {
    JsonObject body = new JsonObject().put("name", command.required("name"));
    command.optional("expires-at").ifPresent(time -> body.put("expires_at", time));
    limit(body, "models", command.all("model"));
    limit(body, "endpoints", command.all("endpoint"));
    JsonObject made = api.create(project(api, command) + "/api-keys", body);
    err.println("made " + made.getString("id") + "; the key is shown this once:");
    out.println(made.getString("key"));
  }

  private static void limit(JsonObject body, String field, List<String> names) {
    if (!names.isEmpty()) {
      body.put(field, new JsonArray(names));
    }
  }

  /** The path of the project that is named by slug or by id. */
  private static String project(Management api, CommandLine command) {
    String name = command.required("project");
    String field = name.startsWith("proj_") ? "id" : "slug";
    JsonArray found = api.list("/v1/projects?" + field + "=" + encoded(name));
    if (found.isEmpty()) {
      throw new Management.Refusal("there is no project " + name);
    }
    return "/v1/projects/" + found.getJsonObject(0).getString("id");
  }

  private static String text(JsonObject row, String column) {
    Object value = row.getValue(column);
    if (value instanceof Number millis && column.endsWith("_at")) {
      return Instant.ofEpochMilli(millis.longValue()).toString();
    }
    return value == null ? "-" : String.valueOf(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
