package com.plurence.gateway.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.Hints;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Sampling;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is put together by hand, and what becomes of it. */
final class Asked {
  /** What models before Gemini 3 are like. */
  static final TargetTraits OLDER =
      new TargetTraits(
          0, java.util.Set.of(), true, false, false, false, false, false, object("{}"));

  final Findings findings = new Findings();
  private final ToolNames names = new ToolNames(new GoogleProviderTranslator().toolNames());
  private final List<Turn> turns = new ArrayList<>();
  private final List<Part.Text> system = new ArrayList<>();
  private final List<Tool> tools = new ArrayList<>();
  private TargetTraits traits = TargetTraits.DEFAULT;
  private Sampling sampling = Sampling.UNSAID;
  private @Nullable ThinkingWish thinking;
  private @Nullable ToolChoice choice;
  private @Nullable OutputFormat format;
  private @Nullable List<String> stop;
  private long choices = 1;
  private boolean stream;

  Asked of(TargetTraits known) {
    traits = known;
    return this;
  }

  Asked system(String text) {
    system.add(Part.Text.of("system", text));
    return this;
  }

  Asked user(Part... parts) {
    return turn(Role.USER, parts);
  }

  Asked model(Part... parts) {
    return turn(Role.ASSISTANT, parts);
  }

  Asked turn(Role role, Part... parts) {
    turns.add(new Turn("messages[" + turns.size() + "]", role, List.of(parts)));
    return this;
  }

  Asked tool(String name, String schema) {
    tools.add(
        new Tool(
            "tools[" + tools.size() + "]",
            name,
            Optional.empty(),
            object(schema),
            Optional.empty(),
            false,
            Optional.empty()));
    return this;
  }

  Asked choice(ToolChoice said) {
    choice = said;
    return this;
  }

  Asked thinking(ThinkingWish.Amount amount, Optional<Boolean> summary) {
    thinking = new ThinkingWish(amount, summary);
    return this;
  }

  Asked format(OutputFormat said) {
    format = said;
    return this;
  }

  Asked sampling(Sampling said) {
    sampling = said;
    return this;
  }

  Asked stop(String... sequences) {
    stop = List.of(sequences);
    return this;
  }

  Asked choices(long wanted) {
    choices = wanted;
    return this;
  }

  Asked streamed() {
    stream = true;
    return this;
  }

  /** The body that goes to the provider. */
  ObjectNode body() {
    return new GoogleProviderTranslator().write(request(), names, traits, "m", findings);
  }

  /** What is at {@code pointer} in it, as text. */
  String at(String pointer) {
    return body().at(pointer).toString();
  }

  private ModelRequest request() {
    return new ModelRequest(
        system,
        turns,
        tools,
        field("tool_choice", choice),
        Optional.empty(),
        Optional.empty(),
        sampling,
        field("stop", stop),
        field("n", choices),
        field("response_format", format),
        field("thinking", thinking),
        Optional.empty(),
        stream,
        false,
        false,
        Hints.NONE,
        Optional.empty());
  }

  private static <T> Optional<RequestField<T>> field(String path, @Nullable T value) {
    return Optional.ofNullable(value).map(known -> new RequestField<>(path, known));
  }

  static Part text(String text) {
    return Part.Text.of("text", text);
  }

  static Part call(String id, String name) {
    return new Part.Call("call " + id, id, name, object("{}"), Optional.empty());
  }

  static Part result(String id, Part... parts) {
    return new Part.Result(
        "result " + id, id, Optional.empty(), List.of(parts), false, Optional.empty());
  }

  static Part thought(Seal seal) {
    return new Part.Reasoning("thought", "Hm.", Optional.of(seal));
  }

  static Seal google(String signature) {
    return new Seal(Seal.Kind.GOOGLE, signature);
  }

  static ObjectNode object(String json) {
    return (ObjectNode) json(json);
  }

  static JsonNode json(String json) {
    try {
      return TranslationJson.read(json);
    } catch (MalformedAnswer wrong) {
      throw new AssertionError(json, wrong);
    }
  }
}
