import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends one chat to a running gateway; fails unless it is answered. Needs nothing but a JDK. */
final class FirstRequest {
  private static final String CHAT =
      """
      {"model": "demo-chat", "messages": [{"role": "user", "content": "Hello"}]}""";

  private FirstRequest() {}

  public static void main(String[] urlAndKey) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(urlAndKey[0] + "/v1/chat/completions"))
            .timeout(Duration.ofSeconds(30))
            .header("x-api-key", urlAndKey[1])
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(CHAT))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body());
    if (answer.statusCode() != 200 || !answer.body().contains("\"chat.completion\"")) {
      System.exit(1);
    }
  }
}
