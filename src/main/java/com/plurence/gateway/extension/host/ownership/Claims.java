package com.plurence.gateway.extension.host.ownership;

import com.plurence.gateway.extension.EndpointPlace;
import java.util.Optional;
import java.util.Set;

/**
 * What an extension has registered that another can't have as well.
 *
 * @param places of its endpoints
 * @param headers that its authenticators look at
 * @param providers that its backends answer for
 */
public record Claims(Set<EndpointPlace> places, Set<String> headers, Set<String> providers) {
  public static final Claims NONE = new Claims(Set.of(), Set.of(), Set.of());

  /** What of this is {@code other}'s, in words, if anything is. */
  public Optional<String> clash(Claims other) {
    return places.stream()
        .filter(place -> other.places.stream().anyMatch(place::excludes))
        .map(place -> place.method() + " " + place.path())
        .findFirst()
        .or(() -> shared(headers, other.headers).map(name -> "the header " + name))
        .or(() -> shared(providers, other.providers).map(name -> "the provider " + name));
  }

  private static Optional<String> shared(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).findFirst();
  }
}
