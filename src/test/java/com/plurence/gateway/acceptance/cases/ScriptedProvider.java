package com.plurence.gateway.acceptance.cases;

import static com.plurence.gateway.testing.Outcome.done;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider that answers, byte for byte, as a script says: one entry for each request, of which
 * the last one repeats. It speaks HTTP/1.1 by hand, so that it can also speak it badly.
 */
final class ScriptedProvider {
  /** What an entry answers that says nothing of a body; fit for chat and for embeddings. */
  private static final String ANSWER =
      """
      {"id":"c1","object":"list","created":1,"model":"m",
       "data":[{"object":"embedding","index":0,"embedding":[0.5]}],
       "choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
      """;

  private static final Pattern REPEAT = Pattern.compile("\\{\\{repeat:(.+?):(\\d+)\\}\\}");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final Vertx vertx;
  private final NetServer server;
  private final List<Got> seen = new CopyOnWriteArrayList<>();
  private volatile JsonArray script = new JsonArray().add(new JsonObject());

  /**
   * One request as it came.
   *
   * @param path the target of its first line, which is a whole URL if it came by way of a proxy
   */
  record Got(String path, MultiMap headers, String body) {}

  private ScriptedProvider(Vertx vertx) {
    this.vertx = vertx;
    this.server = vertx.createNetServer().connectHandler(this::connect);
  }

  static ScriptedProvider start(Vertx vertx) {
    ScriptedProvider provider = new ScriptedProvider(vertx);
    done(provider.server.listen(0, "127.0.0.1"));
    return provider;
  }

  /** Its address, without a path. */
  String address() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /**
   * Forgets what was asked, and answers like this from now on.
   *
   * @param entries as a case's {@code provider}: one or a list of them
   */
  void play(Object entries) {
    JsonArray list = entries instanceof JsonArray array ? array : new JsonArray().add(entries);
    script = list.isEmpty() ? new JsonArray().add(new JsonObject()) : list;
    seen.clear();
  }

  /** What was asked since then. */
  List<Got> seen() {
    return seen;
  }

  private void connect(NetSocket socket) {
    Connection connection = new Connection(socket);
    socket.exceptionHandler(gone -> {});
    socket.handler(connection::take);
  }

  /** What has come of a request so far. */
  private final class Connection {
    private final NetSocket socket;
    private Buffer held = Buffer.buffer();

    Connection(NetSocket socket) {
      this.socket = socket;
    }

    void take(Buffer bytes) {
      held.appendBuffer(bytes);
      int head = held.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
      if (head >= 4 && held.length() >= head + length(held.getString(0, head))) {
        Got got = read(held.getString(0, head), held.slice(head, held.length()));
        held = Buffer.buffer();
        answer(socket, got);
      }
    }
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static Got read(String head, Buffer body) {
    String[] lines = head.split("\r\n", -1);
    MultiMap headers = HttpHeaders.headers();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      String[] field = lines[i].split(":", 2);
      headers.add(field[0], field[1].strip());
    }
    return new Got(lines[0].split(" ", -1)[1], headers, body.toString());
  }

  private void answer(NetSocket socket, Got got) {
    int turn = Math.min(seen.size(), script.size() - 1);
    seen.add(got);
    JsonObject entry = script.getJsonObject(turn);
    int delay = entry.getInteger("delayMs", 0);
    if (delay == 0) {
      play(socket, entry);
    } else {
      vertx.setTimer(delay, over -> play(socket, entry));
    }
  }

  private static void play(NetSocket socket, JsonObject entry) {
    if (entry.containsKey("raw")) {
      Buffer raw = Buffer.buffer(expand(entry.getString("raw")));
      socket.write(raw).onSuccess(sent -> follow(socket, entry.getString("then", "stall")));
    } else if (entry.containsKey("sse")) {
      stream(socket, entry);
    } else {
      whole(socket, entry);
    }
  }

  private static void follow(NetSocket socket, String then) {
    if (then.equals("close") || then.equals("end")) {
      socket.close();
    }
  }

  private static void whole(NetSocket socket, JsonObject entry) {
    Object json = entry.getValue("json");
    String text = json == null ? entry.getString("body", ANSWER) : Json.encode(json);
    Buffer body = Buffer.buffer(expand(text));
    Buffer head = head(entry, entry.getString("contentType", "application/json"));
    socket.write(
        head.appendString("content-length: " + body.length() + "\r\n\r\n").appendBuffer(body));
  }

  /** Each text in a chunk of its own; where it ends early, the chunk that ends it is missing. */
  private static void stream(NetSocket socket, JsonObject entry) {
    Buffer head = head(entry, "text/event-stream");
    socket.write(head.appendString("transfer-encoding: chunked\r\n\r\n"));
    for (Object text : entry.getJsonArray("sse")) {
      Buffer bytes = Buffer.buffer(expand((String) text));
      socket.write(
          Buffer.buffer(Integer.toHexString(bytes.length()) + "\r\n")
              .appendBuffer(bytes)
              .appendString("\r\n"));
    }
    String then = entry.getString("then", "");
    if (then.isEmpty()) {
      socket.write("0\r\n\r\n");
    } else {
      follow(socket, then);
    }
  }

  private static Buffer head(JsonObject entry, String contentType) {
    Buffer head = Buffer.buffer("HTTP/1.1 " + entry.getInteger("status", 200) + " Said\r\n");
    Map<String, Object> headers = entry.getJsonObject("headers", new JsonObject()).getMap();
    boolean typed = headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
    if (!typed && !contentType.isEmpty()) {
      head.appendString("content-type: " + contentType + "\r\n");
    }
    headers.forEach(
        (name, value) ->
            values(value).forEach(one -> head.appendString(name + ": " + one + "\r\n")));
    return head;
  }

  private static List<Object> values(Object value) {
    List<Object> values = new ArrayList<>();
    if (value instanceof List<?> list) {
      values.addAll(list);
    } else {
      values.add(value);
    }
    return values;
  }

  private static String expand(String text) {
    Matcher repeats = REPEAT.matcher(text);
    return repeats.replaceAll(each -> each.group(1).repeat(Integer.parseInt(each.group(2))));
  }
}
