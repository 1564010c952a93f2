package com.plurence.gateway.acceptance.hostile;

import java.util.List;

/**
 * What one connection sends: pieces, each on its own.
 *
 * @param requests how many requests the bytes are meant to be
 */
record Shot(List<byte[]> pieces, int requests) {}
