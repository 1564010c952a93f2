package com.plurence.gateway.config.yaml;

import com.plurence.gateway.config.yaml.Entries.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A group of settings. Every question gets a response: where the file has nothing, or a mistake,
 * that is the default, and mistakes are collected. A key nobody asked for is a mistake too.
 */
public final class Section {
  private final YamlReader reading;
  private final String path;
  private final int line;
  private final Map<String, Entry> entries;
  private final boolean blamed;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param blamed whether the file has something else than a group here, which is mistake enough
   */
  private Section(
      YamlReader reading, String path, int line, Map<String, Entry> entries, boolean blamed) {
    this.reading = reading;
    this.path = path;
    this.line = line;
    this.entries = entries;
    this.blamed = blamed;
  }

  static Section root(YamlReader reading, Optional<Node> node) {
    return of(reading, "", 0, node.orElse(null));
  }

  private static Section of(YamlReader reading, String path, int line, @Nullable Node node) {
    Entries found = Entries.of(reading, path, node);
    return new Section(reading, path, line, found.byName(), found.blamed());
  }

  <T> T readWith(Function<Section, T> reader) {
    T result = reader.apply(this);
    entries.forEach(
        (key, entry) -> {
          if (!asked.contains(key)) {
            refuseUnknown(key, entry.line());
          }
        });
    return result;
  }

  private void refuseUnknown(String key, int keyLine) {
    String hint =
        key.contains(":")
            ? "is a space missing after the colon?"
            : Closest.to(key, asked)
                .map(meant -> "did you mean " + meant + "?")
                .orElseGet(() -> "accepted: " + String.join(", ", asked));
    reading.problem(keyLine, join(path, Entries.printable(key)), "unknown setting, " + hint);
  }

  /** A nested group; all its settings have their defaults where the file does not have it. */
  public <T> T in(String key, Function<Section, T> reader) {
    Entry entry = entry(key);
    Section nested =
        entry == null
            ? new Section(reading, join(path, key), line, Map.of(), blamed)
            : of(reading, join(path, key), entry.line(), entry.value());
    return nested.readWith(reader);
  }

  /** Nested groups by names that the user chooses, in the order of the file. */
  public <T> Map<String, T> named(
      String key, Format<String> names, BiFunction<String, Section, T> reader) {
    return in(key, group -> group.members(names, reader));
  }

  private <T> Map<String, T> members(Format<String> names, BiFunction<String, Section, T> reader) {
    Map<String, T> members = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          asked.add(name);
          boolean acceptable = names.parser().apply(name).isPresent();
          if (!acceptable) {
            problem(name, "is no name for this, accepted: " + names.accepted());
          }
          String place = join(path, acceptable ? name : Entries.printable(name));
          Section member = of(reading, place, entry.line(), entry.value());
          members.put(name, member.readWith(section -> reader.apply(name, section)));
        });
    return Collections.unmodifiableMap(members);
  }

  /** What {@code reader} makes of each name that the user chooses, in the order of the file. */
  public <T> Map<String, T> eachNamed(
      String key, Format<String> names, BiFunction<Section, String, T> reader) {
    return in(
        key,
        group -> {
          Map<String, T> lists = new LinkedHashMap<>();
          for (String name : group.entries.keySet()) {
            group.asked.add(name);
            if (names.parser().apply(name).isPresent()) {
              lists.put(name, reader.apply(group, name));
            } else {
              group.problem(name, "is no name for this, accepted: " + names.accepted());
            }
          }
          return Collections.unmodifiableMap(lists);
        });
  }

  /**
   * Values by names that the user chooses, in the order of the file; those left empty are not
   * there.
   */
  public <T> Map<String, T> texts(String key, Format<String> names, Format<T> format) {
    Map<String, T> values = new LinkedHashMap<>();
    eachNamed(key, names, (group, name) -> group.optional(name, format))
        .forEach((name, value) -> value.ifPresent(present -> values.put(name, present)));
    return values;
  }

  /** A list of groups; empty where the file does not have it. */
  public <T> List<T> groups(String key, Function<Section, T> reader) {
    return each(
        key,
        "a list of groups, each '- name: value'",
        (place, element) -> Optional.of(member(place, element).readWith(reader)));
  }

  private Section member(String place, Node element) {
    return of(reading, place, YamlReader.line(element), element);
  }

  /** A list of values. */
  public <T> List<T> list(String key, List<T> fallback, Format<T> format) {
    return list(key, fallback, format, (place, element) -> reading.scalar(element, place, format));
  }

  /** A list in which values and groups may stand beside each other. */
  public <T> List<T> listOrGroups(
      String key, List<T> fallback, Format<T> format, Function<Section, T> reader) {
    return list(
        key,
        fallback,
        format,
        (place, element) ->
            element instanceof MappingNode
                ? Optional.of(member(place, element).readWith(reader))
                : reading.scalar(element, place, format));
  }

  private <T> List<T> list(
      String key,
      List<T> fallback,
      Format<T> format,
      BiFunction<String, Node, Optional<T>> reader) {
    List<T> values = each(key, "a list of " + format.accepted(), reader);
    return has(key) && values.size() == elements(key, "").size() ? values : fallback;
  }

  private <T> List<T> each(
      String key, String accepted, BiFunction<String, Node, Optional<T>> reader) {
    List<T> values = new ArrayList<>();
    int index = 0;
    for (Node element : elements(key, accepted)) {
      reader.apply(join(path, key) + "[" + index++ + "]", element).ifPresent(values::add);
    }
    return List.copyOf(values);
  }

  private List<Node> elements(String key, String accepted) {
    Entry entry = entry(key);
    if (entry == null || YamlReader.isNull(entry.value())) {
      return List.of();
    }
    if (entry.value() instanceof SequenceNode sequence && YamlReader.isPlain(sequence)) {
      return sequence.getValue();
    }
    problem(key, "was %s, accepted: %s".formatted(YamlReader.kind(entry.value()), accepted));
    return List.of();
  }

  /** A value that the file may leave to its default. */
  public <T> T value(String key, T fallback, Format<T> format) {
    Entry entry = entry(key);
    return entry == null
        ? fallback
        : reading.scalar(entry.value(), join(path, key), format).orElse(fallback);
  }

  /** A value whose default is to be absent; nothing, or only blanks, is absent too. */
  public <T> Optional<T> optional(String key, Format<T> format) {
    Entry entry = entry(key);
    if (entry == null || YamlReader.isNull(entry.value())) {
      return Optional.empty();
    }
    Format<List<T>> noneOrOne =
        new Format<>(
            format.accepted(),
            format.visible(),
            text ->
                text.isBlank()
                    ? Optional.of(List.of())
                    : format.parser().apply(text).map(List::of));
    return reading
        .scalar(entry.value(), join(path, key), noneOrOne)
        .flatMap(values -> values.stream().findFirst());
  }

  /** A value whose default is a text with variables; absent only after a mistake. */
  public <T> Optional<T> withDefault(String key, String fallback, Format<T> format) {
    Entry entry = entry(key);
    return entry == null
        ? reading.parsed(line, join(path, key), fallback, format)
        : reading.scalar(entry.value(), join(path, key), format);
  }

  /** A value without a default; absent only after a mistake. */
  public <T> Optional<T> required(String key, Format<T> format) {
    Entry entry = entry(key);
    if (entry == null) {
      problem(key, "is missing, accepted: " + format.accepted());
      return Optional.empty();
    }
    return reading.scalar(entry.value(), join(path, key), format);
  }

  /** Settings that somebody else understands; empty where the file does not have them. */
  public Map<String, Object> free(String key) {
    Entry entry = entry(key);
    if (entry == null || YamlReader.isNull(entry.value())) {
      return Map.of();
    }
    if (entry.value() instanceof MappingNode mapping && YamlReader.isPlain(mapping)) {
      return new FreeForm(reading).map(mapping, join(path, key));
    }
    problem(
        key, "was %s, accepted: %s".formatted(YamlReader.kind(entry.value()), Entries.SETTINGS));
    return Map.of();
  }

  /** A variable of the environment; empty if it is not set, or set to nothing. */
  public Optional<String> variable(String name) {
    return reading.variable(name);
  }

  /** Whether the file says something about this key. */
  public boolean has(String key) {
    Entry entry = entries.get(key);
    return entry != null && !YamlReader.isNull(entry.value());
  }

  /** Whether the value is this word, in place of what else may stand there. */
  public boolean says(String key, String word) {
    Entry entry = entry(key);
    return entry != null
        && entry.value() instanceof ScalarNode scalar
        && scalar.getValue().equals(word);
  }

  /**
   * Reports a mistake that only the reader of this section can see; left out if it only follows
   * from one that was reported.
   */
  public void problem(String key, String message) {
    String place = join(path, Entries.printable(key));
    if (!blamed && !reading.hasProblem(place)) {
      Entry entry = entries.get(key);
      reading.problem(entry == null ? line : entry.line(), place, message);
    }
  }

  private @Nullable Entry entry(String key) {
    asked.add(key);
    return entries.get(key);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
