package com.plurence.gateway.dialect;

/**
 * How large the input of a request is, as far as that tells how many tokens it has.
 *
 * @param text bytes of the body without the data of images, sound and files in it
 * @param images in the messages or the input, at a URL or as data
 * @param hasMedia whether data was left out of {@code text}, whose tokens nobody can foretell
 */
public record InputSize(long text, long images, boolean hasMedia) {
  /** Of a request of which nothing is known. */
  public static final InputSize UNKNOWN = new InputSize(0, 0, true);
}
