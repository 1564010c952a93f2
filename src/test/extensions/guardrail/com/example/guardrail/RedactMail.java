package com.example.guardrail;

import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.RequestChanges;
import com.plurence.gateway.extension.StreamEditor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes e-mail addresses out of what models are asked and what they answer. */
public final class RedactMail implements Extension {
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,24}");

  private String mark = "[mail]";

  @Override
  public String name() {
    return "redact-mail";
  }

  @Override
  public List<String> problems(JsonObject config) {
    return config.getValue("mark", "") instanceof String
        ? List.of()
        : List.of("mark must be a text");
  }

  @Override
  public void register(ExtensionContext gateway) {
    mark = gateway.config().getString("mark", mark);
    gateway.onRequest(this::redactRequest);
    gateway.onAnswer((request, answer) -> Future.succeededFuture(redact(answer)));
    gateway.onStream(this::redactStream);
  }

  private Future<RequestChanges> redactRequest(ModelRequest request) {
    String body = request.body().toString();
    long found = MAIL.matcher(body).results().count();
    RequestChanges changes = RequestChanges.NONE.withAttribute("mails", Long.toString(found));
    return Future.succeededFuture(found == 0 ? changes : changes.withBody(redact(request.body())));
  }

  private Buffer redact(Buffer text) {
    return Buffer.buffer(redact(text.toString()));
  }

  String redact(String text) {
    return MAIL.matcher(text).replaceAll(Matcher.quoteReplacement(mark));
  }

  private StreamEditor redactStream(ModelRequest request) {
    return new MailEditor(this::redact);
  }
}
