package com.plurence.gateway.dialect.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.sse.SseEvent;
import com.plurence.gateway.sse.SseFilter;
import com.plurence.gateway.sse.SseParser;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stream says, one line for each event. */
final class Told implements AnswerEvents {
  private static final int MOST = 1 << 20;

  final List<String> lines = new ArrayList<>();
  private int made;

  /** What the stream of these bytes says, if it ends well. */
  static List<String> by(String stream) {
    Told told = new Told();
    AnswerEventReader reader = new GoogleProviderTranslator().events(told, told::makeId, MOST);
    SseParser parser = new SseParser(MOST);
    SseFilter filter = told.filter(reader);
    parser.feed(Buffer.buffer(stream), filter);
    parser.finish(filter);
    reader.bodyEnded();
    return told.lines;
  }

  String makeId(String prefix) {
    return prefix + made++;
  }

  private SseFilter filter(AnswerEventReader reader) {
    return new SseFilter() {
      @Override
      public boolean keep(SseEvent event) {
        if (event.hasData()) {
          int from = event.dataStart();
          reader.read(null, event.dataArray(), from, from + event.dataLength());
        }
        return false;
      }

      @Override
      public void unframed(byte[] bytes, int from, int to) {
        reader.read(null, bytes, from, to);
      }
    };
  }

  /** An event of a stream. */
  static String event(String json) {
    return "data: " + json + "\n\n";
  }

  /** Feeds each of {@code events} to a reader, and ends it. */
  static List<String> byEvents(List<String> events) {
    Told told = new Told();
    AnswerEventReader reader = new GoogleProviderTranslator().events(told, told::makeId, MOST);
    for (String event : events) {
      byte[] bytes = event.getBytes(UTF_8);
      reader.read(null, bytes, 0, bytes.length);
    }
    reader.bodyEnded();
    return told.lines;
  }

  @Override
  public void start(String id, String model, Optional<Usage> usage) {
    lines.add("start " + id + " " + model + usage.map(known -> " " + known.allInput()).orElse(""));
  }

  @Override
  public void text(String delta) {
    lines.add("text " + delta);
  }

  @Override
  public void refusal(String delta) {
    lines.add("refusal " + delta);
  }

  @Override
  public void reasoning(String delta) {
    lines.add("reasoning " + delta);
  }

  @Override
  public void seal(Seal seal) {
    lines.add("seal " + seal.text());
  }

  @Override
  public void call(int index, String id, String name, Optional<String> signature) {
    lines.add("call " + index + " " + id + " " + name + signature.map(by -> " " + by).orElse(""));
  }

  @Override
  public void arguments(String delta) {
    lines.add("arguments " + delta);
  }

  @Override
  public void callEnd() {
    lines.add("call end");
  }

  @Override
  public void ping() {
    lines.add("ping");
  }

  @Override
  public void finish(Finish finish) {
    lines.add("finish " + finish.reason() + finish.explanation().map(why -> " " + why).orElse(""));
  }

  @Override
  public void usage(Usage usage) {
    lines.add("usage " + usage.allInput() + " " + usage.allOutput());
  }

  @Override
  public void end() {
    lines.add("end");
  }

  @Override
  public void fault(ProviderError error) {
    lines.add("fault " + error.meaning().status());
  }

  @Override
  public void malformed() {
    lines.add("malformed");
  }
}
