package com.plurence.gateway.management;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of resources as the headers {@code ETag} and {@code If-Match} write them. */
final class EntityTag {
  private static final Pattern STRONG_TAG = Pattern.compile("(W/)?\"(\\d{1,9})\"");

  private EntityTag() {}

  static String of(int version) {
    return '"' + Integer.toString(version) + '"';
  }

  /** What {@code If-Match} demands; a weak or strange tag matches no version. */
  static Precondition precondition(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return Precondition.NONE;
    }
    Set<Integer> versions = new HashSet<>();
    Matcher tags = STRONG_TAG.matcher(ifMatch);
    while (tags.find()) {
      if (tags.group(1) == null) {
        versions.add(Integer.valueOf(tags.group(2)));
      }
    }
    return new Precondition(false, versions);
  }
}
