package com.plurence.gateway.testing.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A printed {@code curl} command with {@code -H} and {@code -d}, carried out without curl. */
public final class CurlCommand {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s'\\\\]+)");

  private final URI url;
  private final List<String> headers;
  private final String body;

  private CurlCommand(URI url, List<String> headers, String body) {
    this.url = url;
    this.headers = headers;
    this.body = body;
  }

  /** Understands a command that begins with {@code curl}, over several lines or not. */
  public static CurlCommand parse(String command) {
    URI url = URI.create("http://localhost");
    List<String> headers = new ArrayList<>();
    String body = "";
    Iterator<String> words = words(command).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "curl", "-s", "-sN" -> {}
        case "-H" -> headers.add(words.next());
        case "-d" -> body = words.next();
        default -> url = URI.create(word);
      }
    }
    return new CurlCommand(url, headers, body);
  }

  private static List<String> words(String command) {
    Matcher words = WORD.matcher(command);
    List<String> found = new ArrayList<>();
    while (words.find()) {
      found.add(words.group(1) == null ? words.group(2) : words.group(1));
    }
    return found;
  }

  /** What it prints when the server listens on {@code port} instead. */
  public String send(int port) throws Exception {
    URI there = new URI(url.getScheme(), null, "127.0.0.1", port, url.getPath(), null, null);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(there).POST(HttpRequest.BodyPublishers.ofString(body));
    for (String header : headers) {
      int colon = header.indexOf(':');
      request.header(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
