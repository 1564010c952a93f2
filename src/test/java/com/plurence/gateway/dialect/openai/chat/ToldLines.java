package com.plurence.gateway.dialect.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stream of chunks says, one line for each event: its name, and what is said with it. */
final class ToldLines {
  private static final Pattern NAMED = Pattern.compile("([a-z]+):(.*)");

  private final List<String> lines = new ArrayList<>();
  private final AnswerEventReader reader;
  private int made;

  private ToldLines(long mostHeld) {
    AnswerEvents events =
        (AnswerEvents)
            Proxy.newProxyInstance(
                AnswerEvents.class.getClassLoader(),
                new Class<?>[] {AnswerEvents.class},
                (proxy, method, arguments) -> {
                  lines.add(line(method.getName(), arguments == null ? new Object[0] : arguments));
                  return null;
                });
    reader = new ChatProviderTranslator().events(events, prefix -> prefix + made++, mostHeld);
  }

  private static String line(String name, Object[] arguments) {
    StringBuilder line = new StringBuilder(name);
    for (Object argument : arguments) {
      if (argument instanceof Finish finish) {
        line.append(' ').append(finish.reason());
      } else if (argument instanceof ProviderError error) {
        line.append(' ').append(error.meaning().status());
      } else if (!argument.equals(Optional.empty())) {
        line.append(' ').append(argument);
      }
    }
    return line.toString();
  }

  /**
   * What these events say, after which the body ends well: each is the data of one, with its name
   * before it if it has one, as in {@code ping:{}}.
   */
  static List<String> by(long mostHeld, List<String> events) {
    ToldLines told = new ToldLines(mostHeld);
    for (String event : events) {
      Matcher named = NAMED.matcher(event);
      boolean isNamed = named.matches();
      byte[] data = (isNamed ? named.group(2) : event).getBytes(UTF_8);
      told.reader.read(isNamed ? named.group(1) : null, data, 0, data.length);
    }
    told.reader.bodyEnded();
    return told.lines;
  }
}
